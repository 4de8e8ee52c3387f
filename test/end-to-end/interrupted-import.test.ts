import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { oktaLines } from './okta-lines.ts';
import { runSelvage, scanTo, startSelvage } from './run-selvage.ts';

const folder = mkdtempSync(join(tmpdir(), 'selvage-test-'));
const exports_dir = join(folder, 'okta.ndjson');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Until the import has written this many parts: compact parts are one `data.bin` each. Files come and go meanwhile. */
async function waitForParts(store: string, parts: number, child: ChildProcess): Promise<void> {
  const count = () => {
    try {
      const files = readdirSync(store, { recursive: true, encoding: 'utf8' });
      return files.filter((file) => file.endsWith('data.bin') && isLarge(join(store, file))).length;
    } catch {
      return 0;
    }
  };
  while (child.exitCode === null && count() < parts) await wait(5);
}

const isLarge = (file: string) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 200_000;

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
  // Twice before anything is written, then when one part of the import lies on disk, and when two do.
  for (const parts of [0, 0, 1, 2]) {
    const { child, ended } = startSelvage(['scan', exports_dir, '--store', store]);
    if (parts === 0) await wait(600);
    else await waitForParts(store, parts, child);
    child.kill('SIGKILL');
    expect((await ended).code).toBeNull();
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
