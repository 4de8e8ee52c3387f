import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventStore, openEventStore } from '../events/event-store.ts';
import { type EventColumn, eventColumns } from '../schema/event-columns.ts';
import type { Source } from '../schema/source.ts';
import { listSources } from './list-known.ts';
import type { Progress } from './progress.ts';
import { readExports } from './read-exports.ts';

/** Records asked for at a time: what is held in memory at once. */
const window_records = 5_000;

/** What a file became, said after its lines. */
export type Normalized = { file: string; source: string; records: number; rejected: number; problem: string };

/**
 * Yields one JSON line per event and per claim of the files, in OCSF's nesting and in the order of their records; and, at
 * the end of each file, what it became. `only` names the one source to read the files as.
 */
export async function* normalizeFiles(
  paths: string[],
  only: string | null,
  progress: Progress,
): AsyncGenerator<string | Normalized> {
  const sources = listSources().filter((source) => only === null || source.id === only);
  if (sources.length === 0) throw new Error(`There is no source ${only}: \`selvage sources list\` names them all.`);
  const scratch_dir = await mkdtemp(join(tmpdir(), 'selvage-'));
  let store: EventStore | null = null;
  try {
    store = await openEventStore(join(scratch_dir, 'store'));
    for (const { file, source, records, rejected, problem } of await readExports(
      store,
      paths,
      sources,
      join(scratch_dir, 'staged'),
      progress,
    )) {
      const known = sources.find(({ id }) => id === source);
      if (known) yield* normalizeFile(store, file, known);
      yield { file, source, records, rejected, problem };
    }
  } finally {
    await store?.close();
    await rm(scratch_dir, { recursive: true, force: true });
  }
}

async function* normalizeFile(store: EventStore, file: string, source: Source): AsyncGenerator<string> {
  const [row] = await store.query<{ last: number }>(
    'SELECT toUInt32(max(sequence)) AS last FROM mapped_record WHERE file = {file:String}',
    { file },
  );
  const times = eventColumns.filter(isTime).map(({ name }) => `toUnixTimestamp64Milli(${name}) AS ${name}`);
  const columns = eventColumns.filter((column) => !isTime(column)).map(({ name }) => name);
  for (let first = 0; first <= (row?.last ?? 0); first += window_records) {
    const span = { file, first, end: first + window_records };
    const events = await store.query(
      `SELECT sequence, lower(hex(event_id)) AS event_id, ${[...columns, ...times].join(', ')} FROM event
       WHERE file = {file:String} AND sequence >= {first:UInt32} AND sequence < {end:UInt32} ORDER BY sequence, event_index`,
      span,
    );
    for (const event of events) yield JSON.stringify(nestEvent(event, source));
    const claims = await store.query<
      Record<'sequence' | 'persona' | 'persona_kind' | 'kind' | 'value' | 'label', string>
    >(
      `SELECT sequence, persona, persona_kind, kind, value, label FROM claim
       WHERE file = {file:String} AND sequence >= {first:UInt32} AND sequence < {end:UInt32} ORDER BY sequence, kind, value`,
      span,
    );
    for (const { sequence, persona, persona_kind, kind, value, label } of claims) {
      const metadata = { sequence: Number(sequence), product: source.product };
      yield JSON.stringify({
        metadata,
        person: { uid: persona, type: persona_kind, [kind]: value, ...(label === '' ? {} : { label }) },
      });
    }
  }
}

const isTime = (column: EventColumn) => column.type.startsWith('DateTime64');

/** Columns at the places that OCSF has for them; what a record does not state is left out. */
function nestEvent(event: Record<string, unknown>, source: Source): Record<string, unknown> {
  const nested: Record<string, unknown> = {
    metadata: {
      version: '1.8.0',
      uid: event['event_id'],
      sequence: Number(event['sequence']),
      product: source.product,
      log_name: source.id,
    },
  };
  for (const column of eventColumns) {
    const value = isTime(column) ? Number(event[column.name]) : event[column.name];
    if (isStated(column, value)) put(nested, column.ocsf.split('.'), value);
  }
  if (typeof nested['time'] === 'number') nested['time_dt'] = new Date(nested['time']).toISOString();
  const status = ['Success', 'Failure'].indexOf(String(event['status']));
  nested['status_id'] = status + 1;
  return nested;
}

function isStated({ name }: EventColumn, value: unknown): boolean {
  if (name === 'class_uid' || name === 'activity_id') return true;
  if (name === 'device_is_managed') return value !== -1;
  if (typeof value === 'object') return value !== null && Object.keys(value).length > 0;
  return value !== '' && value !== 0;
}

function put(target: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const held = target[key];
  const inner = typeof held === 'object' && held !== null ? (held as Record<string, unknown>) : {};
  target[key] = inner;
  put(inner, rest, value);
}
