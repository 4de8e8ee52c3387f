import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type EventStore, type Row } from '../../src/events/event-store.ts';
import { type ImportedFile, importFile } from '../../src/events/import-file.ts';
import { eventColumns } from '../../src/schema/event-columns.ts';
import type { Source } from '../../src/schema/source.ts';
import type { StagedFile } from '../../src/sources/read/staged-file.ts';

/** Imports records through the real engine, as a file of that name. Recognition sees `sample`. */
export async function importRecords(
  store: EventStore,
  directory: string,
  file: string,
  records: readonly unknown[],
  sources: readonly Source[],
  sample: readonly unknown[] = records,
): Promise<ImportedFile> {
  const path = join(directory, `${file.replaceAll(/\W/g, '_')}.ndjson`);
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  writeFileSync(path, text);
  const staged: StagedFile = {
    file,
    container: 'array',
    envelope: null,
    path,
    in_place: false,
    records: records.length,
    bytes: text.length,
    sample: sample.slice(0, 50),
    rejects: [],
    problem: null,
  };
  return importFile(store, staged, sources);
}

const defaults = new Set<unknown>(['', 0, '1970-01-01 00:00:00.000']);
const columns = ['account', 'device', ...eventColumns.map((column) => column.name)];

/**
 * What became of each record of a file: its events (the columns that say something), its claims (`claim`: their kind),
 * or why it was rejected.
 */
export async function readOutcome(store: EventStore, file: string, records: number): Promise<Row[][]> {
  const outcome: Row[][] = Array.from({ length: records }, () => []);
  const add = (rows: Row[], shape: (row: Row) => Row) => {
    for (const row of rows) outcome[Number(row.sequence)]?.push(shape(row));
  };
  const parameters = { file };
  const events = `SELECT sequence, event_index, ${columns.join(', ')} FROM event WHERE file = {file:String}
    ORDER BY sequence, event_index LIMIT 1 BY sequence, event_index`;
  add(await store.query(events, parameters), (row) =>
    Object.fromEntries(columns.filter((name) => says(name, row[name])).map((name) => [name, shown(row[name])])),
  );
  const claims = `SELECT sequence, kind, value, label, persona, persona_kind, time FROM claim WHERE file = {file:String}
    ORDER BY sequence, persona, kind, value, label LIMIT 1 BY sequence, claim_id`;
  add(await store.query(claims, parameters), ({ sequence: _, kind, ...row }) => ({
    claim: kind,
    ...Object.fromEntries(
      Object.entries(row)
        .filter(([name, value]) => says(name, value))
        .map(([name, value]) => [name, shown(value)]),
    ),
  }));
  const rejects =
    'SELECT sequence, reason FROM reject WHERE file = {file:String} ORDER BY sequence LIMIT 1 BY sequence, reason';
  add(await store.query(rejects, parameters), (row) => ({ rejected: row.reason }));
  return outcome;
}

function says(name: string, value: unknown): boolean {
  if (name === 'device_is_managed') return value !== -1;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return !defaults.has(value);
}

/** Times as ISO 8601, maps in order of key, so that golden files do not move. */
function shown(value: unknown): unknown {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/.test(value))
    return `${value.replace(' ', 'T')}Z`;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
