import type { EventStore } from '../events/event-store.ts';
import type { PlaceSeen, Stated } from '../schema/report.ts';
import type { Person } from '../schema/result.ts';

const mostPlacesOfKind = 12;

export type PersonPlaces = { places: PlaceSeen[]; left_out: number };

/** For each person, the places that each kind of source puts them at: of every kind those seen most often. */
export async function collectPlaces(store: EventStore, people: readonly Person[]): Promise<Map<string, PersonPlaces>> {
  const moment = (name: string) => `if(${name} = 0, NULL, formatDateTime(${name}, '%FT%T.000Z', 'UTC'))`;
  const town =
    "if(city = '' AND country = '', concat(toString(round(avg(latitude), 2)), '°, ', toString(round(avg(longitude), 2)), '°'), concat(city, if(city = '' OR country = '', '', ', '), country)) AS label";
  const own = 'person_id IN {people:Array(String)}';
  const kinds = "arrayStringConcat(topKIf(3)(toString(network_kind), network_kind != ''), ', ')";
  const rows = await store.query<PlaceSeen & { person_id: string }>(
    `WITH delivery AS (SELECT person_id, minIf(delivered_at, delivered_at > 0) AS came_at FROM parcel WHERE ${own} GROUP BY person_id),
     checkin AS (
       SELECT c.person_id AS person_id, c.time AS time, c.city AS city, c.country AS country, c.latitude AS latitude, c.longitude AS longitude, c.network_kind AS network_kind, c.is_located AS is_located,
         row_number() OVER (PARTITION BY c.person_id ORDER BY c.time < d.came_at, c.time) = 1 AS is_first
       FROM (SELECT person_id, time, city, country, latitude, longitude, network_kind, method = 'located' AS is_located FROM device_checkin WHERE method != 'managed_sign_in' AND ${own}) AS c
       LEFT ANY JOIN delivery AS d ON d.person_id = c.person_id
     )
     SELECT person_id, 'claimed' AS kind, concat(home_city, if(home_city = '', '', ', '), home_country) AS label, '' AS detail, home_latitude AS latitude, home_longitude AS longitude,
       toUInt32(1) AS count, NULL AS first_time, NULL AS last_time, '' AS network_kind
     FROM person WHERE ${own} AND (home_latitude != 0 OR home_longitude != 0)
     UNION ALL
     SELECT p.person_id, 'shipped', concat(n.city, if(n.city = '' OR n.country = '', '', ', '), n.country), p.last_destination, p.latitude, p.longitude, toUInt32(1), ${moment('p.requested_at')}, ${moment('p.delivered_at')}, ''
     FROM (SELECT person_id, last_destination, latitude, longitude, requested_at, delivered_at FROM parcel WHERE ${own} AND (latitude != 0 OR longitude != 0)) AS p
     LEFT ANY JOIN named_place AS n ON n.latitude = p.latitude AND n.longitude = p.longitude
     UNION ALL
     SELECT person_id, if(is_first, 'first_check_in', 'check_in'), ${town}, if(is_located, 'told by the device itself', ''), avg(latitude), avg(longitude), toUInt32(count()), ${moment('min(time)')}, ${moment('max(time)')}, ${kinds}
     FROM checkin GROUP BY person_id, is_first, is_located, city, country, if(city = '', (round(latitude), round(longitude)), (0., 0.))
     UNION ALL
     SELECT person_id, 'sign_in', ${town}, '', avg(latitude), avg(longitude), toUInt32(count()), ${moment('min(time)')}, ${moment('max(time)')}, ${kinds}
     FROM sign_in WHERE ${own} AND (latitude != 0 OR longitude != 0) GROUP BY person_id, city, country`,
    { people: people.map((person) => person.person_id) },
  );
  const byPerson = new Map<string, PlaceSeen[]>();
  for (const { person_id, ...place } of rows) byPerson.set(person_id, [...(byPerson.get(person_id) ?? []), place]);
  return new Map([...byPerson].map(([person_id, places]) => [person_id, keepMostSeen(places)]));
}

function keepMostSeen(places: readonly PlaceSeen[]): PersonPlaces {
  const taken = new Map<string, number>();
  const kept = places
    .toSorted((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1))
    .filter(({ kind }) => {
      taken.set(kind, (taken.get(kind) ?? 0) + 1);
      return (taken.get(kind) ?? 0) <= mostPlacesOfKind;
    });
  return { places: kept, left_out: places.length - kept.length };
}

/** For each person, what they or the people files state of them. */
export async function collectStated(store: EventStore, people: readonly Person[]): Promise<Map<string, Stated>> {
  const rows = await store.query<Stated & { person_id: string }>(
    `SELECT person_id, title, concat(home_city, if(home_city = '' OR home_country = '', '', ', '), home_country) AS place, toString(start_date) AS start_date, toString(end_date) AS end_date
     FROM person WHERE person_id IN {people:Array(String)}`,
    { people: people.map((person) => person.person_id) },
  );
  return new Map(rows.map(({ person_id, ...stated }) => [person_id, stated]));
}
