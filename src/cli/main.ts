import { Command } from 'commander';
import { describeFailure } from './describe-failure.ts';
import { addDetectionsCommand } from './detections-command.ts';
import { addNormalizeCommand } from './normalize-command.ts';
import { addScanCommand } from './scan-command.ts';
import { addSourcesCommand } from './sources-command.ts';

const program = new Command('selvage')
  .description('Finds remote workers who are not who or where they say they are, and explains every reason.')
  .version('0.1.0')
  .showHelpAfterError('(add --help for an example)')
  .configureHelp({ helpWidth: process.stdout.columns || 100 });
// Before the commands are added: they inherit it.
program.exitOverride((error) => {
  process.exit(error.exitCode === 0 ? 0 : 2);
});
addScanCommand(program);
addNormalizeCommand(program);
addSourcesCommand(program);
addDetectionsCommand(program);

// `| head` closes the pipe early: that is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`selvage: ${describeFailure(error)}\n`);
  process.exitCode = 1;
}
