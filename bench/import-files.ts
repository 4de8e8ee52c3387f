import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadCatalogue } from '../src/events/catalogue.ts';
import { openEventStore } from '../src/events/event-store.ts';
import { findPackageRoot } from '../src/events/package-root.ts';
import { placeAddresses } from '../src/events/place/place-addresses.ts';
import { defaultSettings } from '../src/events/settings.ts';
import { readExports } from '../src/flow/read-exports.ts';
import { loadSources } from '../src/sources/load-sources.ts';

export type ImportMeasure = {
  records: number;
  events: number;
  rejected: number;
  wall_ms: number;
  cpu_ms: number;
  phases_ms: Record<string, number>;
  peak_bytes: number;
};

/**
 * The product's own import into a new store: open it (tables, functions), load the sources and the catalogue, read, recognise,
 * map, store, merge equal records, and place every address. Starting Node and loading the program do not count.
 */
export async function importFiles(store_dir: string, files: string[]): Promise<ImportMeasure> {
  const staging_dir = await mkdtemp(join(tmpdir(), 'selvage-bench-staged-'));
  const phases_ms: Record<string, number> = {};
  const cpu = process.cpuUsage();
  const start = performance.now();
  let last = start;
  const phase = (name: string) => {
    const now = performance.now();
    phases_ms[name] = (phases_ms[name] ?? 0) + now - last;
    last = now;
  };
  const content_dir = join(findPackageRoot(), 'content');
  const sources = loadSources(content_dir);
  const catalogue = await loadCatalogue(content_dir);
  phase('content');
  const store = await openEventStore(store_dir);
  phase('open');
  try {
    const imported = await readExports(store, files, sources, staging_dir, () => undefined);
    phase('import');
    await placeAddresses(store, catalogue, defaultSettings());
    phase('place');
    const wall_ms = performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    const sum = (of: 'records' | 'rejected') => imported.reduce((total, file) => total + file[of], 0);
    const [stored] = await store.query<{ n: string }>('SELECT uniqExact(event_id) AS n FROM event');
    return {
      records: sum('records'),
      events: Number(stored?.n),
      rejected: sum('rejected'),
      wall_ms,
      cpu_ms: (user + system) / 1_000,
      phases_ms,
      peak_bytes: peakBytes(),
    };
  } finally {
    await store.close();
    await rm(staging_dir, { recursive: true, force: true });
  }
}

/** The most memory this process ever had resident, as the kernel counted it (on Linux); elsewhere what Node says. */
function peakBytes(): number {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes) return Number(kilobytes) * 1024;
  } catch {
    // not Linux
  }
  return process.resourceUsage().maxRSS * 1024;
}
