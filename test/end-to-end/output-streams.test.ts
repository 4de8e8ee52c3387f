import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { scanResult } from '../../src/schema/result.ts';
import { oktaLines } from './okta-lines.ts';
import { runSelvage } from './run-selvage.ts';

/** What goes to which stream, and when it carries colour. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'selvage-test-'));
const input = join(folder, 'okta.ndjson');
beforeAll(() => {
  // One authenticator for several people, so that somebody is listed and there is something to paint.
  const lines = oktaLines(400).map((line) => {
    const record = JSON.parse(line) as { debugContext: object };
    return JSON.stringify({
      ...record,
      eventType: 'user.authentication.auth_via_mfa',
      debugContext: { debugData: { dtHash: 'one-telephone', factor: 'OKTA_VERIFY_PUSH' } },
    });
  });
  writeFileSync(input, lines.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A control character other than the ends of lines that a terminal writes. */
const escapes = /[^\P{Cc}\r\n]/u;

test('piped: the table without one escape sequence, nothing of progress', { timeout: 120_000 }, async () => {
  const { code, stdout, stderr } = await runSelvage(['scan', input]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Read 1 file of 1 source/);
  expect(stdout + stderr).not.toMatch(escapes);
});

test('--json - writes the result file and nothing else to standard output', { timeout: 120_000 }, async () => {
  const { stdout } = await runSelvage(['scan', input, '--json', '-']);
  expect(scanResult.parse(JSON.parse(stdout)).inputs).toHaveLength(1);
});

const hasScript = spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false;

describe.skipIf(!hasScript)(hasScript ? 'on a terminal' : 'SKIPPED, no util-linux script(1): on a terminal', () => {
  /** Runs a scan whose standard output is a terminal. */
  const runOnTerminal = (env: Record<string, string>) => {
    const command = `"${process.execPath}" bootstrap.mjs scan "${input}" 2>"${join(folder, 'stderr')}"`;
    const { NO_COLOR, FORCE_COLOR, ...rest } = process.env;
    return spawnSync('script', ['-qec', command, '/dev/null'], {
      cwd: root,
      env: { ...rest, TERM: 'xterm-256color', ...env },
      encoding: 'utf8',
    }).stdout;
  };

  test('the table has colour', { timeout: 120_000 }, () => {
    expect(runOnTerminal({})).toContain('\u001b[1m');
  });

  test('with NO_COLOR it has none', { timeout: 120_000 }, () => {
    const stdout = runOnTerminal({ NO_COLOR: '1' });
    expect(stdout).toContain('Read 1 file of 1 source');
    expect(stdout).not.toMatch(escapes);
  });
});
