/** How a CSV file is written. */
export type CsvDialect = {
  delimiter: string;
  record_delimiters: string[];
  encoding: 'utf-8' | 'windows-1252';
  skip_lines: number;
};

const delimiters = [',', ';', '\t', '|'];
const looked_at_characters = 64 * 1024;
const looked_at_rows = 50;

/** The delimiter that cuts most rows into as many fields as the header has; null when none gives two columns. */
export function detectDialect(head: Buffer, complete: boolean): CsvDialect | null {
  const encoding = isUtf8(head, complete) ? 'utf-8' : 'windows-1252';
  const text = new TextDecoder(encoding).decode(head.subarray(0, looked_at_characters));
  const record_delimiters = text.includes('\n') ? ['\r\n', '\n'] : ['\r'];
  const stated = /^sep=(.)\r?\n/i.exec(text);
  if (stated?.[1] !== undefined) return { delimiter: stated[1], record_delimiters, encoding, skip_lines: 1 };
  let best: { delimiter: string; fit: number; columns: number } | null = null;
  for (const delimiter of delimiters) {
    const widths = countFields(text, delimiter);
    if (!complete && widths.length > 1) widths.pop(); // may be cut
    const columns = widths[0] ?? 0;
    if (columns < 2) continue;
    const rows = widths.slice(1);
    const fit = rows.length === 0 ? 1 : rows.filter((width) => width === columns).length / rows.length;
    const split = rows.length === 0 || rows.some((width) => width > 1);
    if (!split) continue;
    if (best === null || fit > best.fit || (fit === best.fit && columns > best.columns))
      best = { delimiter, fit, columns };
  }
  return best === null ? null : { delimiter: best.delimiter, record_delimiters, encoding, skip_lines: 0 };
}

/** Old spreadsheets write windows-1252. Whether the last character is cut does not matter. */
function isUtf8(head: Buffer, complete: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: !complete });
    return true;
  } catch {
    return false;
  }
}

/** Number of fields of each of the first rows; blank rows are left out. */
function countFields(text: string, delimiter: string): number[] {
  const widths: number[] = [];
  let fields = 1;
  let quoted = false;
  let field_start = true;
  let blank = true;
  for (const character of text) {
    if (quoted) {
      if (character === '"') quoted = false;
      continue;
    }
    if (character === '\n' || character === '\r') {
      if (!blank) widths.push(fields);
      if (widths.length === looked_at_rows) return widths;
      [fields, blank, field_start] = [1, true, true];
      continue;
    }
    blank = false;
    if (character === delimiter) fields++;
    // A quote right after the closing one is an escaped quote and opens again; within an unquoted field it is text.
    else if (character === '"' && field_start) quoted = true;
    field_start = character === delimiter || character === '"';
  }
  if (!blank) widths.push(fields);
  return widths;
}
