import type { EventStore } from '../events/event-store.ts';
import type { PlaceSeen, TimelineEntry } from '../schema/report.ts';
import type { Person } from '../schema/result.ts';
import type { Source } from '../schema/source.ts';

/** The lane of the timeline that a source is drawn in. */
const laneOf: Record<Source['covers'][number], string> = {
  hiring: 'hiring',
  people: 'hiring',
  parcels: 'parcel',
  devices: 'device',
  'sign-ins': 'sign-in',
  endpoint: 'endpoint',
  code: 'code',
};
const mostEntries = 2_000;

/** For each person, what every source saw, one entry per day and kind of event. */
export async function collectTimelines(
  store: EventStore,
  sources: readonly Source[],
  people: readonly Person[],
): Promise<Map<string, TimelineEntry[]>> {
  type Row = Omit<TimelineEntry, 'finding_ids' | 'lane'> & { person_id: string };
  const rows = await store.query<Row>(
    `SELECT o.person_id AS person_id, formatDateTime(min(e.time), '%FT%T.000Z', 'UTC') AS time, e.source AS source, e.action AS title,
       argMin(multiIf(n.city != '', concat(n.city, ', ', n.country), e.src_location_city != '', e.src_location_city, ''), e.time) AS place,
       argMin(e.file, e.time) AS file, argMin(e.sequence, e.time) AS sequence, toUInt32(count()) AS count
     FROM (
       SELECT event_id, time, source, action, file, sequence, src_ip, device_public_ip, src_location_city,
         arrayJoin([('account', account), ('device', device), ('parcel', lower(tracking_number))]) AS tie
       FROM event WHERE time > 0
     ) AS e
     INNER JOIN (SELECT kind, value, person_id FROM identifier WHERE person_id IN {people:Array(String)}) AS o ON o.kind = e.tie.1 AND o.value = e.tie.2
     LEFT ANY JOIN address_place AS n ON n.address = if(e.src_ip != '', e.src_ip, e.device_public_ip)
     GROUP BY person_id, toDate(e.time), source, title ORDER BY person_id, time LIMIT {most:UInt32} BY person_id`,
    { people: people.map((person) => person.person_id), most: mostEntries },
  );
  const lanes = new Map(sources.map((source) => [source.id, laneOf[source.covers[0] ?? 'people']]));
  const timelines = new Map<string, TimelineEntry[]>();
  for (const { person_id, ...row } of rows) {
    const list = timelines.get(person_id) ?? [];
    list.push({ ...row, lane: lanes.get(row.source) ?? 'hiring', finding_ids: [] });
    timelines.set(person_id, list);
  }
  for (const person of people) markFindings(person, timelines.get(person.person_id) ?? []);
  return timelines;
}

/** An entry carries the findings whose evidence lies on the same day, in the same source, under the same name. */
function markFindings(person: Person, timeline: TimelineEntry[]): void {
  const key = (time: string, source: string, title: string) => `${time.slice(0, 10)} ${source} ${title}`;
  const entries = new Map(timeline.map((entry) => [key(entry.time, entry.source, entry.title), entry]));
  for (const finding of person.findings) {
    for (const { fields } of finding.evidence) {
      const entry = entries.get(key(fields['time'] ?? '', fields['source'] ?? '', fields['action'] ?? ''));
      if (entry && !entry.finding_ids.includes(finding.finding_id)) entry.finding_ids.push(finding.finding_id);
    }
  }
}

/** For each person, the places that each kind of source puts them at. */
export async function collectPlaces(store: EventStore, people: readonly Person[]): Promise<Map<string, PlaceSeen[]>> {
  const moment = (name: string) => `formatDateTime(${name}, '%FT%T.000Z', 'UTC')`;
  const rows = await store.query<PlaceSeen & { person_id: string }>(
    `SELECT person_id, 'claimed' AS kind, concat(home_city, if(home_city = '', '', ', '), home_country) AS label, home_latitude AS latitude, home_longitude AS longitude,
       toUInt32(1) AS count, NULL AS first_time, NULL AS last_time, '' AS network_kind
     FROM person WHERE person_id IN {people:Array(String)} AND (home_latitude != 0 OR home_longitude != 0)
     UNION ALL
     SELECT person_id, 'shipped', last_destination, latitude, longitude, toUInt32(1), ${moment('requested_at')}, ${moment('delivered_at')}, ''
     FROM parcel WHERE person_id IN {people:Array(String)} AND (latitude != 0 OR longitude != 0)
     UNION ALL
     SELECT person_id, 'check_in', concat(city, if(city = '', '', ', '), country), avg(latitude), avg(longitude), toUInt32(count()), ${moment('min(time)')}, ${moment('max(time)')}, any(network_kind)
     FROM device_checkin WHERE method != 'managed_sign_in' AND person_id IN {people:Array(String)} GROUP BY person_id, city, country, round(latitude), round(longitude)
     UNION ALL
     SELECT person_id, 'sign_in', concat(city, if(city = '', '', ', '), country), avg(latitude), avg(longitude), toUInt32(count()), ${moment('min(time)')}, ${moment('max(time)')}, network_kind
     FROM sign_in WHERE person_id IN {people:Array(String)} AND (latitude != 0 OR longitude != 0) GROUP BY person_id, city, country, network_kind`,
    { people: people.map((person) => person.person_id) },
  );
  const places = new Map<string, PlaceSeen[]>();
  for (const { person_id, ...place } of rows) places.set(person_id, [...(places.get(person_id) ?? []), place]);
  return places;
}
