import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { importFiles } from './import-files.ts';
import { bars, benchIngest, type IngestResult } from './ingest.ts';
import { parseLines } from './parse-lines.ts';

const program = new Command('bench').description('Measures Selvage on this machine.');

program
  .command('ingest')
  .description('import, map, enrich and store, against JSON.parse alone over the same lines')
  .option('--records <n>', 'records of each kind', Number, 500_000)
  .option('--runs <n>', 'runs of each; medians are shown', Number, 3)
  .option('--seed <text>', 'of the made-up records', '1')
  .option('--data <dir>', 'keep the made-up files here for the next time')
  .option('--json <file>', 'write the figures as JSON; - = to standard output instead of the table')
  .action(async (given: { records: number; runs: number; seed: string; data?: string; json?: string }) => {
    const { records, runs, seed, data, json } = given;
    const onProgress = (what: string) => process.stderr.write(`${what}\n`);
    const results = await benchIngest({ records, runs, seed, data_dir: data ?? null, onProgress });
    const text = `${JSON.stringify({ bars, results }, null, 2)}\n`;
    if (json !== undefined && json !== '-') writeFileSync(json, text);
    process.stdout.write(json === '-' ? text : results.map(describe).join('\n') + explanation);
    const met = results.every((r) => r.complete && r.ratio <= bars.ratio && r.peak_bytes < bars.peak_bytes);
    process.exitCode = met ? 0 : 1;
  });

// Parts of `ingest`, each run in a process of its own.
const answer = (value: unknown): void => {
  process.stdout.write(JSON.stringify(value));
};
program
  .command('parse-lines <files...>', { hidden: true })
  .action(async (files: string[]) => answer(await parseLines(files)));
program
  .command('import-files <store> <files...>', { hidden: true })
  .action(async (store: string, files: string[]) => answer(await importFiles(store, files)));

const explanation = `
Counted as import: from nothing in memory but the program to every record stored and every address placed: sources and catalogue
read, a new store opened with its tables and functions, files recognised and mapped in one pass, equal records merged, the table of
autonomous systems loaded into the engine, the city database opened and asked. Not counted: starting Node, closing the store.
Counted as JSON.parse: the calls alone, one per line, lines already split and decoded in memory. Every run is a process of its own.
`;

function describe(result: IngestResult): string {
  const ms = ({ median, min, max }: IngestResult['parse_wall_ms']) =>
    `${(median / 1000).toFixed(2)} s (${(min / 1000).toFixed(2)} to ${(max / 1000).toFixed(2)})`;
  const verdict = (met: boolean) => (met ? 'met' : 'NOT MET');
  const { ratio, peak_bytes } = result;
  return `
${result.name}: ${result.records.toLocaleString('en')} records, ${(result.bytes / 1e6).toFixed(0)} MB
  JSON.parse alone    ${ms(result.parse_wall_ms)}, CPU ${ms(result.parse_cpu_ms)}
  import              ${ms(result.import_wall_ms)}, CPU ${ms(result.import_cpu_ms)}
  ratio               ${ratio.toFixed(2)}   bar ${bars.ratio}: ${verdict(ratio <= bars.ratio)}
  speed               ${Math.round(result.records_per_s).toLocaleString('en')} records/s, ${result.megabytes_per_s.toFixed(0)} MB/s
  peak memory         ${(peak_bytes / 1e6).toFixed(0)} MB   bar ${bars.peak_bytes / 1e6} MB: ${verdict(peak_bytes < bars.peak_bytes)}
  every record an event: ${result.complete ? 'yes' : 'NO'}   phases (ms): ${Object.entries(result.phases_ms)
    .map(([name, spent]) => `${name} ${spent.toFixed(0)}`)
    .join(', ')}
`;
}

await program.parseAsync();
