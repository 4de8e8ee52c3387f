import type { RawRecord, ReportData } from '../schema/report.ts';
import type { Evidence } from '../schema/result.ts';

/** Something that rests on a record: its anchor in the page and what it is called. */
export type RecordUser = { anchor: string; label: string; person: string };

/** A raw record, where in the page it is shown, and all that rests on it. The first user shows it; the others lead there. */
export type PlacedRecord = { record: RawRecord; anchor: string; users: RecordUser[] };

export type RecordPlaces = ReadonlyMap<string, PlacedRecord>;

export function keyRecord(place: { file: string; sequence: number }): string {
  return `${place.sequence}\u0000${place.file}`;
}

/** Anchors are numbered, never made of data: names and ids are the outside world's. */
export const anchorPerson = (index: number): string => `person-${index + 1}`;
export const anchorFinding = (person: number, finding: number): string => `person-${person + 1}-finding-${finding + 1}`;
export const anchorCounter = (person: number, index: number): string => `person-${person + 1}-counter-${index + 1}`;

/** Gives every raw record one place in the page, and says who leads to it. */
export function placeRecords(data: ReportData): RecordPlaces {
  const places = new Map<string, PlacedRecord>();
  for (const record of data.raw_records) {
    const key = keyRecord(record);
    if (!places.has(key)) places.set(key, { record, anchor: `record-${places.size + 1}`, users: [] });
  }
  const addUser = (evidence: readonly Evidence[], user: RecordUser) => {
    for (const item of evidence) {
      const users = places.get(keyRecord(item))?.users;
      if (users && users.at(-1)?.anchor !== user.anchor) users.push(user);
    }
  };
  const listed = data.result.people.filter((person) => person.priority !== 'none');
  listed.forEach((person, index) => {
    const name = person.names[0] ?? person.person_id;
    person.findings.forEach((finding, at) => {
      addUser(finding.evidence, { anchor: anchorFinding(index, at), label: finding.title, person: name });
    });
    person.counter_evidence.forEach((counter, at) => {
      addUser(counter.evidence, { anchor: anchorCounter(index, at), label: counter.text, person: name });
    });
  });
  return places;
}
