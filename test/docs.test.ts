import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { scanResult } from '../src/schema/result.ts';
import { findAnchors, findBlocks, findCommands, findLinks, findMachinePaths } from './read-markdown.ts';

const root = join(import.meta.dirname, '..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe(`the ${files.length} pages`, () => {
  test('are all there', () => {
    for (const name of ['README', 'ARCHITECTURE', 'CONTRIBUTING', 'SECURITY', 'CHANGELOG'])
      expect(files).toContain(`${name}.md`);
    expect(files.flatMap((path) => findLinks(read(path))).length).toBeGreaterThan(50);
  });

  test.each(files)('%s: every link leads somewhere', (path) => {
    expect(findLinks(read(path)).flatMap((link) => findBrokenLink(path, link))).toEqual([]);
  });

  test.each(files)("%s: no path of somebody's machine", (path) => {
    expect(findMachinePaths(read(path))).toEqual([]);
  });
});

function findBrokenLink(page: string, link: string): string[] {
  if (/^(https?|mailto):/.test(link)) return [];
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? page : normalize(join(dirname(page), decodeURIComponent(file)));
  if (target.startsWith('..') || !existsSync(join(root, target))) return [`${link}: there is no ${target}`];
  if (anchor === undefined || statSync(join(root, target)).isDirectory()) return [];
  return findAnchors(read(target)).includes(anchor) ? [] : [`${link}: ${target} has no heading #${anchor}`];
}

describe('commands that the pages show', () => {
  const commands = files.flatMap((path) => findCommands(read(path)).map((command) => ({ path, command })));

  test.each(commands)('$path: $command', ({ command }) => {
    const { subcommands, options } = splitCommand(command);
    const help = helpOf(subcommands);
    expect(help, `no such command: ${subcommands.join(' ')}`).toContain(
      `Usage: selvage ${subcommands.join(' ')}`.trim(),
    );
    expect(options.filter((option) => !help.includes(option))).toEqual([]);
  });

  test('some are shown', () => expect(commands.length).toBeGreaterThan(5));
});

/** Words before the first option, path or name of a value are subcommands. */
function splitCommand(command: string): { subcommands: string[]; options: string[] } {
  const words = command.split(/\s+/).filter(Boolean);
  const end = words.findIndex((word) => !/^[a-z]+$/.test(word));
  const known = words.slice(0, end === -1 ? undefined : end);
  return {
    subcommands: known[0] === 'scan' ? ['scan'] : known,
    options: words.flatMap((word) => /^--?[a-z][a-z-]*/.exec(word)?.[0] ?? []),
  };
}

const helpTexts = new Map<string, string>();

function helpOf(subcommands: string[]): string {
  const key = subcommands.join(' ');
  const known = helpTexts.get(key);
  if (known !== undefined) return known;
  const args = [join(root, 'bootstrap.mjs'), ...subcommands, '--help'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  const help = `${stdout}${stderr}`;
  helpTexts.set(key, help);
  return help;
}

test('the files that "Scan your own exports" shows are read as it says', { timeout: 120_000 }, () => {
  const page = read('docs/how-to/scan-your-own-exports.md');
  const folder = mkdtempSync(join(tmpdir(), 'selvage-test-'));
  try {
    for (const [index, text] of findBlocks(page, 'csv').entries()) writeFileSync(join(folder, `${index}.csv`), text);
    writeFileSync(join(folder, 'selvage.yml'), findBlocks(page, 'yaml').join(''));
    const args = [join(root, 'bootstrap.mjs'), 'scan', folder, '--json', '-'];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    const { inputs } = scanResult.parse(JSON.parse(stdout));
    expect(inputs.map(({ source, records, rejected }) => [source, records, rejected])).toEqual([
      ['selvage.people', 2, 0],
      ['selvage.shipments', 2, 0],
      ['selvage.links', 2, 0],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('the reader of pages', () => {
  test('finds links, and none in code', () => {
    const page = '[a](b.md) `[c](d.md)` ![e](f.png "title")\n```sh\n[g](h.md)\n```\n[i]: j.md\n[k](<l m.md>)';
    expect(findLinks(page)).toEqual(['b.md', 'f.png', 'l m.md', 'j.md']);
  });

  test('makes anchors as GitHub does', () => {
    const page =
      '# A `b` — c!\n## What is stored, and where\n## What is stored, and where\n```\n# no heading\n```\n### [x](y.md) z';
    expect(findAnchors(page)).toEqual(['a-b--c', 'what-is-stored-and-where', 'what-is-stored-and-where-1', 'x-z']);
  });

  test('finds commands in blocks and in lines', () => {
    const page =
      '```sh\nnpm start            # sets up\nnpm start -- scan ./x --json -   # own files\nA=1 npm start -- scan x\n```\nRun `selvage sources list`, or `npm start -- scan --help`; selvage in prose is none, nor is `selvage.yml`.';
    expect(findCommands(page)).toEqual(['', 'scan ./x --json -', 'scan x', 'sources list', 'scan --help']);
  });

  test.each([
    ['/home/jo/x', 1],
    ['see /Users/jo/x', 1],
    ['`/root/x`', 1],
    ['C:\\Users\\jo', 1],
    ['/tmp/x', 1],
    ['https://example.com/home/x', 0],
    ['/usr/bin/chromium and /var/log/osquery', 0],
    ['selvage/scan-result@1, docs/home/x', 0],
  ])('paths of a machine in %s', (text, count) => {
    expect(findMachinePaths(text)).toHaveLength(count);
  });
});
