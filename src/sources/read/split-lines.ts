import { showBytes } from './input-problem.ts';
import { CR, isBlank, LF } from './json-bytes.ts';
import type { RecordSink } from './split-json.ts';

/** Splits text into lines in chunks of any size. Blank lines are dropped, everything else is left as it is. */
export class LineSplitter {
  private readonly sink: RecordSink;
  private readonly record_bytes: number;
  private pieces: Buffer[] = [];
  private size = 0;

  constructor(sink: RecordSink, record_bytes: number) {
    this.sink = sink;
    this.record_bytes = record_bytes;
  }

  /** The chunk must not change afterwards: parts of it are kept. */
  push(chunk: Buffer): void {
    let start = 0;
    for (let end = chunk.indexOf(LF); end !== -1; end = chunk.indexOf(LF, start)) {
      this.add(chunk.subarray(start, end));
      this.finish();
      start = end + 1;
    }
    this.add(chunk.subarray(start));
  }

  end(): null {
    this.finish();
    return null;
  }

  private add(piece: Buffer): void {
    if (piece.length === 0) return;
    this.size += piece.length;
    if (this.size <= this.record_bytes) this.pieces.push(piece);
    else this.pieces = [];
  }

  private finish(): void {
    const { pieces, size } = this;
    this.pieces = [];
    this.size = 0;
    if (size > this.record_bytes) {
      this.sink.reject(`record longer than ${showBytes(this.record_bytes)}`);
      return;
    }
    const last = pieces.at(-1);
    if (last?.at(-1) === CR) pieces[pieces.length - 1] = last.subarray(0, -1);
    if (pieces.some((piece) => !piece.every((byte) => isBlank(byte)))) this.sink.record(pieces);
  }
}
