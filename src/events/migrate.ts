import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EventStore } from './event-store.ts';
import { findPackageRoot } from './package-root.ts';
import { StoreError } from './store-error.ts';

/**
 * Brings a store to the newest shape: runs each numbered file of `migrations/` once, in order, and remembers its
 * checksum. A file that changed after it ran, or a store newer than this program, is an error: data are at stake.
 * Views, functions and dictionaries hold no data and are made anew each time, from `views/`.
 */
export async function applyMigrations(store: EventStore): Promise<void> {
  await store.command(`CREATE TABLE IF NOT EXISTS migration (name String, checksum String, applied_at DateTime64(3, 'UTC'))
    ENGINE = MergeTree ORDER BY name`);
  const applied = new Map(
    (await store.query<{ name: string; checksum: string }>('SELECT name, checksum FROM migration')).map((m) => [
      m.name,
      m.checksum,
    ]),
  );
  const files = readSqlFiles('migrations');
  for (const { name, sql } of files) {
    const checksum = createHash('sha256').update(sql).digest('hex');
    const known = applied.get(name);
    if (known === checksum) continue;
    if (known !== undefined)
      throw new StoreError(`The store was made with another version of migration ${name}: use a new store (--store).`);
    for (const statement of splitStatements(sql)) await store.command(statement);
    await store.insert('migration', [{ name, checksum, applied_at: new Date().toISOString() }]);
  }
  const unknown = [...applied.keys()].filter((name) => !files.some((file) => file.name === name));
  if (unknown.length > 0)
    throw new StoreError(
      `The store was made by a newer Selvage (it has ${unknown.join(', ')}): update, or use a new store.`,
    );
  for (const { sql } of readSqlFiles('views')) {
    for (const statement of splitStatements(sql)) await store.command(statement);
  }
}

function readSqlFiles(folder: string): { name: string; sql: string }[] {
  const path = join(findPackageRoot(), 'src', 'events', folder);
  return readdirSync(path)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => ({ name, sql: readFileSync(join(path, name), 'utf8') }));
}

/** Statements end with `;` at the end of a line; comments stay. */
function splitStatements(sql: string): string[] {
  return sql
    .split(/;[ \t]*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replaceAll(/--[^\n]*/g, '').trim() !== '');
}
