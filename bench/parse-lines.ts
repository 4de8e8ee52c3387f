import { createReadStream } from 'node:fs';

export type ParseMeasure = { records: number; bytes: number; wall_ms: number; cpu_ms: number };

/** The time `JSON.parse` takes for every line of the files. Reading, splitting and decoding come before and do not count. */
export async function parseLines(files: readonly string[]): Promise<ParseMeasure> {
  const measure = { records: 0, bytes: 0, wall_ms: 0, cpu_ms: 0 };
  for (const file of files) {
    const { lines, bytes } = await readLines(file);
    const cpu = process.cpuUsage();
    const start = performance.now();
    for (const line of lines) JSON.parse(line);
    measure.wall_ms += performance.now() - start;
    const { user, system } = process.cpuUsage(cpu);
    measure.cpu_ms += (user + system) / 1_000;
    measure.records += lines.length;
    measure.bytes += bytes;
  }
  return measure;
}

async function readLines(file: string): Promise<{ lines: string[]; bytes: number }> {
  const lines: string[] = [];
  let bytes = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 22 }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    const block = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = block.indexOf(10, start); end !== -1; end = block.indexOf(10, start)) {
      lines.push(block.toString('utf8', start, end));
      start = end + 1;
    }
    rest = block.subarray(start);
  }
  if (rest.length > 0) lines.push(rest.toString('utf8'));
  return { lines, bytes };
}
