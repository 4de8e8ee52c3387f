import { type Chunks, decodeToUtf8 } from './byte-streams.ts';
import type { EnvelopeFinder } from './find-envelope.ts';
import { describeProblem, showCount } from './input-problem.ts';
import type { Format } from './recognise-format.ts';
import { JsonSplitter } from './split-json.ts';
import { LineSplitter } from './split-lines.ts';
import { stageCsv } from './stage-csv.ts';
import type { ReadLimits, StagedFile } from './staged-file.ts';
import { StagedWriter } from './staged-writer.ts';

export type StageText = { file: string; path: string; limits: ReadLimits; findEnvelope: EnvelopeFinder };

/** Writes the records of a text (UTF-8) to a new file at `path`. Errors on the way become its problem. */
export async function stageText(
  chunks: Chunks,
  format: Exclude<Format, { kind: 'none' }>,
  { file, path, limits, findEnvelope }: StageText,
): Promise<StagedFile> {
  const writer = await StagedWriter.create(path, limits.rejects);
  const json = new JsonSplitter(writer, { record_bytes: limits.record_bytes, findEnvelope });
  let problem: string | null = null;
  try {
    if (format.kind === 'csv') {
      const text = decodeToUtf8(chunks, format.dialect.encoding);
      await stageCsv(text, format.dialect, limits.record_bytes, writer);
    } else if (format.kind === 'lines') {
      problem = await splitInto(writer, chunks, new LineSplitter(writer, limits.record_bytes));
    } else {
      problem = await splitInto(writer, chunks, json);
    }
  } catch (error) {
    problem = `${describeProblem(error)}, after ${showCount(writer.records)} records`;
  }
  try {
    await writer.flush();
  } catch (error) {
    problem ??= describeProblem(error);
  } finally {
    await writer.close();
  }
  const { records, bytes, sample, rejects } = writer;
  const { envelope } = json;
  const container = nameContainer(format, json);
  return { file, container, envelope, path, in_place: false, records, bytes, sample, rejects, problem };
}

function nameContainer(format: Format, json: JsonSplitter): StagedFile['container'] {
  if (format.kind === 'csv') return 'csv';
  if (json.envelopes > 0) return 'envelope';
  if (json.lists > 0) return 'array';
  return json.values === 1 || (format.kind === 'lines' && format.only_one) ? 'object' : 'ndjson';
}

/** Feeds the splitter; what it has when the input fails is kept. Returns what is wrong with the end, or null. */
async function splitInto(
  writer: StagedWriter,
  chunks: Chunks,
  splitter: { push: (chunk: Buffer) => void; end: () => string | null },
): Promise<string | null> {
  try {
    for await (const chunk of chunks) {
      splitter.push(chunk);
      await writer.flush();
    }
  } catch (error) {
    splitter.end();
    throw error;
  }
  return splitter.end();
}
