import { nameBinary } from './binary-kinds.ts';
import { type CsvDialect, detectDialect } from './csv-dialect.ts';
import type { EnvelopeFinder } from './find-envelope.ts';
import { isBlank, LF, OPEN_LIST, OPEN_OBJECT, skipBlanks } from './json-bytes.ts';

export type Encoding = 'utf-8' | 'utf-8 with mark' | 'utf-16le' | 'utf-16be';

/** How a text is to be read. `plain`: without blank lines between records, as far as seen. */
export type Format =
  | { kind: 'lines'; plain: boolean; only_one: boolean; sample: unknown[] }
  | { kind: 'json' }
  | { kind: 'csv'; dialect: CsvDialect }
  | { kind: 'none'; problem: string };

const looked_at_lines = 50;

/** By its byte order mark, or by the zeros beside an ASCII character where there is none. */
export function recogniseEncoding(head: Buffer): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8 with mark';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const shape = head.toString('latin1', 0, 6);
  if (/^([\t\n\r -~]\0){2}/.test(shape)) return 'utf-16le';
  if (/^(\0[\t\n\r -~]){2}/.test(shape)) return 'utf-16be';
  return 'utf-8';
}

/** Archives, by their first bytes. */
export function recogniseArchive(head: Buffer): 'gzip' | 'zip' | null {
  if (head[0] === 0x1f && head[1] === 0x8b && head[2] === 8) return 'gzip';
  const magic = head.toString('latin1', 0, 4);
  return magic === 'PK\x03\x04' || magic === 'PK\x05\x06' || magic === 'PK\x07\x08' ? 'zip' : null;
}

/** What the start of a file, as UTF-8, says of its format. `complete`: there is no more of it. */
export function recogniseText(head: Buffer, complete: boolean, findEnvelope: EnvelopeFinder): Format {
  const start = skipBlanks(head, 0);
  if (start === head.length && complete) return { kind: 'none', problem: 'empty file' };
  if (head[start] === OPEN_OBJECT) return recogniseLines(head, complete, findEnvelope) ?? { kind: 'json' };
  if (head[start] === OPEN_LIST) return { kind: 'json' };
  const binary = nameBinary(head);
  if (binary !== null) return { kind: 'none', problem: `binary file (${binary})` };
  if (looksBinary(head)) return { kind: 'none', problem: 'binary file' };
  if (/^\s*<(\?xml|!doctype|html|[a-z]+[\s>])/i.test(head.toString('latin1', 0, 256))) {
    return { kind: 'none', problem: 'XML or HTML, which is not read' };
  }
  const dialect = detectDialect(head, complete);
  if (dialect !== null) return { kind: 'csv', dialect };
  return recogniseLines(head, complete, findEnvelope) ?? { kind: 'none', problem: 'neither JSON nor CSV' };
}

/** NDJSON, when most of the first lines are objects; null otherwise. */
function recogniseLines(head: Buffer, complete: boolean, findEnvelope: EnvelopeFinder): Format | null {
  let [lines, objects] = [0, 0];
  const sample: unknown[] = [];
  let blank_before = false; // blank lines before a record
  let blank = false;
  for (let start = 0; start < head.length; ) {
    const found = head.indexOf(LF, start);
    if (found === -1 && !complete) break;
    const end = found === -1 ? head.length : found;
    const line = head.subarray(start, end);
    start = end + 1;
    if (isBlank(line[0]) || line.length === 0) {
      // Rarely true, so the whole line is looked at only here.
      if (line.every((byte) => isBlank(byte))) {
        blank = true;
        continue;
      }
    }
    blank_before ||= blank;
    lines++;
    if (lines > looked_at_lines) continue;
    const value = parse(line);
    if (value !== undefined) sample.push(value);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) continue;
    objects++;
    if (findEnvelope(line, true) !== null) return null;
  }
  if (objects * 2 <= Math.min(lines, looked_at_lines)) return null;
  return { kind: 'lines', plain: !blank_before, only_one: complete && lines === 1, sample };
}

function parse(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString());
  } catch {
    return undefined;
  }
}

/** More than three zero bytes or control characters, and those not rare. */
function looksBinary(head: Buffer): boolean {
  const looked_at = head.subarray(0, 64 * 1024);
  let [controls, zeros] = [0, 0];
  for (const byte of looked_at) {
    if (byte === 0) zeros++;
    if (byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1b && byte !== 0x1e)) controls++;
  }
  return (controls > 3 && controls * 50 > looked_at.length) || (zeros > 3 && zeros * 500 > looked_at.length);
}
