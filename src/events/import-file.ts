import { randomBytes } from 'node:crypto';
import type { Source } from '../schema/source.ts';
import { insertClaimsSql, insertMappedSql, mappedRecords } from '../sources/mapping-sql.ts';
import type { StagedFile } from '../sources/read/open-inputs.ts';
import { recogniseSample } from '../sources/recognise.ts';
import type { EventStore } from './event-store.ts';

/** One row of `import`: what became of a file. records = mapped + rejected, always. */
export type ImportedFile = {
  file: string;
  source: string;
  container: string;
  problem: string;
  nearest_source: string;
  missing: string[];
  records: number;
  events: number;
  claims: number;
  rejected: number;
  first_time: string | null;
  last_time: string | null;
};

/** The staged file cannot be read by the engine as it stands: read it again record by record. */
export class UnreadableInPlace extends Error {}

/** Brings one file into the store: recognise, map, count. Importing it again adds nothing. */
export async function importFile(
  store: EventStore,
  staged: StagedFile,
  sources: readonly Source[],
): Promise<ImportedFile> {
  const recognition = recogniseSample(staged.sample, sources);
  const { source } = recognition;
  await saveStagingRejects(store, staged, source?.id ?? '');
  if (source === null) {
    const problem = staged.problem ?? (staged.sample.length === 0 ? 'no records' : 'no source recognises its records');
    return save(store, {
      ...blank(staged),
      problem,
      rejected: staged.rejects.length,
      records: staged.rejects.length,
      nearest_source: recognition.nearest?.id ?? '',
      missing: recognition.missing,
    });
  }
  const attempt = randomBytes(8).readBigUInt64LE().toString();
  await store.withLines(staged.path, async (relation) => {
    const columns = await columnsOf(store, source, relation);
    try {
      await store.command(insertMappedSql(source, relation, columns), {
        file: staged.file,
        source: source.id,
        attempt,
      });
    } catch (error) {
      if (staged.in_place) throw new UnreadableInPlace(String(error));
      throw error;
    }
    if (source.claims_sql !== null)
      await store.command(insertClaimsSql(source, relation), { file: staged.file, source: source.id });
  });
  const { has_gaps, ...counts } = await countFile(store, attempt, staged);
  if (staged.in_place && has_gaps) throw new UnreadableInPlace('blank lines between records');
  return save(store, { ...blank(staged), source: source.id, problem: staged.problem ?? '', ...counts });
}

/** Takes back what a first try at a file stored, before it is read another way. */
export async function forgetFile(store: EventStore, file: string): Promise<void> {
  for (const table of ['mapped_record', 'unread_record', 'claim']) {
    await store.command(`ALTER TABLE ${table} DELETE WHERE file = {file:String} SETTINGS mutations_sync = 2`, { file });
  }
}

/** After all files: equal records of overlapping exports become one. */
export async function mergeEqualRecords(store: EventStore): Promise<void> {
  for (const [table, id] of [
    ['mapped_record', 'event_id'],
    ['claim', 'claim_id'],
  ]) {
    const [row] = await store.query<{ equal: string }>(`SELECT count() - uniqExact(${id}) AS equal FROM ${table}`);
    if (Number(row?.equal) > 0) await store.command(`OPTIMIZE TABLE ${table} FINAL`);
  }
  await store.command('OPTIMIZE TABLE unread_record FINAL');
}

const columnsBySource = new Map<string, string[]>();

async function columnsOf(store: EventStore, source: Source, relation: string): Promise<string[]> {
  const known = columnsBySource.get(source.id);
  if (known) return known;
  const rows = await store.query<{ name: string }>(`DESCRIBE (${mappedRecords(source, relation)})`);
  const columns = rows.map((row) => row.name);
  columnsBySource.set(source.id, columns);
  return columns;
}

function blank(staged: StagedFile): ImportedFile {
  return {
    file: staged.file,
    source: '',
    container: staged.container,
    problem: '',
    nearest_source: '',
    missing: [],
    records: 0,
    events: 0,
    claims: 0,
    rejected: 0,
    first_time: null,
    last_time: null,
  };
}

async function saveStagingRejects(store: EventStore, staged: StagedFile, source: string): Promise<void> {
  await store.insert(
    'unread_record',
    staged.rejects.map((reject) => ({
      file: staged.file,
      sequence: reject.sequence,
      source,
      reason: reject.reason,
    })),
  );
}

async function countFile(store: EventStore, attempt: string, staged: StagedFile) {
  const [row] = await store.query<{
    records: string;
    events: string;
    rejected: string;
    last: string;
    first_time: string;
    last_time: string;
  }>(
    `SELECT countIf(event_index = 0) AS records, countIf(problem = '') AS events, countIf(event_index = 0 AND problem != '') AS rejected,
       max(sequence) AS last, minIf(time, time > 0) AS first_time, max(time) AS last_time
     FROM mapped_record WHERE attempt = {attempt:UInt64}`,
    { attempt },
  );
  const [claims] = await store.query<{ n: string }>(
    'SELECT uniqExact(claim_id) AS n FROM claim WHERE file = {file:String}',
    { file: staged.file },
  );
  const records = Number(row?.records ?? 0);
  return {
    records: records + staged.rejects.length,
    rejected: Number(row?.rejected ?? 0) + staged.rejects.length,
    events: Number(row?.events ?? 0),
    claims: Number(claims?.n ?? 0),
    first_time: toIso(row?.first_time),
    last_time: toIso(row?.last_time),
    has_gaps: records > 0 && Number(row?.last) + 1 !== records,
  };
}

/** `2026-01-02 03:04:05.678` of the engine as ISO 8601; the "not stated" time as null. */
function toIso(time: string | undefined): string | null {
  if (!time || time.startsWith('1970-01-01 00:00:00')) return null;
  return `${time.replace(' ', 'T')}Z`;
}

async function save(store: EventStore, imported: ImportedFile): Promise<ImportedFile> {
  await store.insert('import', [
    {
      ...imported,
      first_time: imported.first_time ?? 0,
      last_time: imported.last_time ?? 0,
      finished_at: new Date().toISOString(),
    },
  ]);
  return imported;
}
