import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { ImportMeasure } from './import-files.ts';
import { oktaShapedLines } from './okta-shaped.ts';
import type { ParseMeasure } from './parse-lines.ts';
import { sysmonShapedLines } from './sysmon-shaped.ts';

/** What `ingest` must reach: the import's time as a share of JSON.parse's, and the memory of its whole process. */
export const bars = { ratio: 0.6, peak_bytes: 1_500_000_000 };

export type IngestOptions = {
  records: number;
  runs: number;
  seed: string;
  /** Where the files are made and kept for the next time; null = in a temporary folder that goes afterwards. */
  data_dir: string | null;
  onProgress: (what: string) => void;
};

type Spread = { median: number; min: number; max: number };

export type IngestResult = {
  name: string;
  files: string[];
  records: number;
  bytes: number;
  events: number;
  complete: boolean;
  parse_wall_ms: Spread;
  parse_cpu_ms: Spread;
  import_wall_ms: Spread;
  import_cpu_ms: Spread;
  phases_ms: Record<string, number>;
  ratio: number;
  records_per_s: number;
  megabytes_per_s: number;
  peak_bytes: number;
};

/** Both files by themselves and then both in one store; each run is a process of its own, parsing and importing in turns. */
export async function benchIngest(options: IngestOptions): Promise<IngestResult[]> {
  const scratch_dir = await mkdtemp(join(tmpdir(), 'selvage-bench-'));
  try {
    const data_dir = options.data_dir ?? scratch_dir;
    await mkdir(data_dir, { recursive: true });
    const make = async (name: string, lines: (count: number, seed: string) => Generator<string>) => {
      const path = join(data_dir, `${name}-${options.records}-${options.seed}.ndjson`);
      if (options.data_dir === null || !(await stat(path).catch(() => null))) {
        options.onProgress(`making ${options.records} records: ${name}`);
        await writeLines(path, lines(options.records, options.seed));
      }
      return path;
    };
    const okta = await make('okta', oktaShapedLines);
    const sysmon = await make('sysmon', sysmonShapedLines);
    const store_dir = join(scratch_dir, 'store');
    return [
      await measure('Okta System Log', [okta], store_dir, options),
      await measure('Sysmon, winlogbeat', [sysmon], store_dir, options),
      await measure('both in one store', [okta, sysmon], store_dir, options),
    ];
  } finally {
    await rm(scratch_dir, { recursive: true, force: true });
  }
}

async function measure(
  name: string,
  files: string[],
  store_dir: string,
  options: IngestOptions,
): Promise<IngestResult> {
  const parses: ParseMeasure[] = [];
  const imports: ImportMeasure[] = [];
  for (let run = 1; run <= options.runs; run++) {
    options.onProgress(`${name}, run ${run} of ${options.runs}`);
    parses.push(await runChild<ParseMeasure>('parse-lines', files));
    await rm(store_dir, { recursive: true, force: true });
    imports.push(await runChild<ImportMeasure>('import-files', [store_dir, ...files]));
  }
  const spread = <T>(measures: T[], value: (measure: T) => number): Spread => {
    const sorted = measures.map(value).sort((a, b) => a - b);
    return { median: sorted[sorted.length >> 1] ?? 0, min: sorted[0] ?? 0, max: sorted.at(-1) ?? 0 };
  };
  const parse_wall_ms = spread(parses, (parse) => parse.wall_ms);
  const import_wall_ms = spread(imports, (imported) => imported.wall_ms);
  const [parsed] = parses;
  const middle = imports.find((imported) => imported.wall_ms === import_wall_ms.median);
  if (!parsed || !middle) throw new Error('no runs');
  return {
    name,
    files,
    records: parsed.records,
    bytes: parsed.bytes,
    events: middle.events,
    complete: imports.every(
      ({ records, rejected, events }) => records === parsed.records && rejected === 0 && events === parsed.records,
    ),
    parse_wall_ms,
    parse_cpu_ms: spread(parses, (parse) => parse.cpu_ms),
    import_wall_ms,
    import_cpu_ms: spread(imports, (imported) => imported.cpu_ms),
    phases_ms: middle.phases_ms,
    ratio: import_wall_ms.median / parse_wall_ms.median,
    records_per_s: parsed.records / (import_wall_ms.median / 1_000),
    megabytes_per_s: parsed.bytes / 1e6 / (import_wall_ms.median / 1_000),
    peak_bytes: Math.max(...imports.map((imported) => imported.peak_bytes)),
  };
}

async function writeLines(path: string, lines: Generator<string>): Promise<void> {
  const blocks = function* () {
    let block = '';
    for (const line of lines) {
      block += `${line}\n`;
      if (block.length > 1 << 20) {
        yield block;
        block = '';
      }
    }
    yield block;
  };
  await pipeline(Readable.from(blocks()), createWriteStream(path));
}

/** Runs a part of this program in a process of its own; it answers with one line of JSON. */
async function runChild<T>(part: string, args: string[]): Promise<T> {
  const child = spawn(process.execPath, ['--max-old-space-size=8192', fileURLToPath(import.meta.url), part, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let answer = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) answer += chunk;
  if (child.exitCode === null) await new Promise((resolve) => child.once('close', resolve));
  if (child.exitCode !== 0) throw new Error(`${part} ended with ${child.exitCode ?? child.signalCode}`);
  return JSON.parse(answer) as T;
}
