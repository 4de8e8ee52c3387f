import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { eventColumns } from '../src/schema/event-columns.ts';
import { findForbiddenImports, findImports, findUntidiness, importTable, type SourceFile } from './import-table.ts';

const root = join(import.meta.dirname, '..');

function readFiles(folder: string, ending: RegExp): SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

const programs = ['src', 'simulate', 'bench'].flatMap((folder) => readFiles(folder, /\.tsx?$/));
const others = [
  ...readFiles('test', /\.(ts|tsx|mjs)$/),
  ...readFiles('bootstrap', /\.mjs$/),
  ...readFiles('src', /\.sql$/),
];

describe('the import table', () => {
  test(`holds for all ${programs.length} files of src, simulate and bench`, () => {
    expect(programs.length).toBeGreaterThan(100);
    expect(programs.flatMap(({ text }) => findImports(text)).length).toBeGreaterThan(300);
    expect(programs.flatMap(findForbiddenImports)).toEqual([]);
  });

  const folders = Object.keys(importTable).map((folder) => [
    folder,
    /^(simulate|bench)$/.test(folder) ? folder : `src/${folder}`,
  ]);
  const planted = folders.flatMap(([folder = '', path = '']) =>
    folders
      .filter(([other = '']) => other !== folder && !importTable[folder]?.folders.includes(other))
      .map(([other = '', target = '']) => ({
        path: `${path}/planted.ts`,
        text: `import { x } from '${'../'.repeat(path.split('/').length)}${target}/x.ts';\n`,
        finding: `${folder} may not import ${other}`,
      })),
  );

  test(`finds each of the ${planted.length} arrows that it does not allow, planted one by one`, () => {
    expect(planted.length).toBeGreaterThan(200);
    for (const { finding, ...file } of planted)
      expect(findForbiddenImports(file)).toEqual([expect.stringContaining(finding)]);
  });

  test.each([
    ['schema imports zod alone', 'src/schema/x.ts', `import { parse } from 'yaml';`],
    ['schema does no IO', 'src/schema/x.ts', `import { readFileSync } from 'node:fs';`],
    ['sigma does no IO', 'src/sigma/x.ts', `import fs from 'node:fs';`],
    ['link does no IO', 'src/link/deep/x.ts', `export * from 'node:crypto';`],
    ['evidence does no IO', 'src/evidence/x.ts', `const fs = await import('node:fs');`],
    ['artifacts do no IO', 'src/artifacts/x.ts', `import 'node:http';`],
    ['a type counts', 'src/schema/x.ts', `import type { Row } from '../events/event-store.ts';`],
    ['a type written as import counts', 'src/schema/x.ts', `let x: import('../events/event-store.ts').Row;`],
    ['several lines count', 'src/evidence/x.ts', `import {\n  a,\n  b,\n} from '../flow/scan.ts';`],
    ['re-exports count', 'src/evidence/x.ts', `export { a } from '../flow/scan.ts';`],
    ['deeper files count', 'src/sources/read/x.ts', `import { a } from '../../events/event-store.ts';`],
    ['tests count', 'src/evidence/x.test.ts', `import { a } from '../flow/scan.ts';`],
    ['src imports no simulate', 'src/flow/x.ts', `import { a } from '../../simulate/world.ts';`],
    ['src imports no test', 'src/flow/x.ts', `import { a } from '../../test/import-table.ts';`],
    ['a folder the table does not know', 'src/misc/x.ts', ''],
  ])('%s', (_name, path, text) => {
    expect(findForbiddenImports({ path, text })).toHaveLength(1);
  });

  test.each([
    ['its own folder', 'src/sources/read/x.ts', `import { a } from '../load-sources.ts';`],
    ['any package in a test', 'src/schema/x.test.ts', `import { test } from 'vitest';`],
    ['a name in a text', 'src/evidence/x.ts', `const text = 'import flow from the left';`],
  ])('allows %s', (_name, path, text) => {
    expect(findForbiddenImports({ path, text })).toEqual([]);
  });
});

describe('names and sizes', () => {
  test('of every file', () => {
    expect([...programs, ...others].flatMap(findUntidiness)).toEqual([]);
  });

  test.each([
    ['camel case', 'src/flow/readExports.ts', '', 1],
    ['snake case', 'src/flow/read_exports.ts', '', 1],
    ['a capital', 'src/report/Overview.tsx', '', 1],
    ['utils', 'src/flow/utils.ts', '', 1],
    ['helpers in a longer name', 'src/flow/scan-helpers.ts', '', 1],
    ['a folder called common', 'src/common/scan.ts', '', 1],
    ['401 lines', 'src/flow/scan.ts', 'x\n'.repeat(401), 1],
    ['401 lines of a test', 'src/flow/scan.test.ts', 'x\n'.repeat(401), 0],
    ['400 lines', 'src/flow/scan.ts', 'x\n'.repeat(400), 0],
    ['a test in a browser', 'src/report/report.browser.test.ts', '', 0],
    ['a migration', 'src/events/migrations/0001-records.sql', '', 0],
  ])('%s', (_name, path, text, faults) => {
    expect(findUntidiness({ path, text })).toHaveLength(faults);
  });
});

describe('the table of records', () => {
  const sql = readFileSync(join(root, 'src/events/migrations/0001-records.sql'), 'utf8');
  const body = /CREATE TABLE IF NOT EXISTS mapped_record\n\(\n(.*?)\n\)\n/s.exec(sql)?.[1] ?? '';
  const columns = body.split(/,\n/).map((line) => {
    const [, name = '', type = ''] = /^\s*(\w+)\s+(.*?)(?:\s+(?:DEFAULT|CODEC)\b.*)?$/.exec(line) ?? [];
    return [name, type];
  });

  test('has the columns of an event, in order and with their types, and its own around them', () => {
    expect(columns).toEqual([
      ['event_id', 'UInt128'],
      ['source', 'LowCardinality(String)'],
      ['file', 'LowCardinality(String)'],
      ['sequence', 'UInt32'],
      ['event_index', 'UInt16'],
      ['account', 'String'],
      ['device', 'String'],
      ...eventColumns.map(({ name, type }) => [name, type]),
      ['raw', 'String'],
      ['attempt', 'UInt64'],
      ['problem', 'LowCardinality(String)'],
    ]);
  });

  test('names each column once, and each has an OCSF attribute', () => {
    expect(new Set(columns.map(([name]) => name)).size).toBe(columns.length);
    expect(eventColumns.filter(({ ocsf }) => !/^[a-z_.]+$/.test(ocsf)).map(({ name }) => name)).toEqual([]);
  });
});
