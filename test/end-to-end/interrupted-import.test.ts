import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oktaLines } from './okta-lines.ts';
import { runSelvage, scanTo, startSelvage } from './run-selvage.ts';

const folder = mkdtempSync(join(tmpdir(), 'selvage-test-'));
const exports_dir = join(folder, 'okta.ndjson');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const comparable = ({ generated_at: _, ended: __, ...rest }: Awaited<ReturnType<typeof scanTo>>) => rest;
let clean: Awaited<ReturnType<typeof scanTo>>;

beforeAll(async () => {
  writeFileSync(exports_dir, `${oktaLines(150_000).join('\n')}\n`);
  clean = await scanTo(join(folder, 'clean.json'), [exports_dir, '--store', join(folder, 'clean')]);
});

test('killed with -9 at several moments of an import and run again: the same result as never killed', {
  timeout: 240_000,
}, async () => {
  const store = join(folder, 'killed');
  for (const delay_ms of [300, 700, 1_100, 1_600, 2_300]) {
    const { child, ended } = startSelvage(['scan', exports_dir, '--store', store]);
    await wait(delay_ms);
    child.kill('SIGKILL');
    await ended;
  }
  const again = await scanTo(join(folder, 'again.json'), [exports_dir, '--store', store]);
  expect(comparable(again)).toEqual(comparable(clean));
});

test('a file read twice adds nothing', { timeout: 240_000 }, async () => {
  const twice = await scanTo(join(folder, 'twice.json'), [exports_dir, '--store', join(folder, 'clean')]);
  expect(comparable(twice)).toEqual(comparable(clean));
  expect(twice.inputs).toMatchObject([{ records: 150_000, events: 150_000, rejected: 0 }]);
});

test('a second process on the same store gets one clear sentence', { timeout: 120_000 }, async () => {
  const store = join(folder, 'clean');
  const first = startSelvage(['scan', exports_dir, '--store', store]);
  await wait(900);
  const second = await runSelvage(['scan', exports_dir, '--store', store]);
  expect(second.code).toBe(1);
  expect(second.stderr.trim()).toMatch(
    /^selvage: The store .* is in use by another Selvage process: end that one, or name another store with --store\.$/,
  );
  expect((await first.ended).code).toBe(0);
});
