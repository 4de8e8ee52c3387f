import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findMissingFacts } from '../../src/detect/render-summary.ts';
import { loadCounterEvidence, runCounterEvidence } from '../../src/detect/run-counter-evidence.ts';
import { loadCatalogue } from '../../src/events/catalogue.ts';
import type { Catalogue } from '../../src/schema/catalogue.ts';
import { loadCases } from './detection-cases.ts';
import { findRefusedWords, findUnkindWords } from './detection-words.ts';
import { prepareWorlds } from './detection-world.ts';
import { useStore } from './use-store.ts';

const root = join(import.meta.dirname, '../..');
const queries = loadCounterEvidence(join(root, 'content'));

let catalogue: Catalogue;
let layDownWorld: ReturnType<typeof prepareWorlds>;
const opened = useStore(async (store) => {
  catalogue = await loadCatalogue(join(root, 'content'));
  layDownWorld = prepareWorlds(store, catalogue);
});

test('there is counter-evidence', () => expect(queries.map(({ kind }) => kind)).toContain('places_agree'));

describe.each(queries)('$kind', (query) => {
  const cases = loadCases(join(root, 'content', query.folder, 'cases.yml'), `${query.folder}/cases.yml`);

  test.each(cases)('$name', async (one) => {
    await layDownWorld(one);
    const rows = await runCounterEvidence(opened.store, [query], { as_of: one.as_of });
    expect(rows.map((row) => row.person_id).sort()).toEqual([...one.fires].sort());
    for (const row of rows) {
      expect(row).toMatchObject({ kind: query.kind, bits: query.bits.value });
      expect(row.text).not.toContain('(not known)');
      expect(findMissingFacts({ summary: row.text }, {})).toEqual([]);
      expect(row.evidence.length).toBeGreaterThan(0);
      expect(new Set(row.evidence).size).toBe(row.evidence.length);
    }
  });

  test('is worded kindly and looks at nothing it must not', () => {
    for (const name of ['counter.yml', 'query.sql']) {
      const text = readFileSync(join(root, 'content', query.folder, name), 'utf8');
      expect(findRefusedWords(text, catalogue.refused_signals)).toEqual([]);
      expect(findUnkindWords(text)).toEqual([]);
    }
  });
});
