import {
  CLOSE_LIST,
  CLOSE_OBJECT,
  COLON,
  COMMA,
  endOfText,
  lastSignificant,
  OPEN_LIST,
  OPEN_OBJECT,
  QUOTE,
  skipBlanks,
} from './json-bytes.ts';

/** Where the records of an envelope lie: `at` is the index of the `[`, `depth` the number of objects around it. */
export type Envelope = { key: string; at: number; depth: number };

export type EnvelopeFinder = (object: Buffer, complete: boolean) => Envelope | null;

/**
 * Returns a function that says whether an object (or its start, when `complete` is false) is an envelope: no record
 * itself, and one of the keys holds an array of objects. Of several such arrays the first that is not empty is taken.
 */
export function envelopeFinder(keys: readonly string[], isRecord: (value: unknown) => boolean): EnvelopeFinder {
  const wanted = new Set(keys);
  const deepest = Math.max(0, ...keys.map((key) => key.split('.').length));
  return (object, complete) => {
    const found = findLists(object, wanted, deepest);
    const first = found[0];
    if (first === undefined) return null;
    const whole = complete ? parse(object.toString()) : undefined;
    const value = whole ?? parse(`${object.toString('utf8', 0, first.at)}[]${'}'.repeat(first.depth)}`);
    if (value !== undefined && isRecord(value)) return null;
    const firstByte = (list: Envelope) => object[skipBlanks(object, list.at + 1)];
    return (
      found.find((list) => firstByte(list) === OPEN_OBJECT) ??
      found.find((list) => firstByte(list) === CLOSE_LIST) ??
      null
    );
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every array under one of the wanted paths, in the order of the text. */
function findLists(object: Buffer, wanted: ReadonlySet<string>, deepest: number): Envelope[] {
  const found: Envelope[] = [];
  const path: string[] = [];
  let depth = 0;
  let list_depth = 0; // how many lists are open: inside them no key counts
  for (let at = 0; at < object.length; at++) {
    switch (object[at] as number) {
      case QUOTE: {
        const end = endOfText(object, at + 1);
        if (end === -1) return found;
        if (list_depth === 0 && depth <= deepest) {
          const before = lastSignificant(object, 0, at, OPEN_OBJECT);
          if (before === OPEN_OBJECT || before === COMMA) path[depth - 1] = readKey(object.subarray(at, end + 1));
        }
        at = end;
        break;
      }
      case OPEN_OBJECT:
        if (list_depth === 0) depth++;
        else list_depth++;
        break;
      case OPEN_LIST: {
        const key = list_depth === 0 && depth <= deepest ? path.slice(0, depth).join('.') : '';
        if (wanted.has(key) && lastSignificant(object, 0, at, 0) === COLON) found.push({ key, at, depth });
        list_depth++;
        break;
      }
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        if (list_depth > 0) list_depth--;
        else depth--;
        break;
      default:
    }
  }
  return found;
}

function readKey(quoted: Buffer): string {
  const key = parse(quoted.toString());
  return typeof key === 'string' ? key : '';
}
