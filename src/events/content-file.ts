import { readFile } from 'node:fs/promises';
import { LineCounter, type Node, parseDocument } from 'yaml';
import { z } from 'zod';

/** One fault in a file that people write: where it stands, in words. `line` and `column` count from 1. */
export type ContentProblem = { file: string; line: number; column: number; message: string };

/** A file of ours or of the user's that cannot be used as it is; the message names file, line and column of every fault. */
export class ContentError extends Error {
  readonly problems: ContentProblem[];
  constructor(problems: ContentProblem[]) {
    super(problems.map((p) => `${p.file}:${p.line}:${p.column}: ${p.message}`).join('\n'));
    this.name = 'ContentError';
    this.problems = problems;
  }
}

type Path = readonly PropertyKey[];
type JsonSchema = z.core.JSONSchema._JSONSchema;

/** The keys that the schema allows at a path, for the hint after an unknown one. */
function allowedKeys(schema: JsonSchema, path: Path): string[] {
  if (typeof schema === 'boolean') return [];
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  if (branches.length > 0) return branches.flatMap((branch) => allowedKeys(branch, path));
  const [head, ...rest] = path;
  if (head === undefined) return Object.keys(schema.properties ?? {});
  if (typeof head === 'number') {
    return schema.items === undefined || Array.isArray(schema.items) ? [] : allowedKeys(schema.items, rest);
  }
  const next = schema.properties?.[String(head)] ?? schema.additionalProperties;
  return next === undefined ? [] : allowedKeys(next, rest);
}

/** Edit distance of two short words (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

/** How many first letters two words share: a slip of the pen seldom comes first. */
function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** The allowed word that is closest to the one written, or undefined when there is none. */
export function nearestWord(word: string, allowed: readonly string[]): string | undefined {
  const lower = word.slice(0, 60).toLowerCase();
  return allowed
    .map((candidate) => ({ candidate, distance: editDistance(lower, candidate) - sharedStart(lower, candidate) }))
    .sort((a, b) => a.distance - b.distance)[0]?.candidate;
}

/**
 * Reads YAML (or JSON, which is YAML) and checks it against a schema.
 * @throws ContentError naming file, line and column of each fault, and the nearest allowed key for an unknown one.
 */
export function parseContent<T extends z.ZodType>(text: string, file: string, schema: T): z.output<T> {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, message: string): ContentProblem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1), message };
  };
  if (document.errors.length > 0) {
    throw new ContentError(document.errors.map((error) => at(error.pos[0], error.message)));
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    throw new ContentError([at(0, error instanceof Error ? error.message : 'cannot be read')]);
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;

  /** Offset of a key where the path ends in one, else of the value, else of the nearest parent there is. */
  const offsetOf = (path: Path, wantKey: boolean): number => {
    for (let length = path.length; length > 0; length--) {
      const parent = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
      const last = path[length - 1];
      const items = (parent as { items?: { key?: Node & { value?: unknown } }[] } | null)?.items;
      const pair = items?.find((item) => item.key !== undefined && String(item.key?.value) === String(last));
      if (wantKey && pair?.key?.range) return pair.key.range[0];
      const node = document.getIn(path.slice(0, length), true) as Node | undefined;
      if (node?.range) return node.range[0];
    }
    return document.contents?.range?.[0] ?? 0;
  };
  let json_schema: JsonSchema | undefined;
  const problems = result.error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') {
      const name = issue.path.map(String).join('.');
      const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
      return [at(offsetOf(issue.path, issue.code === 'invalid_key'), name === '' ? message : `${name}: ${message}`)];
    }
    json_schema ??= z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    const allowed = allowedKeys(json_schema, issue.path);
    return issue.keys.map((key) => {
      const nearest = nearestWord(key, allowed);
      const hint = nearest === undefined ? '' : `; did you mean "${nearest}"?`;
      return at(offsetOf([...issue.path, key], true), `unknown key "${key.slice(0, 80)}"${hint}`);
    });
  });
  throw new ContentError(problems);
}

/** Reads a file and checks it as `parseContent` does. `shown_as` is the name that faults carry. */
export async function readContentFile<T extends z.ZodType>(
  path: string,
  schema: T,
  shown_as = path,
): Promise<z.output<T>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : 'cannot be read';
    throw new ContentError([{ file: shown_as, line: 1, column: 1, message: reason }]);
  }
  return parseContent(text, shown_as, schema);
}
