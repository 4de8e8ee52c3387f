import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadDetections } from '../../src/detect/load-detections.ts';
import { findMissingFacts, renderSummary } from '../../src/detect/render-summary.ts';
import { runDetections } from '../../src/detect/run-detections.ts';
import { loadCatalogue } from '../../src/events/catalogue.ts';
import type { Catalogue } from '../../src/schema/catalogue.ts';
import { loadCases } from './detection-cases.ts';
import { findRefusedWords, findUnkindWords } from './detection-words.ts';
import { prepareWorlds } from './detection-world.ts';
import { useStore } from './use-store.ts';

const root = join(import.meta.dirname, '../..');
const detections = loadDetections(join(root, 'content'));
const cases = new Map(
  detections.map((detection) => [
    detection.id,
    loadCases(join(root, 'content', detection.folder, 'cases.yml'), `${detection.folder}/cases.yml`),
  ]),
);

let catalogue: Catalogue;
let layDownWorld: ReturnType<typeof prepareWorlds>;
const opened = useStore(async (store) => {
  catalogue = await loadCatalogue(join(root, 'content'));
  layDownWorld = prepareWorlds(store, catalogue);
});

test('there are detections', () => expect(detections.length).toBeGreaterThan(0));

describe.each(detections)('$id $title', (detection) => {
  const own = cases.get(detection.id) ?? [];

  test.each(own)('$name', async (one) => {
    await layDownWorld(one);
    const findings = await runDetections(opened.store, [detection], { as_of: one.as_of });

    expect(findings.map((finding) => finding.person_id).sort()).toEqual([...one.fires].sort());
    expect(new Set(findings.map((finding) => finding.finding_id)).size).toBe(findings.length);
    const known = new Set(detection.honest_explanations.flatMap(({ id }) => (id === undefined ? [] : [id])));
    for (const finding of findings) {
      expect(findMissingFacts(detection, finding.facts), renderSummary(detection, finding.facts)).toEqual([]);
      expect(finding.explained.toSorted()).toEqual((one.explained[finding.person_id] ?? []).toSorted());
      expect(finding.explained.filter((id) => !known.has(id))).toEqual([]);
      expect(finding.strength ?? detection.strength).toBe(one.strength[finding.person_id] ?? detection.strength);
      expect(finding.cause).not.toBe('');
      expect(finding.evidence.length).toBeGreaterThan(0);
      expect(finding.evidence.length).toBeLessThanOrEqual(12);
      expect(new Set(finding.evidence).size).toBe(finding.evidence.length);
    }
    const [lost] = await opened.store.query<{ ids: string[] }>(
      `SELECT groupArray(toString(id)) AS ids FROM (SELECT arrayJoin(evidence) AS id FROM finding)
      WHERE id NOT IN (SELECT event_id FROM event) AND id NOT IN (SELECT claim_id FROM claim)`,
    );
    expect(lost?.ids).toEqual([]);
  });

  test('has hits and near misses, and a case for every explanation that data can support', () => {
    expect(own.some((one) => one.fires.length > 0)).toBe(true);
    expect(own.some((one) => one.fires.length === 0)).toBe(true);
    expect(own.flatMap((one) => (new Set(own.map(({ name }) => name)).size === own.length ? [] : [one.name]))).toEqual(
      [],
    );
    const exercised = new Set(own.flatMap((one) => Object.values(one.explained).flat()));
    const ids = detection.honest_explanations.flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(ids.filter((id) => !exercised.has(id))).toEqual([]);
    expect(detection.honest_explanations.length).toBeGreaterThanOrEqual(2);
  });

  test('looks at nothing after the moment of the scan', async () => {
    const hit = own.find((one) => one.fires.length > 0);
    // What personas say of themselves has no moment.
    if (hit === undefined || !detection.query_sql.includes('{as_of')) return;
    await layDownWorld(hit);
    expect(await runDetections(opened.store, [detection], { as_of: '2001-01-01T00:00:00.000Z' })).toEqual([]);
  });

  test('is worded kindly and looks at nothing it must not', () => {
    const folder = join(root, 'content', detection.folder);
    const texts = ['detection.yml', 'query.sql'].map((name) => readFileSync(join(folder, name), 'utf8'));
    expect(texts.flatMap((text) => findRefusedWords(text, catalogue.refused_signals))).toEqual([]);
    expect(texts.flatMap(findUnkindWords)).toEqual([]);
  });
});

test('no two explanations of one detection share an id', () => {
  for (const { honest_explanations } of detections) {
    const ids = honest_explanations.flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(new Set(ids).size).toBe(ids.length);
  }
});

test('no view, function or table looks at a refused signal', () => {
  const folders = ['src/events/views', 'src/events/migrations'].map((folder) => join(root, folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  expect(files.length).toBeGreaterThan(4);
  // `is_refused_field` names them so that people files lose them on the way in.
  const sql = files.map((file) =>
    readFileSync(file, 'utf8').replace(/CREATE OR REPLACE FUNCTION is_refused_field .*?;\n/s, ''),
  );
  expect(sql.flatMap((text) => findRefusedWords(text, catalogue.refused_signals))).toEqual([]);
});
