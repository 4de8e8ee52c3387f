import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { runSelvage } from './run-selvage.ts';

const samples = fileURLToPath(new URL('../../../shared/samples', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'selvage-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Vendor samples of today's sources; the others are of sources that are not there yet. */
const read: Record<string, string> = {
  'bamboohr/directory.json': 'bamboohr.employees',
  'easypost/trackers.json': 'easypost.trackers',
  'github/audit_log.json': 'github.audit_log',
  'greenhouse/applications.json': 'greenhouse.applications',
  'greenhouse/candidates.json': 'greenhouse.candidates',
  'intune/managed_devices_graph.json': 'microsoft.intune_managed_devices',
  'okta/system_log.ndjson': 'okta.system_log',
  'osquery/results.ndjson': 'osquery.results',
  'windows/nxlog_flat.ndjson': 'windows.flat',
  'windows/winlogbeat.ndjson': 'windows.winlogbeat',
};

test.skipIf(!existsSync(samples))(
  'vendor samples (shared/samples): none lost, none taken for another source, no crash',
  { timeout: 240_000 },
  async () => {
    const ended = await runSelvage(['scan', samples, '--json', '-']);
    expect([ended.code, ended.stderr.includes('    at ')]).toEqual([0, false]);
    const { inputs } = JSON.parse(ended.stdout) as {
      inputs: { file: string; source: string; records: number; rejected: number; events: number }[];
    };
    for (const [file, source] of Object.entries(read)) {
      const input = inputs.find((each) => each.file.endsWith(file));
      const twins = JSON.parse(readFileSync(join(samples, `${file}.expected.json`), 'utf8')) as unknown[];
      expect([file, input?.source, input?.records, input?.rejected]).toEqual([file, source, twins.length, 0]);
      expect(input?.events).toBeGreaterThanOrEqual(twins.length);
    }
    const known = new Set(Object.keys(read));
    const foreign = inputs.filter(({ file }) => ![...known].some((name) => file.endsWith(name)));
    expect(foreign.filter(({ source }) => source !== '').map(({ file, source }) => [file, source])).toEqual([]);
    expect(inputs.length).toBe(
      readdirSync(samples, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length,
    );
  },
);
