import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EventStore, openEventStore } from '../../src/events/event-store.ts';
import { importFile, mergeEqualRecords } from '../../src/events/import-file.ts';
import { loadSources } from '../../src/sources/load-sources.ts';
import { openInputs } from '../../src/sources/read/open-inputs.ts';
import { isRecordOf } from '../../src/sources/recognise.ts';
import { oktaLines } from './okta-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'selvage-test-'));
const root = fileURLToPath(new URL('../../', import.meta.url));
const server = spawn(
  process.execPath,
  [join(root, 'test/end-to-end/clickhouse-over-http.mjs'), join(folder, 'server')],
  { stdio: ['pipe', 'pipe', 'inherit'] },
);
let store: EventStore;

beforeAll(async () => {
  const [port] = await once(server.stdout, 'data');
  store = await openEventStore('unused', `http://127.0.0.1:${String(port).trim()}`);
});
afterAll(async () => {
  await store.close();
  server.stdin.end();
  await once(server, 'close');
  rmSync(folder, { recursive: true, force: true });
});

async function importLines(lines: string[]) {
  const file = join(folder, 'okta.ndjson');
  writeFileSync(file, lines.join('\n'));
  const sources = loadSources(join(root, 'content'));
  const options = {
    staging_dir: folder,
    isRecord: (value: unknown) => sources.some((source) => isRecordOf(source, value)),
    envelopes: [],
  };
  for await (const staged of openInputs([file], options)) return importFile(store, staged, sources);
  throw new Error('nothing was read');
}

test('a server is used as the embedded engine is: migrations, import, rejects, parameters, import again', async () => {
  const lines = [
    ...oktaLines(500),
    '{"broken',
    '{"eventType":"user.session.start","published":"2026-09-01T00:00:00Z","actor":{"alternateId":"\'); DROP TABLE mapped_record; --\\n\\t\\\\"}}',
  ];
  for (let time = 0; time < 2; time += 1) {
    expect(await importLines(lines)).toMatchObject({
      source: 'okta.system_log',
      records: 502,
      events: 501,
      rejected: 1,
    });
    await mergeEqualRecords(store);
    expect(await store.query('SELECT count() AS n FROM event')).toEqual([{ n: '501' }]);
  }
  const name = "'); DROP TABLE mapped_record; --\n\t\\";
  expect(
    await store.query('SELECT account FROM event WHERE actor_user_name = {name:String}', { name: name.trim() }),
  ).toHaveLength(1);
  expect(await store.query('SELECT reason FROM reject')).toEqual([{ reason: 'not valid JSON, or nested too deeply' }]);
});

test('a server that is not there is one clear sentence', async () => {
  await expect(openEventStore('unused', 'http://127.0.0.1:9')).rejects.toThrow(
    /^The ClickHouse server at http:\/\/127\.0\.0\.1:9 does not answer/,
  );
});
