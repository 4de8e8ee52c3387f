import { COMMA, endOfText, isBlank, LF, OPEN_LIST, OPEN_OBJECT, QUOTE, skipBlanks } from './json-bytes.ts';

const longest_head_bytes = 512;

/**
 * Finds the next record after a broken one, in bytes given piece by piece. `next` returns the index after the match, or
 * -1; `held` are the bytes of the record that were part of the match.
 */
export type Resync = { next: (chunk: Buffer, from: number) => number; held: number[] };

/** Values one after the other: the next one starts a line. */
export function resyncAtLine(): Resync {
  const held: number[] = [];
  let before = 0;
  const next = (chunk: Buffer, from: number): number => {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (before === LF && (byte === OPEN_OBJECT || byte === OPEN_LIST)) {
        held.push(byte);
        return at + 1;
      }
      before = byte;
    }
    return -1;
  };
  return { next, held };
}

/**
 * Elements of an array: the next one follows a comma and starts with the same key as the first (`{"id":`), white space
 * aside; in a pretty-printed array (`indent` not -1) on a line of its own with the same indent.
 * @returns null when the first element is no object, so nothing tells where another starts.
 */
export function resyncAtElement(first: Buffer, indent: number): Resync | null {
  const head = elementHead(first);
  if (head === null) return null;
  const key_start = 2;
  const key_end = head.length - 1; // waiting for the closing quote
  const held: number[] = [];
  let matched = 0; // 0: no comma yet, 1: comma, then one more for each byte of the head
  let gap = -1;
  const restart = (byte: number): void => {
    matched = byte === COMMA ? 1 : 0;
    gap = -1;
    held.length = 0;
  };
  const next = (chunk: Buffer, from: number): number => {
    for (let at = from; at < chunk.length; at++) {
      const byte = chunk[at] as number;
      if (matched === 0) {
        if (byte === COMMA) restart(byte);
        continue;
      }
      const in_key = matched > key_start && matched <= key_end;
      if (!in_key && isBlank(byte)) {
        if (matched === 1) gap = byte === LF ? 0 : gap === -1 ? -1 : gap + 1;
        else held.push(byte);
      } else if (byte === head[matched - 1] && (matched > 1 || gap === indent)) {
        held.push(byte);
        matched++;
        if (matched > head.length) return at + 1;
      } else restart(byte);
    }
    return -1;
  };
  return { next, held };
}

/** `{"key":` without white space, or null when the element does not start so. */
function elementHead(element: Buffer): Buffer | null {
  const bytes = element.subarray(0, longest_head_bytes);
  if (bytes[0] !== OPEN_OBJECT) return null;
  const key = skipBlanks(bytes, 1);
  if (bytes[key] !== QUOTE) return null;
  const end = endOfText(bytes, key + 1);
  return end === -1 ? null : Buffer.concat([Buffer.from('{'), bytes.subarray(key, end + 1), Buffer.from(':')]);
}
