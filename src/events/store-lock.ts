import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Marks a store as ours while it is open. The engine locks it too, but says so on standard error in words of its own;
 * this asks first. Returns what takes the mark away, or null when a living process holds the store.
 */
export function markStore(directory: string): (() => void) | null {
  const path = join(directory, 'selvage.pid');
  const holder = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const [pid = 0] = holder.split(' ').map(Number);
  if (pid !== process.pid && pid > 0 && isAlive(pid) && holder === describeProcess(pid)) return null;
  writeFileSync(path, describeProcess(process.pid));
  return () => rmSync(path, { force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** The number, and where the system tells it the start: numbers are used again. */
function describeProcess(pid: number): string {
  const stat = `/proc/${pid}/stat`;
  const fields = existsSync(stat) ? readFileSync(stat, 'utf8').split(') ')[1]?.split(' ') : undefined;
  return `${pid} ${fields?.[19] ?? ''}`;
}
