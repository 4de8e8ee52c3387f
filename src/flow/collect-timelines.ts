import type { EventStore } from '../events/event-store.ts';
import { workforceClasses } from '../schema/event-columns.ts';
import type { TimelineEntry } from '../schema/report.ts';
import type { Person } from '../schema/result.ts';
import type { Source } from '../schema/source.ts';

/** The lane of the timeline that a source is drawn in, where the class of the event does not say. */
const laneOfSource: Record<Source['covers'][number], string> = {
  hiring: 'hiring',
  people: 'hiring',
  parcels: 'parcel',
  devices: 'device',
  'sign-ins': 'sign-in',
  endpoint: 'endpoint',
  code: 'code',
};

/** Classes of events in a reader's words, and the lane of those that stand in one whatever their source. */
const classWords = new Map<number, { words: string; lane?: string }>([
  [1007, { words: 'program' }],
  [1010, { words: 'hardware' }],
  [3001, { words: 'account change', lane: 'sign-in' }],
  [3002, { words: 'sign-in', lane: 'sign-in' }],
  [4001, { words: 'network connection' }],
  [4003, { words: 'name look-up' }],
  [5001, { words: 'device' }],
  [5020, { words: 'software' }],
  [workforceClasses.application, { words: 'application', lane: 'hiring' }],
  [workforceClasses.interview, { words: 'interview', lane: 'hiring' }],
  [workforceClasses.employment, { words: 'employment', lane: 'hiring' }],
  [workforceClasses.shipment, { words: 'parcel', lane: 'parcel' }],
  [workforceClasses.candidate, { words: 'candidate', lane: 'hiring' }],
]);

const mostEntries = 2_000;

type TimelineRow = {
  person_id: string;
  time: string;
  source: string;
  class_uid: number;
  action: string;
  activity_name: string;
  place: string;
  file: string;
  sequence: number;
  count: number;
  is_evidence: number;
};

/**
 * For each person, what every source saw: one entry per day and kind of event, and one for each record that a finding
 * rests on. One pass over the events; all but those of the people asked for drop out before anything else is read.
 */
export async function collectTimelines(
  store: EventStore,
  sources: readonly Source[],
  people: readonly Person[],
): Promise<Map<string, TimelineEntry[]>> {
  const findings = findingsByRecord(people);
  const records = [...new Map(people.flatMap(evidenceOf).map((item) => [keyRecord(item), item])).values()];
  const owner = (kind: string, key: string) =>
    `transform(${key}, (SELECT groupArray(value) FROM owned WHERE kind = '${kind}'), (SELECT groupArray(person_id) FROM owned WHERE kind = '${kind}'), '')`;
  const values = (kind: string) => `(SELECT value FROM owned WHERE kind = '${kind}')`;
  const rows = await store.query<TimelineRow>(
    `WITH owned AS (
       SELECT kind, value, person_id FROM identifier WHERE person_id IN {people:Array(String)}
       UNION ALL SELECT arrayJoin(['account', 'device', 'parcel']), '', ''
     )
     SELECT person_id, formatDateTime(min(e.time), '%FT%T.000Z', 'UTC') AS time, e.source AS source, e.class_uid AS class_uid, e.action AS action, e.activity_name AS activity_name,
       argMin(if(n.city != '', concat(n.city, ', ', n.country), toString(e.src_location_city)), e.time) AS place,
       argMin(e.file, e.time) AS file, argMin(e.sequence, e.time) AS sequence, toUInt32(count()) AS count, e.is_evidence AS is_evidence
     FROM (
       SELECT time, source, class_uid, action, activity_name, file, sequence, src_location_city, if(src_ip != '', src_ip, device_public_ip) AS ip,
         (file, sequence) IN (SELECT arrayJoin(arrayZip({files:Array(String)}, {sequences:Array(UInt32)}))) AS is_evidence,
         arrayJoin(arrayDistinct(arrayFilter(p -> p != '', [${owner('account', 'account')}, ${owner('device', 'device')}, ${owner('parcel', 'lower(tracking_number)')}]))) AS person_id
       FROM event
       WHERE time > 0 AND ((account != '' AND account IN ${values('account')}) OR (device != '' AND device IN ${values('device')}) OR (tracking_number != '' AND lower(tracking_number) IN ${values('parcel')}))
     ) AS e
     LEFT ANY JOIN address_place AS n ON n.address = e.ip
     GROUP BY person_id, toDate(e.time), source, class_uid, action, activity_name, is_evidence, if(e.is_evidence, (e.file, e.sequence), ('', 0))
     ORDER BY person_id, is_evidence DESC, time LIMIT {most:UInt32} BY person_id`,
    {
      people: people.map((person) => person.person_id),
      most: mostEntries,
      files: records.map(({ file }) => file),
      sequences: records.map(({ sequence }) => sequence),
    },
  );
  const lanes = new Map(sources.map((source) => [source.id, laneOfSource[source.covers[0] ?? 'people']]));
  const timelines = new Map<string, TimelineEntry[]>();
  for (const { person_id, class_uid, action, activity_name, is_evidence, ...row } of rows) {
    const list = timelines.get(person_id) ?? [];
    timelines.set(person_id, list);
    const known = classWords.get(class_uid);
    list.push({
      ...row,
      title: titleEvent(known?.words, action, activity_name),
      lane: known?.lane ?? lanes.get(row.source) ?? 'hiring',
      finding_ids: is_evidence ? (findings.get(`${person_id}\n${keyRecord(row)}`) ?? []) : [],
    });
  }
  for (const list of timelines.values()) list.sort((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time)));
  return timelines;
}

const evidenceOf = (person: Person) => person.findings.flatMap((finding) => finding.evidence);
const keyRecord = (place: { file: string; sequence: number }) => `${place.sequence}\n${place.file}`;

/** Findings by the person and the record that they rest on. */
function findingsByRecord(people: readonly Person[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { person_id, findings } of people) {
    for (const { finding_id, evidence } of findings) {
      for (const key of new Set(evidence.map(keyRecord))) {
        const at = `${person_id}\n${key}`;
        found.set(at, [...(found.get(at) ?? []), finding_id]);
      }
    }
  }
  return found;
}

/** `sign-in: user.session.start`; codes that are mere numbers stand behind what they mean: `program: Launch (1)`. */
function titleEvent(words: string | undefined, action: string, activity: string): string {
  const told = /^\d+$/.test(action) && activity !== '' ? `${activity} (${action})` : action || activity;
  return words ? `${words}: ${told}` : told;
}
