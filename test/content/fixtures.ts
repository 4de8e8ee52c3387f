import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../../src/schema/source.ts';

/** A fixture of a source: records of our own in the vendor's true shape, and what must become of them. */
export type Fixture = { name: string; file: string; expected_file: string; records: unknown[] };

/** Reads `fixtures/*.json` of a source: an array of records, an envelope that `source.yml` names, or one record. */
export function readFixtures(source: Source): Fixture[] {
  const folder = join(source.folder, 'fixtures');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json') && !name.endsWith('.expected.json'))
    .sort()
    .map((name) => ({
      name,
      file: join(folder, name),
      expected_file: join(folder, name.replace(/\.json$/, '.expected.json')),
      records: recordsOf(JSON.parse(readFileSync(join(folder, name), 'utf8')), source),
    }));
}

function recordsOf(value: unknown, source: Source): unknown[] {
  if (Array.isArray(value)) return value;
  for (const path of source.envelopes) {
    const inside = path.split('.').reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), value);
    if (Array.isArray(inside)) return inside;
  }
  return [value];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
