import type { Command } from 'commander';
import { listDetections } from '../flow/list-known.ts';

export function addDetectionsCommand(program: Command): void {
  program
    .command('detections')
    .description('The behaviours that are looked for.')
    .command('list', { isDefault: true })
    .description('List every detection with its family and strength.')
    .action(() => {
      for (const detection of listDetections()) {
        process.stdout.write(
          `${detection.id}  ${detection.strength.padEnd(7)} ${detection.family.padEnd(10)} ${detection.title}\n`,
        );
      }
    });
}
