import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oktaLines } from './okta-lines.ts';
import { scanTo } from './run-selvage.ts';

const folder = mkdtempSync(join(tmpdir(), 'selvage-test-'));
const exports_dir = join(folder, 'exports');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = oktaLines(30);
const lines = (first: number) => oktaLines(10, first);
/** Each file: what is in it, and what must come of it: [source, records, rejected]. */
const files: Record<string, { content: string | Buffer; becomes: [string, number, number] }> = {
  'good.ndjson': { content: good.join('\n'), becomes: ['okta.system_log', 30, 0] },
  'broken-lines.ndjson': {
    content: Buffer.concat([
      Buffer.from(`${lines(100).join('\n')}\n{"eventType": "user.session.start", "publ\n`),
      Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d, 0x0a]),
      Buffer.from(`[1,2]\n"text"\n{}\n\u0000\n${lines(110).join('\r\n')}\n`),
    ]),
    becomes: ['okta.system_log', 26, 6],
  },
  'blank-lines.ndjson': { content: `${lines(200).join('\n\n\n')}\n`, becomes: ['okta.system_log', 10, 0] },
  'deep.ndjson': {
    content: `${lines(300).join('\n')}\n{"eventType":"a.b","published":"2026-09-01T00:00:00Z","actor":${'['.repeat(10_000)}${']'.repeat(10_000)}}\n`,
    becomes: ['okta.system_log', 11, 1],
  },
  'empty.json': { content: '', becomes: ['', 0, 0] },
  'picture.json': { content: Buffer.from('\x89PNG\r\n\x1a\n0000'), becomes: ['', 0, 0] },
  'truncated.ndjson.gz': {
    content: gzipSync(lines(400).join('\n')).subarray(0, 300),
    becomes: ['okta.system_log', 0, 0],
  },
};

beforeAll(() => {
  mkdirSync(exports_dir);
  for (const [name, { content }] of Object.entries(files)) writeFileSync(join(exports_dir, name), content);
  const long = `{"eventType":"a.b","published":"2026-09-01T00:00:00Z","actor":{"alternateId":"${'x'.repeat(200_000_000)}"}}`;
  writeFileSync(join(exports_dir, 'long-line.ndjson'), `${lines(500).join('\n')}\n${long}\n${lines(510).join('\n')}\n`);
});

test('a folder of hostile files: all that can be read is read, the rest is rejected with reasons, no stack trace', {
  timeout: 240_000,
}, async () => {
  const result = await scanTo(join(folder, 'result.json'), [exports_dir]);
  expect(result.ended.stderr).not.toMatch(/^\s+at /m);
  const found = new Map(result.inputs.map((input) => [input.file.split('/').at(-1), input]));
  for (const [name, { becomes }] of Object.entries(files)) {
    if (name.startsWith('truncated')) continue;
    const input = found.get(name);
    expect([name, input?.source, input?.records, input?.rejected]).toEqual([name, ...becomes]);
  }
  expect(found.get('long-line.ndjson')).toMatchObject({
    source: 'okta.system_log',
    records: 21,
    rejected: 1,
    events: 20,
  });
  expect(found.get('truncated.ndjson.gz')).toBeDefined();
  for (const input of result.inputs)
    expect(input.events).toBeGreaterThanOrEqual(input.source === '' ? 0 : input.records - input.rejected);
});
