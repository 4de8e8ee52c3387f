import type { EventStore, Row } from '../../src/events/event-store.ts';
import { loadKnowledge } from '../../src/events/load-knowledge.ts';
import type { Catalogue } from '../../src/schema/catalogue.ts';
import type { DetectionCase } from './detection-cases.ts';

const tables = ['mapped_record', 'claim', 'person', 'persona_of_person', 'identifier', 'address_place', 'named_place'];

/**
 * Returns the function that empties the store and lays down the world of a case. Ids of events and claims are their numbers,
 * from 1. Tables that are empty already, and settings that are those of the case before, are left as they are: it saves half the time.
 */
export function prepareWorlds(store: EventStore, catalogue: Catalogue): (one: DetectionCase) => Promise<void> {
  let filled: readonly string[] = tables;
  let settings = '';
  return async (one) => {
    for (const table of filled) await store.command(`TRUNCATE TABLE ${table}`);
    filled = tables;
    if (settings !== JSON.stringify(one.settings)) await loadKnowledge(store, catalogue, one.settings);
    settings = JSON.stringify(one.settings);
    const rows = Object.entries(describeWorld(one)).filter(([, list]) => list.length > 0);
    for (const [table, list] of rows) await store.insert(table, list);
    filled = rows.map(([table]) => table);
  };
}

/** Rows of a world, by table. */
function describeWorld(one: DetectionCase): Record<string, Row[]> {
  const rows: Record<string, Row[]> = Object.fromEntries(tables.map((table) => [table, []]));
  const add = (table: string, row: Row) => rows[table]?.push(row);
  let id = 0;

  for (const event of one.events) {
    const { repeat, ...columns } = event;
    for (let n = 1; n <= (repeat?.times ?? 1); n++) {
      const row: Row = { source: 'test.log', file: 'test.ndjson', ...one.event, ...columns };
      for (const [name, value] of Object.entries(row)) {
        if (typeof value === 'string') row[name] = value.replaceAll('{n}', String(n));
      }
      const time = new Date(String(row.time)).getTime() + (n - 1) * (repeat?.every_hours ?? 0) * 3_600_000;
      id++;
      add('mapped_record', { ...row, event_id: String(id), sequence: id, time: new Date(time).toISOString() });
    }
  }

  const claim = (persona: string, persona_kind: string, kind: string, value: string, label: string, time: string) => {
    id++;
    const claim_id = String(id);
    add('claim', {
      claim_id,
      source: 'test.people',
      file: 'test.csv',
      sequence: id,
      persona,
      persona_kind,
      kind,
      value,
      label,
      time,
    });
  };
  for (const [person_id, person] of Object.entries(one.people)) {
    const { home } = person;
    add('person', {
      person_id,
      stage: person.stage,
      names: [person.name].flat(),
      emails: person.emails,
      title: person.title,
      start_date: person.start_date,
      end_date: person.end_date,
      ...(home && {
        home_city: home.city,
        home_country: home.country,
        home_latitude: home.latitude,
        home_longitude: home.longitude,
        home_precision: home.precision,
      }),
    });
    const persona = `test:${person_id}`;
    add('persona_of_person', { persona, person_id });
    const persona_kind = person.stage === 'candidate' ? 'candidate' : 'worker';
    for (const name of [person.name].flat()) claim(persona, persona_kind, 'name', name, '', '2026-01-01T00:00:00Z');
    for (const [kind, values] of Object.entries(person.claims)) {
      for (const value of [values].flat()) claim(persona, persona_kind, kind, value, '', '2026-01-01T00:00:00Z');
    }
    for (const [kind, values] of [
      ['account', person.accounts],
      ['device', person.devices],
      ['parcel', person.parcels],
    ] as const) {
      for (const value of values) {
        add('identifier', { kind, value: value.toLowerCase(), person_id, sources: ['test.people'], reason: 'case' });
      }
    }
  }
  const personas = new Set(Object.keys(one.people).map((person_id) => `test:${person_id}`));
  for (const { persona, person, persona_kind, kind, value, label, time } of one.claims) {
    if (!personas.has(persona)) add('persona_of_person', { persona, person_id: person });
    personas.add(persona);
    claim(persona, persona_kind, kind, value, label, time);
  }
  for (const [address, place] of Object.entries(one.addresses)) {
    add('address_place', { address, ...place, shared_exit: Number(place.shared_exit) });
  }
  for (const [place, where] of Object.entries(one.places)) add('named_place', { place: place.toLowerCase(), ...where });

  return rows;
}
