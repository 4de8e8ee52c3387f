import type { Source } from '../schema/source.ts';

/** What the first records of a file look like. `source` is null when none fits; then `nearest` came closest. */
export type Recognition = {
  source: Source | null;
  nearest: Source | null;
  /** Share of the sampled records that are wholly of `source` (or how nearly they are of `nearest`), 0 to 1. */
  confidence: number;
  /** Paths (or columns) of `nearest` that most sampled records lack. */
  missing: string[];
};

/** A source must fit this share of the sample: exports hold odd records, and a neighbour must not win by them. */
const leastShare = 0.3;

/** Decides by content alone which source a sample of records belongs to. */
export function recogniseSample(sample: readonly unknown[], sources: readonly Source[]): Recognition {
  const records = sample.filter(isObject);
  if (records.length === 0) return { source: null, nearest: null, confidence: 0, missing: [] };
  const judged = sources
    .map((source) => ({
      source,
      whole: records.filter((record) => isRecordOf(source, record)).length / records.length,
      partly: records.reduce((sum, record) => sum + fitOf(source, record).share, 0) / records.length,
      detail: demandCount(source),
    }))
    .sort((a, b) => b.whole - a.whole || b.detail - a.detail || b.partly - a.partly);
  const best = judged[0];
  if (best && best.whole >= leastShare)
    return { source: best.source, nearest: best.source, confidence: best.whole, missing: [] };
  const nearest = judged.sort((a, b) => b.partly - a.partly)[0];
  if (!nearest || nearest.partly === 0) return { source: null, nearest: null, confidence: 0, missing: [] };
  return {
    source: null,
    nearest: nearest.source,
    confidence: nearest.partly,
    missing: missingPaths(nearest.source, records),
  };
}

/** Is this one value a record of the source: every path there, every pattern met? */
export function isRecordOf(source: Source, value: unknown): boolean {
  return isObject(value) && fitOf(source, value).share === 1;
}

/** Header names compare without regard to case, blanks, `_`, `-` and dots. */
export function normaliseHeader(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_.-]/g, '');
}

/** Names a CSV column may have, normalised → the name `map.sql` uses. */
export function columnNames(source: Source): Map<string, string> {
  const names = new Map<string, string>();
  for (const [column, aliases] of Object.entries(source.columns)) {
    for (const alias of [column, ...aliases]) names.set(normaliseHeader(alias), column);
  }
  return names;
}

type Fit = { share: number; missing: string[] };

function fitOf(source: Source, record: Record<string, unknown>): Fit {
  const fits = source.required_columns.length > 0 ? [fitColumns(source, record)] : [];
  for (const { has, matches, lacks } of source.recognise) {
    const missing = has.filter((paths) => !paths.split('|').some((path) => hasPath(record, path)));
    const unmet = Object.entries(matches).filter(([paths, pattern]) => !matchesPattern(record, paths, pattern));
    const foreign = lacks.filter((path) => hasPath(record, path));
    const demands = has.length + Object.keys(matches).length + lacks.length;
    const failed = missing.length + unmet.length + foreign.length;
    fits.push({
      share: 1 - failed / demands,
      missing: [
        ...missing.map((paths) => paths.split('|')[0] ?? paths),
        ...unmet.map(([path, pattern]) => `${path} like ${pattern}`),
      ],
    });
  }
  return fits.sort((a, b) => b.share - a.share)[0] ?? { share: 0, missing: [] };
}

function fitColumns(source: Source, record: Record<string, unknown>): Fit {
  const names = columnNames(source);
  const present = new Set(Object.keys(record).map((key) => names.get(normaliseHeader(key))));
  const missing = source.required_columns.filter((column) => !present.has(column));
  return { share: 1 - missing.length / source.required_columns.length, missing };
}

function demandCount(source: Source): number {
  return Math.max(
    source.required_columns.length,
    ...source.recognise.map((r) => r.has.length + Object.keys(r.matches).length + r.lacks.length),
  );
}

function missingPaths(source: Source, records: readonly Record<string, unknown>[]): string[] {
  const counts = new Map<string, number>();
  for (const record of records) {
    for (const path of fitOf(source, record).missing) counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count * 2 >= records.length).map(([path]) => path);
}

function matchesPattern(record: Record<string, unknown>, paths: string, pattern: string): boolean {
  return paths.split('|').some((path) => {
    const value = valueAt(record, path);
    return (typeof value === 'string' || typeof value === 'number') && new RegExp(pattern).test(String(value));
  });
}

function hasPath(record: Record<string, unknown>, path: string): boolean {
  return valueAt(record, path) !== undefined;
}

/** A key that holds dots itself (`winlog.event_id` of flattened exports, `@odata.type`) is tried before the walk. */
function valueAt(record: Record<string, unknown>, path: string): unknown {
  if (Object.hasOwn(record, path)) return record[path];
  let value: unknown = record;
  for (const key of path.split('.')) {
    if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
