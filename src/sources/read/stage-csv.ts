import { Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import type { CsvDialect } from './csv-dialect.ts';
import { InputProblem, showBytes } from './input-problem.ts';
import type { StagedWriter } from './staged-writer.ts';

const rows_per_flush = 1000;

/**
 * Each row becomes an object of texts under the header names as written; a name that occurs again gets `_2`, a blank one
 * is `column_N`, as are values past the header. Missing values are left out.
 */
export async function stageCsv(
  chunks: AsyncIterable<Buffer>,
  dialect: CsvDialect,
  record_bytes: number,
  writer: StagedWriter,
): Promise<string | null> {
  const reasons: Record<string, string> = {
    CSV_MAX_RECORD_SIZE: `record longer than ${showBytes(record_bytes)}`,
    CSV_QUOTE_NOT_CLOSED: 'a quoted value that does not end',
  };
  let failure: unknown = null;
  const rows = parse({
    delimiter: dialect.delimiter,
    from_line: 1 + dialect.skip_lines,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: record_bytes,
    skip_records_with_error: true,
  });
  rows.on('skip', (error: CsvError) => writer.reject(reasons[error.code] ?? 'not a CSV row'));
  const source = Readable.from(chunks, { objectMode: true });
  source.on('error', (error) => {
    failure = error;
    rows.end(); // what was read stays
  });
  source.pipe(rows);
  let names: string[] | null = null;
  let unflushed = 0;
  try {
    for await (const row of rows as AsyncIterable<string[]>) {
      if (names === null) {
        names = nameColumns(row);
        continue;
      }
      writer.recordText(writeRow(row, names));
      if (++unflushed % rows_per_flush === 0) await writer.flush();
    }
  } finally {
    source.destroy();
  }
  if (failure !== null) throw failure;
  if (names === null) throw new InputProblem('a CSV file without a header');
  return null;
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
