import type { EventStore } from '../events/event-store.ts';
import { explainPriority } from '../evidence/explain-priority.ts';
import type { Identity } from '../identity/identity-input.ts';
import type {
  Ambiguity,
  IdentityTie,
  PersonDetail,
  RejectedRecord,
  ReportData,
  UnknownFile,
} from '../schema/report.ts';
import type { Finding, Input, ScanResult } from '../schema/result.ts';
import type { Source } from '../schema/source.ts';
import { collectPlaces, collectStated } from './collect-places.ts';
import { collectRawRecords } from './collect-raw-records.ts';
import { collectTimelines } from './collect-timelines.ts';
import { findRings } from './find-rings.ts';
import type { WeighedPerson } from './weigh-people.ts';

const shownRejects = 200;
/** Only the most pressing people get a page with timeline, map and raw records. */
const mostDetails = 200;

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
  const detailed = context.people.filter(({ person }) => person.priority !== 'none').slice(0, mostDetails);
  const details = await collectDetails(store, context, detailed);
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
    details,
    raw_records: await collectRawRecords(
      store,
      detailed.map(({ person }) => person),
      details.flatMap(({ ties }) => ties),
    ),
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
  detailed: readonly WeighedPerson[],
): Promise<PersonDetail[]> {
  const people = detailed.map(({ person }) => person);
  const timelines = await collectTimelines(store, context.sources, people);
  const places = await collectPlaces(store, people);
  const stated = await collectStated(store, people);
  const ties = new Map<string, IdentityTie[]>(people.map(({ person_id }) => [person_id, []]));
  for (const { person_id, kind, value, reason, file, sequence } of context.identity.ties)
    ties.get(person_id)?.push({ kind, value, reason, file, sequence });
  return detailed.map(({ person: { person_id, findings }, weighed, items }) => ({
    person_id,
    stated: stated.get(person_id) ?? { title: '', place: '', start_date: null, end_date: null },
    priority_reason: explainPriority(items, weighed),
    counted_notes: nameFindings(weighed, findings),
    timeline: timelines.get(person_id) ?? [],
    places: places.get(person_id)?.places ?? [],
    places_left_out: places.get(person_id)?.left_out ?? 0,
    score: weighed.steps,
    ties: ties.get(person_id) ?? [],
  }));
}

/** Notes name findings by id; a reader knows them by their titles. */
function nameFindings({ counted }: WeighedPerson['weighed'], findings: readonly Finding[]): Record<string, string> {
  const titles = new Map(findings.map((finding) => [finding.finding_id, `“${finding.title}”`]));
  return Object.fromEntries(
    counted.map(({ finding_id, note }) => [
      finding_id,
      note.replace(/(?<=^same cause as )\S+$/, (id) => titles.get(id) ?? id),
    ]),
  );
}
