import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type EventStore, openEventStore } from '../../src/events/event-store.ts';

/** A new embedded store for the tests of one file, opened before them and removed after them; `prepare` fills it. `folder` is theirs to write in. */
export function useStore(prepare: (store: EventStore) => void | Promise<void> = () => {}): {
  readonly store: EventStore;
  folder: string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'selvage-test-'));
  let opened: EventStore | null = null;
  beforeAll(async () => {
    opened = await openEventStore(join(folder, 'store'), '');
    await prepare(opened);
  });
  afterAll(async () => {
    await opened?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    folder,
    get store() {
      if (opened === null) throw new Error('the store is open only while tests run');
      return opened;
    },
  };
}
