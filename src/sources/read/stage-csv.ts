import { type CsvError, type Parser, parse } from 'csv-parse';
import type { Chunks } from './byte-streams.ts';
import type { CsvDialect } from './csv-dialect.ts';
import { InputProblem, showBytes } from './input-problem.ts';
import { CR, LF } from './json-bytes.ts';
import type { StagedWriter } from './staged-writer.ts';

/** Bytes of broken rows are read again from their second line on, up to so many times the bytes read. */
const readings_again = 8;

/**
 * Each row becomes an object of texts under the header names as written; a name that occurs again gets `_2`, a blank one
 * is `column_N`, as are values past the header. Missing values are left out. A row that does not end (a quote without
 * its pair) or is too long costs one line.
 */
export async function stageCsv(
  chunks: Chunks,
  dialect: CsvDialect,
  record_bytes: number,
  writer: StagedWriter,
): Promise<void> {
  const rows = new CsvRows(dialect, record_bytes, writer);
  for await (const chunk of chunks) {
    await rows.write(chunk);
    await writer.flush();
  }
  await rows.end();
}

class CsvRows {
  private readonly dialect: CsvDialect;
  private readonly record_bytes: number;
  private readonly writer: StagedWriter;
  private names: string[] | null = null;
  private parser: Parser;
  /** Either a broken row or a failure to write. */
  private failure: unknown = null;
  /** Input of this parser that may be needed again, where it starts, and where the last whole row ended. */
  private held: Buffer[] = [];
  private held_at = 0;
  private row_end = 0;
  private read = 0;
  private read_again = 0;
  private skipping_line = false;

  constructor(dialect: CsvDialect, record_bytes: number, writer: StagedWriter) {
    this.dialect = dialect;
    this.record_bytes = record_bytes;
    this.writer = writer;
    this.parser = this.startParser(1 + dialect.skip_lines);
  }

  async write(chunk: Buffer): Promise<void> {
    this.read += chunk.length;
    let input: Buffer | null = this.skipping_line ? this.skipLine(chunk) : chunk;
    while (input !== null) input = await this.feed(input);
  }

  async end(): Promise<void> {
    let input: Buffer | null = Buffer.alloc(0);
    while (input !== null) {
      input = await this.feed(input);
      if (input === null && !this.skipping_line) {
        await new Promise<void>((resolve) => this.parser.once('close', resolve).end());
        if (this.failure !== null) input = this.restart();
      }
    }
    if (this.names === null && this.writer.rejects.length === 0) throw new InputProblem('a CSV file without a header');
  }

  /** Returns what is to be read again, or null. */
  private async feed(input: Buffer): Promise<Buffer | null> {
    this.held.push(input);
    await new Promise<void>((resolve) => this.parser.write(input, () => resolve()));
    if (this.failure !== null) return this.restart();
    for (let first = this.held[0]; first !== undefined; first = this.held[0]) {
      if (this.held_at + first.length > this.row_end) break;
      this.held_at += first.length;
      this.held.shift();
    }
    return null;
  }

  private startParser(from_line: number): Parser {
    const parser = parse({
      delimiter: this.dialect.delimiter,
      record_delimiter: this.dialect.record_delimiters,
      from_line,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: this.record_bytes,
      on_record: (row: string[], { bytes }: { bytes: number }) => {
        this.addRow(row);
        this.row_end = bytes;
        return null; // nothing comes out of the parser itself
      },
    });
    parser.on('error', (error) => {
      this.failure ??= error;
    });
    return parser.resume();
  }

  private addRow(row: readonly string[]): void {
    if (this.failure !== null) return;
    try {
      if (this.names === null) this.names = nameColumns(row);
      else this.writer.recordText(writeRow(row, this.names));
    } catch (error) {
      this.failure = error;
    }
  }

  /** Gives up the broken row's first line and goes on after it. */
  private restart(): Buffer | null {
    const { code } = this.failure as Partial<CsvError>;
    if (code === 'CSV_MAX_RECORD_SIZE') this.writer.reject(`record longer than ${showBytes(this.record_bytes)}`);
    else if (code === 'CSV_QUOTE_NOT_CLOSED') this.writer.reject('a quoted value that does not end');
    else throw this.failure;
    let rest = Buffer.concat(this.held).subarray(this.row_end - this.held_at);
    while (rest[0] === LF || rest[0] === CR) rest = rest.subarray(1);
    this.read_again += rest.length;
    if (this.read_again > readings_again * this.read) throw new InputProblem('too many quotes that do not end');
    this.failure = null;
    this.held = [];
    this.held_at = 0;
    this.row_end = 0;
    this.parser.destroy();
    this.parser = this.startParser(1);
    return this.skipLine(rest);
  }

  /** What follows the next line break; null when it is still to come. */
  private skipLine(bytes: Buffer): Buffer | null {
    const end = bytes.indexOf(this.dialect.record_delimiters.at(-1) ?? '\n');
    this.skipping_line = end === -1;
    return end === -1 ? null : bytes.subarray(end + 1);
  }
}

/** Keys of the header, ready for JSON. */
function nameColumns(header: readonly string[]): string[] {
  const seen = new Set<string>();
  return header.map((written, index) => {
    const base = written.trim() === '' ? `column_${index + 1}` : written;
    let name = base;
    for (let again = 2; seen.has(name); again++) name = `${base}_${again}`;
    seen.add(name);
    return `${JSON.stringify(name)}:`;
  });
}

function writeRow(row: readonly string[], names: readonly string[]): string {
  const fields = row.map((value, index) => (names[index] ?? `"column_${index + 1}":`) + JSON.stringify(value));
  return `{${fields.join(',')}}`;
}
