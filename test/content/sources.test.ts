import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type EventStore, openEventStore, type Row } from '../../src/events/event-store.ts';
import { mergeEqualRecords } from '../../src/events/import-file.ts';
import { findPackageRoot } from '../../src/events/package-root.ts';
import { claimKinds } from '../../src/schema/source.ts';
import { loadSources } from '../../src/sources/load-sources.ts';
import { recogniseSample } from '../../src/sources/recognise.ts';
import { readFixtures } from './fixtures.ts';
import { importRecords, readOutcome } from './import-records.ts';
import { mutilated } from './mutilate.ts';

/**
 * Every source against its fixtures: `content/sources/<source>/fixtures/<name>.json` and, beside it,
 * `<name>.expected.json` with what becomes of each record. UPDATE_EXPECTED=1 writes the expected files anew: review them.
 * CONTENT=DIR tries the sources of another content folder.
 */
const update = process.env.UPDATE_EXPECTED === '1';
const directory = mkdtempSync(join(tmpdir(), 'selvage-sources-'));
const sources = loadSources(process.env.CONTENT ?? join(findPackageRoot(), 'content'));
const cases = sources.map((source) => ({ id: source.id, source, fixtures: readFixtures(source) }));
let store: EventStore;

beforeAll(async () => {
  store = await openEventStore(join(directory, 'store'), '');
});
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true });
});

describe.each(cases)('$id', ({ id, source, fixtures }) => {
  test('has fixtures', () => {
    expect(fixtures.length).toBeGreaterThan(0);
  });

  test.each(fixtures)('$name: known among all sources, and each record becomes what is expected', async (fixture) => {
    expect(recogniseSample(fixture.records, sources).source?.id).toBe(id);
    const file = `${id}/${fixture.name}`;
    const imported = await importRecords(store, directory, file, fixture.records, sources);
    const outcome = await readOutcome(store, file, fixture.records.length);
    expect(imported).toMatchObject({ source: id, problem: '', records: fixture.records.length });
    expect(imported.rejected).toBe(outcome.filter((rows) => rows.some((row) => 'rejected' in row)).length);
    expect(faultsOf(outcome, fixture.records)).toEqual([]);
    if (update) writeFileSync(fixture.expected_file, `${JSON.stringify(outcome, null, 2)}\n`);
    expect(outcome).toEqual(JSON.parse(await readFile(fixture.expected_file, 'utf8')));
  });

  test('a mutilated record is never lost, and never stops an import', async () => {
    const records = fc
      .sample(mutilated(fixtures.flatMap((fixture) => fixture.records)), 50)
      .map((record, run) => ({ ...record, selvage_run: run }));
    const file = `${id}/mutilated`;
    const imported = await importRecords(store, directory, file, records, [source], fixtures[0]?.records);
    const outcome = await readOutcome(store, file, records.length);
    expect(imported.records).toBe(records.length);
    expect(faultsOf(outcome, records)).toEqual([]);
  });
});

test('importing everything again adds nothing', async () => {
  await mergeEqualRecords(store);
  const before = await countRows();
  for (const { id, fixtures } of cases) {
    for (const { name, records } of fixtures) await importRecords(store, directory, `${id}/${name}`, records, sources);
  }
  await mergeEqualRecords(store);
  expect(await countRows()).toEqual(before);
});

function countRows(): Promise<Row[]> {
  const count = (table: string) => `SELECT '${table}' AS rows_of, source, count() AS n FROM ${table} GROUP BY source`;
  return store.query(
    `SELECT * FROM (${['event', 'claim', 'reject'].map(count).join(' UNION ALL ')}) ORDER BY rows_of, source`,
  );
}

/** What must hold for every record of every source, with the record that breaks it. */
function faultsOf(outcome: Row[][], records: readonly unknown[]): { fault: string; record: unknown }[] {
  return outcome.flatMap((rows, index) => {
    const events = rows.filter((row) => !('claim' in row) && !('rejected' in row));
    const claims = rows.filter((row) => 'claim' in row);
    const faults = [
      rows.length === claims.length && 'lost: neither event nor reject',
      events.some((row) => !row.class_uid || !row.activity_id || !row.action) &&
        'event without class, activity or action',
      claims.some((row) => !claimKinds.some((kind) => kind === row.claim)) && 'claim of unknown kind',
      claims.some((row) => !['candidate', 'worker', 'link'].includes(String(row.persona_kind))) &&
        'unknown persona_kind',
    ];
    return faults.filter((fault) => fault !== false).map((fault) => ({ fault, record: records[index] }));
  });
}
