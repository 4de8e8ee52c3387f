import fc from 'fast-check';
import { isObject } from './fixtures.ts';

type Path = readonly (string | number)[];

/** Values of another type than a vendor would write; `undefined` removes the key. */
const wrong = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, '', 0, -1, 1e300, true, 'null', '\u0000', '2026-02-30T99:99:99Z', [], {}),
  fc.constantFrom<unknown>(
    [null],
    [['x']],
    [{}],
    [1, 'x'],
    { '': null },
    { nested: [{ nested: {} }] },
    'x'.repeat(5000),
  ),
  fc.string({ unit: 'grapheme' }),
  fc.double(),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A record of the given ones with one to six of its values taken away or replaced. */
export function mutilated(records: readonly unknown[]): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .constantFrom(...records.filter(isObject))
    .chain((record) =>
      fc.tuple(fc.constant(record), fc.array(fc.tuple(pathOf(record), wrong), { minLength: 1, maxLength: 6 })),
    )
    .map(([record, changes]) => changes.reduce((changed, [path, value]) => withValue(changed, path, value), record));
}

function pathOf(record: Record<string, unknown>): fc.Arbitrary<Path> {
  const paths = allPaths(record, []);
  return paths.length === 0 ? fc.constant(['x']) : fc.constantFrom(...paths);
}

function allPaths(value: unknown, path: Path): Path[] {
  const entries: [string | number, unknown][] = Array.isArray(value)
    ? [...value.entries()]
    : isObject(value)
      ? Object.entries(value)
      : [];
  return entries.flatMap(([key, inside]) => [[...path, key], ...allPaths(inside, [...path, key])]);
}

/** A copy with the value at the path replaced. A path that an earlier change took away does nothing. */
function withValue(record: Record<string, unknown>, path: Path, value: unknown): Record<string, unknown> {
  const copy = structuredClone(record);
  let at: unknown = copy;
  for (const key of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null) return copy;
    at = (at as Record<string | number, unknown>)[key];
  }
  const last = path.at(-1) ?? '';
  if (typeof at === 'object' && at !== null) (at as Record<string | number, unknown>)[last] = value;
  return copy;
}
