import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ScanResult, scanResult } from '../../src/schema/result.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

export type Ended = { code: number | null; stdout: string; stderr: string };

/** Starts `selvage ARGS` as a user does, through the bootstrap. */
export function startSelvage(args: string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [join(root, 'bootstrap.mjs'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  return { child, ended };
}

export const runSelvage = (args: string[]): Promise<Ended> => startSelvage(args).ended;

/** Runs a scan and checks the result file against its schema. */
export async function scanTo(json: string, args: string[]): Promise<ScanResult & { ended: Ended }> {
  const ended = await runSelvage(['scan', ...args, '--json', json]);
  if (ended.code !== 0) throw new Error(`scan ended with ${ended.code}: ${ended.stderr}`);
  return { ...scanResult.parse(JSON.parse(readFileSync(json, 'utf8'))), ended };
}
