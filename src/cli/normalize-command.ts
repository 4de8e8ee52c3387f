import { once } from 'node:events';
import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { normalizeFiles } from '../flow/normalize.ts';
import { createProgressLine } from './progress-line.ts';

export function addNormalizeCommand(program: Command): void {
  program
    .command('normalize')
    .description('Print what each record of a file became: one OCSF-shaped event or claim per line, as NDJSON.')
    .argument('<file...>', 'files or folders of exports')
    .option('--source <id>', 'read the files as this source (default: recognised by content)')
    .addHelpText(
      'after',
      '\nExample:\n  selvage normalize ./exports/okta.json | head -3\n\n`metadata.sequence` is the number of the record in its file, from zero. What was rejected is told on standard error.',
    )
    .action(runNormalize);
}

async function runNormalize(this: Command, files: string[], flags: { source?: string }): Promise<void> {
  for (const path of files) {
    if (!existsSync(path)) this.error(`There is no file or folder ${JSON.stringify(path)}.`, { exitCode: 2 });
  }
  const line = createProgressLine(process.stderr);
  for await (const said of normalizeFiles(files, flags.source ?? null, line.show)) {
    line.end();
    if (typeof said === 'string') {
      if (!process.stdout.write(`${said}\n`)) await once(process.stdout, 'drain');
    } else if (said.source === '' || said.rejected > 0 || said.problem !== '') {
      const kind = said.source === '' ? 'not recognised' : said.source;
      process.stderr.write(
        `${said.file}: ${kind}, ${said.records} records, ${said.rejected} rejected${said.problem === '' ? '' : `; ${said.problem}`}\n`,
      );
    }
  }
}
