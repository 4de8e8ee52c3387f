import { rm } from 'node:fs/promises';
import { basename, relative, sep } from 'node:path';
import type { EventStore } from '../events/event-store.ts';
import {
  forgetFile,
  type ImportedFile,
  importFile,
  mergeEqualRecords,
  UnreadableInPlace,
} from '../events/import-file.ts';
import type { Source } from '../schema/source.ts';
import { openInputs, type ReadOptions, type StagedFile } from '../sources/read/open-inputs.ts';
import { isRecordOf } from '../sources/recognise.ts';
import type { Progress } from './progress.ts';

/** Files of the user's that are settings, not records. */
const settingsFiles = ['selvage.yml', 'selvage.yaml', 'network_profile.json', 'network-profile.json'];

const isSettingsFile = (file: string): boolean => settingsFiles.includes(basename(file));

/** Reads every file under `paths` into the store; a file that cannot be used is told, and the rest is read. */
export async function readExports(
  store: EventStore,
  paths: string[],
  sources: readonly Source[],
  staging_dir: string,
  progress: Progress,
): Promise<ImportedFile[]> {
  const options: ReadOptions = {
    staging_dir,
    isRecord: (value) => sources.some((source) => isRecordOf(source, value)),
    envelopes: [...new Set(sources.flatMap((source) => source.envelopes))],
    onProgress: ({ file, bytes_done, bytes_total }) =>
      progress({ phase: 'read', item: file, done: bytes_done, total: bytes_total, unit: 'bytes' }),
  };
  const imported: ImportedFile[] = [];
  for await (const staged of openInputs(paths, options)) {
    if (isSettingsFile(staged.file)) continue;
    progress({ phase: 'import', item: staged.file, done: imported.length, total: null, unit: 'files' });
    imported.push(await withRowCount(store, staged, progress, () => importStaged(store, staged, sources, options)));
    if (isInside(staging_dir, staged.path)) await rm(staged.path, { force: true });
  }
  await mergeEqualRecords(store);
  return imported;
}

async function importStaged(
  store: EventStore,
  staged: StagedFile,
  sources: readonly Source[],
  options: ReadOptions,
): Promise<ImportedFile> {
  try {
    return await importFile(store, staged, sources);
  } catch (error) {
    if (!(error instanceof UnreadableInPlace)) throw error;
  }
  await forgetFile(store, staged.file);
  for await (const copied of openInputs([staged.path], { ...options, never_in_place: true })) {
    return importFile(store, { ...copied, file: staged.file }, sources);
  }
  throw new Error(`${staged.file} could not be read a second time`);
}

/** The engine imports a large file in one statement: its parts tell how far it is, the sample how much there is. */
async function withRowCount<T>(
  store: EventStore,
  staged: StagedFile,
  progress: Progress,
  use: () => Promise<T>,
): Promise<T> {
  if (staged.bytes < 50_000_000 || staged.sample.length === 0) return use();
  const mean_bytes =
    staged.sample.reduce((sum: number, record) => sum + JSON.stringify(record).length, 0) / staged.sample.length;
  const total = staged.records ?? Math.round(staged.bytes / mean_bytes);
  const before = await countRows(store);
  let asking = false;
  const timer = setInterval(() => {
    if (asking) return;
    asking = true;
    void countRows(store)
      .then((rows) =>
        progress({ phase: 'import', item: staged.file, done: Math.min(rows - before, total), total, unit: 'records' }),
      )
      .catch(() => {})
      .finally(() => {
        asking = false;
      });
  }, 250);
  try {
    return await use();
  } finally {
    clearInterval(timer);
  }
}

async function countRows(store: EventStore): Promise<number> {
  const [row] = await store.query<{ n: string }>(
    "SELECT sum(rows) AS n FROM system.parts WHERE table = 'mapped_record' AND active",
  );
  return Number(row?.n ?? 0);
}

/** Only copies of ours may be removed, never a file of the user's. */
function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return path !== '' && way !== '' && way !== '..' && !way.startsWith(`..${sep}`);
}
