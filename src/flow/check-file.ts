import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openInputs } from '../sources/read/open-inputs.ts';
import { isRecordOf, recogniseSample } from '../sources/recognise.ts';
import { listSources } from './list-known.ts';

/** One line per file: the source it belongs to and how sure that is, or the nearest one and what it lacks. */
export async function checkFile(files: string[]): Promise<string[]> {
  const sources = listSources();
  const staging_dir = await mkdtemp(join(tmpdir(), 'selvage-'));
  const lines: string[] = [];
  try {
    const options = {
      staging_dir,
      isRecord: (value: unknown) => sources.some((source) => isRecordOf(source, value)),
      envelopes: [...new Set(sources.flatMap((source) => source.envelopes))],
    };
    for await (const staged of openInputs(files, options)) {
      const { source, nearest, confidence, missing } = recogniseSample(staged.sample, sources);
      const sure = `${Math.round(confidence * 100)} %`;
      if (staged.problem) lines.push(`${staged.file}: ${staged.problem}`);
      if (source)
        lines.push(
          `${staged.file}: ${source.id} (${staged.container}; ${sure} of the first ${staged.sample.length} records)`,
        );
      else if (nearest)
        lines.push(`${staged.file}: unknown; nearest is ${nearest.id} (${sure}), missing ${missing.join(', ')}`);
      else if (!staged.problem) lines.push(`${staged.file}: unknown; nothing in it looks like a known source`);
    }
  } finally {
    await rm(staging_dir, { recursive: true, force: true });
  }
  return lines;
}
