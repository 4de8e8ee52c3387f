import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EventStore, openEventStore } from '../events/event-store.ts';
import type { CounterEvidenceQuery } from '../schema/detection.ts';
import { loadCounterEvidence, runCounterEvidence } from './run-counter-evidence.ts';
import { DetectionError } from './run-detections.ts';

const query = (kind: string, query_sql: string): CounterEvidenceQuery => ({
  kind,
  title: 'Met in person',
  bits: { value: 3, reason: 'made up' },
  needs: ['people'],
  summary: '{person} was met on {day}.',
  folder: `counter_evidence/${kind}`,
  query_sql,
});
const row = (person: string, day = "'Monday'") =>
  `SELECT '${person}' AS person_id, map('person', 'Rosa', 'day', ${day}) AS facts, [toUInt128(255)] AS evidence`;

let directory: string;
let store: EventStore;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'selvage-counter-'));
  store = await openEventStore(join(directory, 'store'));
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});
const run = (queries: CounterEvidenceQuery[]) =>
  runCounterEvidence(store, queries, { as_of: '2026-10-01T02:00:00.000+02:00' });

describe('runCounterEvidence', () => {
  test('returns who is spoken for, in order, with the text and the weight of the kind', async () => {
    const found = await run([query('met', row('w2')), query('agree', `${row('w1')} UNION ALL ${row('w2')};`)]);
    expect(found.map(({ person_id, kind }) => [person_id, kind])).toEqual([
      ['w1', 'agree'],
      ['w2', 'agree'],
      ['w2', 'met'],
    ]);
    expect(found[0]).toEqual({
      person_id: 'w1',
      kind: 'agree',
      text: 'Rosa was met on Monday.',
      bits: 3,
      evidence: [`${'0'.repeat(30)}ff`],
    });
  });

  test('a kind speaks once for a person', async () => {
    expect(await run([query('met', `${row('w1')} UNION ALL ${row('w1', "'Tuesday'")}`)])).toHaveLength(1);
  });

  test('gives the moment of the scan in UTC', async () => {
    const [found] = await run([query('met', row('w1', '{as_of:String}'))]);
    expect(found?.text).toBe('Rosa was met on 2026-10-01 00:00:00.000.');
  });

  test('names every query that fails', async () => {
    const failing = run([
      query('a', 'SELECT nothing FROM nowhere'),
      query('b', row('w1')),
      query('c', 'SELECT 1 AS person_id, map() AS facts, [toUInt128(1)] AS evidence'),
    ]);
    await expect(failing).rejects.toThrow(DetectionError);
    await expect(failing).rejects.toThrow(
      /^counter_evidence\/a\/query\.sql: .*\ncounter_evidence\/c\/query\.sql: a row is not counter-evidence: .*$/,
    );
  });
});

describe('loadCounterEvidence', () => {
  const source = join(import.meta.dirname, '../../content/counter_evidence/places-agree');
  const make = (name: string, slugs: string[], change: (folder: string) => void = () => {}) => {
    const content = join(directory, name);
    for (const slug of slugs) {
      const folder = join(content, 'counter_evidence', slug);
      mkdirSync(folder, { recursive: true });
      cpSync(source, folder, { recursive: true });
      change(folder);
    }
    return content;
  };

  test('reads a folder', () => {
    const [one, ...others] = loadCounterEvidence(make('good', ['a']));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ kind: 'places_agree', folder: 'counter_evidence/a' });
    expect(one?.query_sql).toContain('SELECT');
  });

  test('no folder at all is an empty list', () => expect(loadCounterEvidence(join(directory, 'none'))).toEqual([]));

  test.each<[string, string[], (folder: string) => void, string | RegExp]>([
    [
      'an unknown key',
      ['a'],
      (folder) => writeFileSync(join(folder, 'counter.yml'), 'titel: x\n', { flag: 'a' }),
      /^counter_evidence\/a\/counter\.yml:\d+:1: unknown key "titel"; did you mean "title"\?$/,
    ],
    [
      'a missing query',
      ['a'],
      (folder) => rmSync(join(folder, 'query.sql')),
      'counter_evidence/a/query.sql:1:1: there is no such file',
    ],
    ['one kind twice', ['a', 'b'], () => {}, 'kind places_agree is also that of counter_evidence/a'],
  ])('%s is told with its file', (name, slugs, change, message) => {
    const content = make(name, slugs, change);
    expect(() => loadCounterEvidence(content)).toThrow(message);
  });
});
