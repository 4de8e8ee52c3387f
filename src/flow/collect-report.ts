import type { EventStore } from '../events/event-store.ts';
import type { Identity } from '../identity/identity-input.ts';
import type { Ambiguity, PersonDetail, RawRecord, RejectedRecord, ReportData, UnknownFile } from '../schema/report.ts';
import type { Input, Person, ScanResult } from '../schema/result.ts';
import type { Source } from '../schema/source.ts';
import { collectPlaces, collectTimelines } from './collect-person-pages.ts';
import { findRings } from './find-rings.ts';
import type { WeighedPerson } from './weigh-people.ts';

const longestRaw_bytes = 20_000;
const shownRejects = 200;

export type ReportContext = {
  identity: Identity;
  people: readonly WeighedPerson[];
  sources: readonly Source[];
  as_of: string;
};

/** All that the outputs draw: the result file, and behind it raw records, timelines, places, ties and rejects. */
export async function collectReport(store: EventStore, context: ReportContext): Promise<ReportData> {
  const people = context.people.map(({ person }) => person);
  const result: ScanResult = {
    schema: 'selvage/scan-result@1',
    generated_at: new Date().toISOString(),
    as_of: new Date(context.as_of).toISOString(),
    inputs: await readInputs(store),
    people,
    rings: findRings(people),
  };
  const listed = people.filter((person) => person.priority !== 'none');
  const rejects = await store.query<RejectedRecord>(
    'SELECT file, toUInt32(sequence) AS sequence, reason FROM reject ORDER BY file, sequence LIMIT {n:UInt32}',
    { n: shownRejects },
  );
  const [count] = await store.query<{ n: string }>('SELECT count() AS n FROM reject');
  const unknown_files = await store.query<UnknownFile>(
    "SELECT file, problem AS reason, nearest_source, missing FROM import FINAL WHERE source = '' OR problem != '' ORDER BY file",
  );
  const ambiguities = await store.query<Ambiguity>(
    'SELECT kind, value, person_ids, reason FROM ambiguous_identifier ORDER BY kind, value',
  );
  const people_by_stage: Record<string, number> = {};
  for (const person of context.identity.persons)
    people_by_stage[person.stage] = (people_by_stage[person.stage] ?? 0) + 1;
  return {
    result,
    details: await collectDetails(store, context, listed),
    raw_records: await readRawRecords(store, listed),
    rejects,
    reject_count: Number(count?.n ?? 0),
    unknown_files,
    ambiguities,
    people_by_stage,
  };
}

async function readInputs(store: EventStore): Promise<Input[]> {
  const time = (name: string) =>
    `if(${name} = 0, NULL, formatDateTime(${name}, '%FT%T.', 'UTC') || leftPad(toString(toUnixTimestamp64Milli(${name}) % 1000), 3, '0') || 'Z') AS ${name}`;
  const rows = await store.query<Input & Record<'records' | 'events' | 'claims' | 'rejected', unknown>>(
    `SELECT file, source, records, events, claims, rejected, ${time('first_time')}, ${time('last_time')} FROM import FINAL ORDER BY file`,
  );
  return rows.map((row) => ({
    ...row,
    records: Number(row.records),
    events: Number(row.events),
    claims: Number(row.claims),
    rejected: Number(row.rejected),
  }));
}

async function collectDetails(
  store: EventStore,
  context: ReportContext,
  listed: readonly Person[],
): Promise<PersonDetail[]> {
  const timelines = await collectTimelines(store, context.sources, listed);
  const places = await collectPlaces(store, listed);
  const weighed = new Map(context.people.map((entry) => [entry.person.person_id, entry.weighed]));
  return listed.map(({ person_id }) => ({
    person_id,
    timeline: timelines.get(person_id) ?? [],
    places: places.get(person_id) ?? [],
    score: weighed.get(person_id)?.steps ?? [],
    ties: context.identity.ties
      .filter((tie) => tie.person_id === person_id)
      .map(({ kind, value, reason, file, sequence }) => ({ kind, value, reason, file, sequence })),
  }));
}

async function readRawRecords(store: EventStore, listed: readonly Person[]): Promise<RawRecord[]> {
  const wanted = new Map<string, { file: string; sequence: number }>();
  for (const person of listed) {
    for (const { evidence } of person.findings)
      for (const { file, sequence } of evidence) wanted.set(`${file} ${sequence}`, { file, sequence });
  }
  const byFile = new Map<string, number[]>();
  for (const { file, sequence } of wanted.values()) byFile.set(file, [...(byFile.get(file) ?? []), sequence]);
  const records: RawRecord[] = [];
  for (const [file, sequences] of [...byFile].sort()) {
    for (const table of ['event', 'claim']) {
      const rows = await store.query<{ source: string; sequence: number; text: string; bytes: string }>(
        `SELECT any(source) AS source, sequence, substringUTF8(any(raw), 1, {longest:UInt32}) AS text, length(any(raw)) AS bytes
         FROM ${table} WHERE file = {file:String} AND sequence IN {sequences:Array(UInt32)} GROUP BY sequence ORDER BY sequence`,
        { file, sequences, longest: longestRaw_bytes },
      );
      for (const { source, sequence, text, bytes } of rows) {
        if (!wanted.delete(`${file} ${sequence}`)) continue;
        records.push({ file, sequence, source, text, truncated: Number(bytes) > longestRaw_bytes });
      }
    }
  }
  return records;
}
