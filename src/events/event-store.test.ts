import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { eventColumns } from '../schema/event-columns.ts';
import { openEventStore } from './event-store.ts';
import { StoreError } from './store-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'selvage-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('migrations run once, and one that changed afterwards stops the program', async () => {
  const directory = join(folder, 'migrated');
  const first = await openEventStore(directory);
  const before = await first.query('SELECT name, checksum, applied_at FROM migration ORDER BY name');
  await first.close();
  const second = await openEventStore(directory);
  expect(await second.query('SELECT name, checksum, applied_at FROM migration ORDER BY name')).toEqual(before);
  await second.command(
    "ALTER TABLE migration UPDATE checksum = 'other' WHERE name = '0001-records.sql' SETTINGS mutations_sync = 2",
  );
  await second.close();
  await expect(openEventStore(directory)).rejects.toThrow(
    new StoreError('The store was made with another version of migration 0001-records.sql: use a new store (--store).'),
  );
});

test('a store of a newer program stops the program', async () => {
  const directory = join(folder, 'newer');
  const store = await openEventStore(directory);
  await store.insert('migration', [{ name: '9999-later.sql', checksum: 'x', applied_at: 0 }]);
  await store.close();
  await expect(openEventStore(directory)).rejects.toThrow(
    'The store was made by a newer Selvage (it has 9999-later.sql)',
  );
});

test('the table of records has the columns of the schema, in their order and of their type', async () => {
  const store = await openEventStore(join(folder, 'columns'));
  const columns = await store.query<{ name: string; type: string }>(
    "SELECT name, type FROM system.columns WHERE table = 'mapped_record' AND database = currentDatabase() ORDER BY position",
  );
  await store.close();
  const own = [
    'event_id',
    'source',
    'file',
    'sequence',
    'event_index',
    'account',
    'device',
    'raw',
    'attempt',
    'problem',
  ];
  expect(columns.filter(({ name }) => !own.includes(name))).toEqual(
    eventColumns.map(({ name, type }) => ({ name, type })),
  );
});

test('a folder that cannot be a store is one clear sentence', async () => {
  await expect(openEventStore('/dev/null/store')).rejects.toThrow(/^The store \/dev\/null\/store cannot be opened: /);
});

test('values of any kind come back as they went in', async () => {
  const store = await openEventStore(join(folder, 'values'));
  const values = [
    'plain',
    "quote ' and \\",
    'line\nbreak\ttab',
    '{param:String}',
    '\u202eright to left',
    '<script>',
    '\u0000',
    'ü 漢 🧵',
  ];
  await store.replace(
    'generic_value',
    values.map((value) => ({ kind: 'test', value, reason: '' })),
  );
  const rows = await store.query<{ value: string }>('SELECT value FROM generic_value');
  for (const value of values) {
    expect(rows.map((row) => row.value)).toContain(value);
    expect(await store.query('SELECT value FROM generic_value WHERE value = {value:String}', { value })).toEqual([
      { value },
    ]);
  }
  await store.close();
});
