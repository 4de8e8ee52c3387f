/** Bytes JSON is made of. */
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_LIST = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_LIST = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

/** White space between values; the record separator of RFC 7464 counts as such. */
export function isBlank(byte: number | undefined): boolean {
  return byte === SPACE || byte === LF || byte === CR || byte === 0x09 || byte === 0x1e;
}

/** The last byte between `start` and `end` that is not white space, or `otherwise` when there is none. */
export function lastSignificant(bytes: Buffer, start: number, end: number, otherwise: number): number {
  let at = end - 1;
  while (at >= start && isBlank(bytes[at])) at--;
  return at >= start ? (bytes[at] as number) : otherwise;
}

/** Index of the first byte from `start` that is not white space; the length when there is none. */
export function skipBlanks(bytes: Buffer, start: number): number {
  let at = start;
  while (at < bytes.length && isBlank(bytes[at])) at++;
  return at;
}

/** Index of the quote that ends the text whose first byte is at `start`; -1 when it does not end. */
export function endOfText(bytes: Buffer, start: number): number {
  for (let at = start; at < bytes.length; at++) {
    if (bytes[at] === BACKSLASH) at++;
    else if (bytes[at] === QUOTE) return at;
  }
  return -1;
}
