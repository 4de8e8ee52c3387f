import { type FileHandle, open } from 'node:fs/promises';
import { InputProblem, showCount } from './input-problem.ts';
import { CR, LF, SPACE } from './json-bytes.ts';
import type { StagedFile } from './staged-file.ts';

const sample_records = 50;
const sample_bytes = 4 * 1024 * 1024;

/** Writes one record per line to a temporary file and remembers the first ones. `flush` after every chunk of input. */
export class StagedWriter {
  readonly path: string;
  readonly rejects: StagedFile['rejects'] = [];
  readonly sample: unknown[] = [];
  records = 0;
  bytes = 0;
  private buffer = Buffer.allocUnsafe(1024 * 1024);
  private used = 0;
  private sampled_records = 0;
  private sampled_bytes = 0;
  private readonly handle: FileHandle;
  private readonly most_rejects: number;

  private constructor(path: string, handle: FileHandle, most_rejects: number) {
    this.path = path;
    this.handle = handle;
    this.most_rejects = most_rejects;
  }

  /** Fails when the file is there already: names are ours alone. */
  static async create(path: string, most_rejects: number): Promise<StagedWriter> {
    return new StagedWriter(path, await open(path, 'wx', 0o600), most_rejects);
  }

  /** One record in one or more pieces. Line breaks in it become spaces. */
  record(pieces: readonly Buffer[]): void {
    const start = this.used;
    for (const piece of pieces) {
      this.reserve(piece.length + 1);
      this.used += piece.copy(this.buffer, this.used);
    }
    this.endRecord(start);
  }

  recordText(text: string): void {
    const start = this.used;
    this.reserve(Buffer.byteLength(text) + 1);
    this.used += this.buffer.write(text, this.used);
    this.endRecord(start);
  }

  /** Uses up a number: its line stays empty. Throws when the file is not worth going on with. */
  reject(reason: string): void {
    if (this.rejects.length >= this.most_rejects) {
      throw new InputProblem(`given up after ${showCount(this.most_rejects)} broken records`);
    }
    this.rejects.push({ sequence: this.records + this.rejects.length, reason });
    this.reserve(1);
    this.buffer[this.used++] = LF;
  }

  async flush(): Promise<void> {
    for (let done = 0; done < this.used; ) {
      done += (await this.handle.write(this.buffer, done, this.used - done)).bytesWritten;
    }
    this.bytes += this.used;
    this.used = 0;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }

  private endRecord(start: number): void {
    const { buffer, used: end } = this;
    buffer[this.used++] = LF; // before the search, which so never goes past it
    for (let at = buffer.indexOf(LF, start); at < end; at = buffer.indexOf(LF, at + 1)) {
      buffer[at] = SPACE;
      if (at > start && buffer[at - 1] === CR) buffer[at - 1] = SPACE;
    }
    this.records++;
    if (this.sampled_records < sample_records && this.sampled_bytes < sample_bytes) this.addSample(start, end);
  }

  private addSample(start: number, end: number): void {
    this.sampled_records++;
    this.sampled_bytes += end - start;
    try {
      this.sample.push(JSON.parse(this.buffer.toString('utf8', start, end)));
    } catch {
      // Not JSON: staged as it is, and rejected by the engine with its reason.
    }
  }

  private reserve(bytes: number): void {
    if (this.used + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.used + bytes));
    this.buffer.copy(larger, 0, 0, this.used);
    this.buffer = larger;
  }
}
