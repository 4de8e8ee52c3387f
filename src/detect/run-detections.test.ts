import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EventStore, openEventStore } from '../events/event-store.ts';
import type { Detection } from '../schema/detection.ts';
import { loadDetections } from './load-detections.ts';
import { findMissingFacts, renderSummary } from './render-summary.ts';
import { DetectionError, runDetections } from './run-detections.ts';

const [bulkClone] = loadDetections(join(import.meta.dirname, '../../content')).filter(({ id }) => id === 'F01');
if (bulkClone === undefined) throw new Error('F01 is gone: take another model');
const detection = (id: string, query_sql: string): Detection => ({
  ...bulkClone,
  id,
  query_sql,
  folder: `detections/${id}`,
});
const row = (person: string, cause: string, rest = '') =>
  `SELECT '${person}' AS person_id, toDateTime64('2026-06-01 10:00:00.5', 3, 'UTC') AS time, '${cause}' AS cause,
    map('person', 'Rosa') AS facts, [toUInt128(255)] AS evidence${rest}`;

let directory: string;
let store: EventStore;
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'selvage-detect-'));
  store = await openEventStore(join(directory, 'store'));
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});
const run = (detections: Detection[], as_of = '2026-10-01T02:00:00.000+02:00') =>
  runDetections(store, detections, { as_of });

describe('runDetections', () => {
  test('writes what it returns, with ids that stay the same', async () => {
    const detections = [
      detection('A01', row('w2', 'x', ", ['trip'] AS explained, 'weak' AS strength")),
      detection('A02', `${row('w1', 'x')} UNION ALL ${row('w1', 'y')};`),
    ];
    const findings = await run(detections);
    expect(findings.map((f) => [f.person_id, f.detection_id, f.cause, f.explained, f.strength])).toEqual([
      ['w1', 'A02', expect.any(String), [], undefined],
      ['w1', 'A02', expect.any(String), [], undefined],
      ['w2', 'A01', 'x', ['trip'], 'weak'],
    ]);
    expect(findings[2]).toMatchObject({ time: '2026-06-01T10:00:00.000Z', evidence: [`${'0'.repeat(30)}ff`] });
    expect(await run(detections)).toEqual(findings);
    const stored = await store.query(
      'SELECT finding_id, strength, toString(evidence[1]) AS id FROM finding ORDER BY person_id, finding_id',
    );
    expect(stored).toEqual(
      findings.map((f) => ({ finding_id: f.finding_id, strength: f.strength ?? bulkClone.strength, id: '255' })),
    );
  });

  test('one row for each person and cause', async () => {
    expect(await run([detection('A01', `${row('w1', 'x')} UNION ALL ${row('w1', 'x')}`)])).toHaveLength(1);
  });

  test('gives the moment in UTC', async () => {
    const [finding] = await run([detection('A01', row('w1', 'x').replace("'x'", '{as_of:String}'))]);
    expect(finding?.cause).toBe('2026-10-01 00:00:00.000');
  });

  test('names every detection that fails, and keeps what the others found', async () => {
    const failing = run([
      detection('A01', 'SELECT nothing FROM nowhere'),
      detection('A02', row('w1', 'x')),
      detection('A03', row('w1', 'x', ", 'huge' AS strength")),
      detection('A04', 'SELECT 1 AS person_id'),
    ]);
    await expect(failing).rejects.toThrow(DetectionError);
    await expect(failing).rejects.toThrow(
      /^detections\/A01\/query\.sql: .*\ndetections\/A03\/query\.sql: .*strength.*\ndetections\/A04\/query\.sql: .*$/,
    );
    expect(await store.query('SELECT detection_id FROM finding')).toEqual([{ detection_id: 'A02' }]);
  });
});

describe('loadDetections', () => {
  const source = join(import.meta.dirname, '../../content', bulkClone.folder);
  const make = (name: string, folders: string[], change: (folder: string) => void = () => {}) => {
    const content = join(directory, name);
    for (const folder of folders) {
      mkdirSync(join(content, 'detections', folder), { recursive: true });
      cpSync(source, join(content, 'detections', folder), { recursive: true });
      change(join(content, 'detections', folder));
    }
    return content;
  };
  test.each([
    [
      'an unknown key',
      ['work/a'],
      'titel: x',
      /^detections\/work\/a\/detection\.yml:\d+:1: unknown key "titel"; did you mean "title"\?$/,
    ],
    [
      'another stage',
      ['ship/a'],
      '',
      /^detections\/ship\/a\/detection\.yml:1:1: stage work is not that of the folder$/,
    ],
    ['one id twice', ['work/a', 'work/b'], '', /id F01 is also that of detections\/work\/[ab]$/],
  ])('%s is told with its file', (name, folders, line, message) => {
    const content = make(name, folders, (folder) => {
      if (line !== '') writeFileSync(join(folder, 'detection.yml'), `${line}\n`, { flag: 'a' });
    });
    expect(() => loadDetections(content)).toThrow(message);
  });
  test('a missing query is told with its folder', () => {
    const content = make('no query', ['work/a'], (folder) => rmSync(join(folder, 'query.sql')));
    expect(() => loadDetections(content)).toThrow('detections/work/a:1:1: there is no query.sql');
  });
  test('no detections at all is an empty list', () => expect(loadDetections(join(directory, 'none'))).toEqual([]));
});

test('a summary shows facts as they are, and tells which are missing', () => {
  const one = { summary: '{person} of {place}: {person}' };
  expect(renderSummary(one, { person: '$& <b>', place: '' })).toBe('$& <b> of (not known): $& <b>');
  expect(findMissingFacts(one, { person: 'x', place: '' })).toEqual(['place']);
});
