import { existsSync, writeFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { scan } from '../flow/scan.ts';
import { renderReport } from '../report/render-report.ts';
import { priority } from '../schema/result.ts';
import { createProgressLine } from './progress-line.ts';
import { renderTerminalTable } from './terminal-table.ts';

type ScanFlags = { store?: string; report?: string; json?: string; asOf?: string; failOn?: string };

const priorities = ['urgent', 'high', 'review', 'watch'] as const;

export function addScanCommand(program: Command): void {
  program
    .command('scan')
    .description('Read exports, and list the people whose story does not hold together, with every reason.')
    .argument(
      '<path...>',
      'files and folders of exports (NDJSON, JSON, CSV, .gz, .zip); selvage.yml and links.csv among them are used',
    )
    .option('--store <dir>', 'keep what was read in this folder, and add to it next time (default: a temporary one)')
    .option('--report <file>', 'write the HTML report here')
    .option('--json <file>', 'write the result file here; - for standard output instead of the table')
    .option('--as-of <time>', 'the moment to speak of, ISO 8601 (default: the newest time in the data)', parseTime)
    .option(
      '--fail-on <priority>',
      `end with code 3 when somebody is at this priority or above (${priorities.join(', ')})`,
      parsePriority,
    )
    .addHelpText(
      'after',
      '\nExample:\n  selvage scan ./exports --report report.html --json result.json\n\nEnds with 0; 3 with --fail-on met; 1 when it failed; 2 on wrong use.',
    )
    .action(runScan);
}

async function runScan(this: Command, paths: string[], flags: ScanFlags): Promise<void> {
  for (const path of paths) {
    if (!existsSync(path)) this.error(`There is no file or folder ${JSON.stringify(path)}.`, { exitCode: 2 });
  }
  const line = createProgressLine(process.stderr);
  const data = await scan({
    paths,
    store_dir: flags.store ?? null,
    as_of: flags.asOf ?? null,
    progress: line.show,
  }).finally(line.end);
  if (flags.report) writeFileSync(flags.report, renderReport(data));
  const json = `${JSON.stringify(data.result, null, 1)}\n`;
  if (flags.json && flags.json !== '-') writeFileSync(flags.json, json);
  if (flags.json === '-') process.stdout.write(json);
  else process.stdout.write(renderTable(data, flags));
  const limit = priorities.findIndex((name) => name === flags.failOn);
  if (
    data.result.people.some(
      (person) => priorities.findIndex((name) => name === person.priority) <= limit && person.priority !== 'none',
    )
  )
    process.exitCode = 3;
}

function renderTable(data: Awaited<ReturnType<typeof scan>>, flags: ScanFlags): string {
  const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  return renderTerminalTable(data.result, {
    unknown_files: data.unknown_files,
    width: process.stdout.columns || 100,
    color,
    ...(flags.report ? { report: flags.report } : {}),
  });
}

function parseTime(text: string): string {
  const time = new Date(/[zZ]|[+-]\d\d:?\d\d$/.test(text) || !text.includes('T') ? text : `${text}Z`);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('write a time such as 2026-10-31 or 2026-10-31T12:00:00Z.');
  return time.toISOString();
}

function parsePriority(text: string): string {
  if (!priorities.some((name) => name === text) || !priority.safeParse(text).success)
    throw new InvalidArgumentError(`write one of ${priorities.join(', ')}.`);
  return text;
}
