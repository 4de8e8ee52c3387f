import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openInputs, type ReadOptions, type StagedFile } from './open-inputs.ts';

/** A folder for the files of one test, removed afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'selvage-read-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A staged file with its lines, which are read before the folder goes away. */
export type ReadFile = StagedFile & { lines: string[] };

/** Reads the paths as a scan would; a record is an object with an `id`. */
export async function readPaths(
  folder: string,
  paths: string[],
  options: Partial<ReadOptions> = {},
): Promise<ReadFile[]> {
  const staging_dir = join(folder, 'staging');
  await mkdir(staging_dir, { recursive: true });
  const isRecord = (value: unknown) => typeof value === 'object' && value !== null && 'id' in value;
  const envelopes = ['value', 'Records', 'items', 'output.results'];
  const found: ReadFile[] = [];
  for await (const staged of openInputs(paths, { staging_dir, isRecord, envelopes, ...options })) {
    found.push({ ...staged, lines: staged.records === 0 ? [] : await readLines(staged.path) });
  }
  return found;
}

async function readLines(path: string): Promise<string[]> {
  return (await readFile(path, 'utf8')).replace(/\n$/, '').split('\n');
}

/** Reads one file with the given bytes. */
export async function readBytes(bytes: Buffer | string, options: Partial<ReadOptions> = {}): Promise<ReadFile[]> {
  return inFolder(async (folder) => {
    const path = join(folder, 'in', 'file');
    await mkdir(dirname(path));
    await writeFile(path, bytes);
    const read = await readPaths(folder, [path], options);
    return read.map((one) => ({ ...one, file: one.file.replace(path, 'file') }));
  });
}

/** Values of the staged lines; `undefined` for the empty line of a reject. */
export function valuesOf(file: ReadFile | undefined): unknown[] {
  return (file?.lines ?? []).map((line) => (line === '' ? undefined : JSON.parse(line)));
}
