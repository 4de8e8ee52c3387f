import { randomBytes } from 'node:crypto';
import { createReadStream, mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { Session } from 'chdb';
import { createChdbConnection } from 'chdb/connection';
import { applyMigrations } from './migrate.ts';
import { StoreError } from './store-error.ts';
import { markStore } from './store-lock.ts';

type ChdbConnection = NonNullable<NonNullable<Parameters<typeof createClient>[0]>['connection']>;

export type Row = Record<string, unknown>;

/**
 * The store of everything read: ClickHouse, embedded or a server. Nothing outside this file knows which.
 * All SQL is ClickHouse's; values go in as `{name:Type}` parameters.
 */
export type EventStore = {
  /** Rows of a SELECT, as plain objects; 64-bit and larger integers come as text. */
  query<T = Row>(sql: string, parameters?: Row): Promise<T[]>;
  command(sql: string, parameters?: Row): Promise<void>;
  insert(table: string, rows: readonly Row[]): Promise<void>;
  /** Replaces all rows of a table that a scan works out anew. */
  replace(table: string, rows: readonly Row[]): Promise<void>;
  /** Runs `use` with a relation of columns `line String, line_number UInt64` (from zero) over a text file. */
  withLines<T>(path: string, use: (relation: string) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** Engine memory, so that the whole process stays under 1.5 GB. */
const engineMemory_bytes = 1_000_000_000;

const settings = {
  max_insert_threads: '2',
  max_block_size: '16384',
  min_insert_block_size_rows: '32768',
  min_insert_block_size_bytes: '33554432',
  optimize_on_insert: 0,
  date_time_input_format: 'best_effort',
  output_format_json_quote_64bit_integers: 1,
  join_use_nulls: 0,
  allow_suspicious_low_cardinality_types: 1,
  // From its third run on, a query that compares low-cardinality columns ended in "Invalid cast … to native type".
  compile_expressions: 0,
} as const;

/** What only the embedded engine needs; an older server may not know the names. */
const embeddedSettings = {
  ...settings,
  // The engine would go down to one thread where less than 4 GB per thread are free; our limit is far below that.
  max_threads_min_free_memory_per_thread: '0',
  max_insert_threads_min_free_memory_per_thread: '0',
  // One thread cuts the lines, both map them; blocks are bounded in bytes, for lines may be long.
  input_format_parallel_parsing: 0,
  input_format_max_block_size_bytes: '33554432',
  // A mapped file would count as resident memory, whole.
  storage_file_read_method: 'pread',
} as const;

/** Opens (creating it when needed) the store in `directory`, or the one `SELVAGE_CLICKHOUSE` names. */
export async function openEventStore(directory: string, server = process.env.SELVAGE_CLICKHOUSE): Promise<EventStore> {
  const { client, release, embedded } = server ? await connectToServer(server) : openEmbedded(directory);
  const clickhouse_settings = embedded ? embeddedSettings : settings;
  const store: EventStore = {
    async query<T>(sql: string, parameters: Row = {}) {
      const answer = await client.query({
        query: sql,
        query_params: parameters,
        format: 'JSONEachRow',
        clickhouse_settings,
      });
      return answer.json<T>();
    },
    async command(sql, parameters = {}) {
      await client.command({ query: sql, query_params: parameters, clickhouse_settings });
    },
    async insert(table, rows) {
      for (let start = 0; start < rows.length; start += 5_000) {
        const values = rows.slice(start, start + 5_000);
        await client.insert({ table, values, format: 'JSONEachRow', clickhouse_settings });
      }
    },
    async replace(table, rows) {
      await store.command(`TRUNCATE TABLE ${table}`);
      await store.insert(table, rows);
    },
    withLines(path, use) {
      return embedded ? withQuietMerges(store, () => use(fileRelation(path))) : withUploadedLines(client, path, use);
    },
    async close() {
      await client.close();
      release();
    },
  };
  try {
    await applyMigrations(store);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}

function openEmbedded(directory: string) {
  const path = resolve(directory);
  const inUse = `The store ${directory} is in use by another Selvage process: end that one, or name another store with --store.`;
  let session: Session;
  let unmark: (() => void) | null;
  try {
    mkdirSync(path, { recursive: true });
    unmark = markStore(path);
    if (unmark === null) throw new StoreError(inUse);
    session = new Session(path, { connectionArgs: [`--max_server_memory_usage=${engineMemory_bytes}`] });
  } catch (error) {
    if (error instanceof StoreError) throw error;
    if (String(error).includes('Cannot lock file')) throw new StoreError(inUse);
    throw new StoreError(`The store ${directory} cannot be opened: ${firstLine(error)}`);
  }
  const release = () => {
    session.close();
    unmark();
  };
  // Both packages carry their own copy of the connection's type; the shapes are the same.
  const connection = createChdbConnection({ path }) as unknown as ChdbConnection;
  const client = createClient({ connection, log: { level: ClickHouseLogLevel.OFF } });
  return { client, release, embedded: true };
}

async function connectToServer(server: string) {
  const client = createClient({ url: server, request_timeout: 600_000, log: { level: ClickHouseLogLevel.OFF } });
  const answer = await client.ping();
  if (!answer.success) {
    await client.close();
    throw new StoreError(
      `The ClickHouse server at ${new URL(server).origin} does not answer (${firstLine(answer.error)}): check SELVAGE_CLICKHOUSE.`,
    );
  }
  return { client, release: () => {}, embedded: false };
}

/** Merging parts while a file comes in would do the work twice and take the second core. */
async function withQuietMerges<T>(store: EventStore, use: () => Promise<T>): Promise<T> {
  await store.command('SYSTEM STOP MERGES mapped_record');
  try {
    return await use();
  } finally {
    await store.command('SYSTEM START MERGES mapped_record');
    // What the engine's allocator would keep for the next file; places and people need memory before that.
    await store.command('SYSTEM JEMALLOC PURGE');
  }
}

function fileRelation(path: string): string {
  const quoted = path.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  return `(SELECT line, _row_number AS line_number FROM file('${quoted}', 'LineAsString', 'line String'))`;
}

/** A server cannot see our files: the lines are sent into a table of their own, which goes afterwards. */
async function withUploadedLines<T>(
  client: ClickHouseClient,
  path: string,
  use: (relation: string) => Promise<T>,
): Promise<T> {
  const table = `uploaded_line_${randomBytes(8).toString('hex')}`;
  await client.command({
    query: `CREATE TABLE ${table} (line String, line_number UInt64) ENGINE = MergeTree ORDER BY line_number`,
  });
  try {
    let line_number = 0;
    const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Infinity });
    const rows = Readable.from(
      (async function* () {
        for await (const line of lines) yield { line, line_number: line_number++ };
      })(),
    );
    await client.insert({ table, values: rows, format: 'JSONEachRow' });
    return await use(table);
  } finally {
    await client.command({ query: `DROP TABLE ${table}` });
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';
}
