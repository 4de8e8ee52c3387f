import type { Command } from 'commander';
import { checkFile } from '../flow/check-file.ts';
import { listSources } from '../flow/list-known.ts';

export function addSourcesCommand(program: Command): void {
  const sources = program.command('sources').description('The kinds of export that are known.');
  sources
    .command('list', { isDefault: true })
    .description('List every source with what it covers.')
    .action(() => {
      for (const source of listSources()) {
        process.stdout.write(`${source.id.padEnd(28)} ${source.title} (${source.covers.join(', ')})\n`);
      }
    });
  sources
    .command('check')
    .description('Say which source a file belongs to, how sure that is, and what it lacks.')
    .argument('<file...>')
    .addHelpText('after', '\nExample:\n  selvage sources check ./exports/okta.json')
    .action(async (files: string[]) => {
      for (const line of await checkFile(files)) process.stdout.write(`${line}\n`);
    });
}
