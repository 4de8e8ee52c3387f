import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A small package with the real bootstrap: its one dependency hands on the real esbuild, so that npm needs no network. */
const repository = join(import.meta.dirname, '..');
const root = mkdtempSync(join(tmpdir(), 'selvage-test-'));
const program = join(root, 'src/cli/main.ts');
const built = join(root, 'dist/selvage.js');
const marker = join(root, 'node_modules/.selvage-installed');
afterAll(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** `npm test` runs this test: what npm told it must not reach the bootstrap under test. */
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !name.startsWith('npm_') && name !== 'INIT_CWD' && name !== 'NODE_ENV',
  ),
);

function run(args: string[] = ['x'], options: { cwd?: string; env?: Record<string, string> } = {}) {
  const ended = spawnSync(process.execPath, [join(root, 'bootstrap.mjs'), ...args], {
    cwd: options.cwd ?? root,
    env: { ...env, ...options.env },
    encoding: 'utf8',
  });
  return { code: ended.status, stdout: ended.stdout, stderr: ended.stderr };
}

function installCleanly(): void {
  const npm = spawnSync('npm', ['install', '--package-lock-only', '--loglevel', 'error'], { cwd: root, env });
  if (npm.status !== 0) throw new Error(String(npm.stderr));
}

beforeAll(() => {
  cpSync(join(repository, 'bootstrap.mjs'), join(root, 'bootstrap.mjs'));
  cpSync(join(repository, 'bootstrap'), join(root, 'bootstrap'), { recursive: true });
  write('package.json', '{"name":"made-up","version":"0.0.0","private":true,"dependencies":{"esbuild":"file:stub"}}');
  write('stub/package.json', '{"name":"esbuild","version":"0.0.0","main":"index.cjs"}');
  write('stub/index.cjs', `module.exports = require(${JSON.stringify(join(repository, 'node_modules/esbuild'))});`);
  write('src/cli/main.ts', `import { word } from './word.ts';\nconsole.log(word, ...process.argv.slice(2));\n`);
  write('src/cli/word.ts', `export const word: string = 'one';\n`);
  installCleanly();
});

describe('installing', () => {
  test('a fresh clone is installed and built, and says so in one line on standard error', () => {
    const { code, stdout, stderr } = run(['a', '--b']);
    expect([code, stdout]).toEqual([0, 'one a --b\n']);
    expect(stderr).toMatch(/^Installing [^\n]* …\n$/);
    expect(existsSync(marker)).toBe(true);
  });

  test('what is installed is not installed again', () => {
    expect(run().stderr).toBe('');
  });

  test('an install that broke off is done again', () => {
    rmSync(marker);
    rmSync(join(root, 'node_modules/.package-lock.json'));
    expect(run().stderr).toMatch(/^Installing/);
  });

  test("somebody's own complete install is taken as it is", () => {
    rmSync(marker);
    expect(run().stderr).toBe('');
    expect(existsSync(marker)).toBe(true);
  });

  test('a process that died while installing does not stop the next', () => {
    rmSync(marker);
    const { pid } = spawnSync(process.execPath, ['--version']);
    write('dist/installing.pid', String(pid));
    expect(run()).toMatchObject({ code: 0, stdout: 'one x\n' });
    expect(existsSync(join(root, 'dist/installing.pid'))).toBe(false);
  });

  test('when npm fails, its reason is shown, no stack, and nothing counts as installed', () => {
    const manifest = readFileSync(join(root, 'package.json'), 'utf8');
    const lock = readFileSync(join(root, 'package-lock.json'), 'utf8');
    write('package.json', manifest.replace('{', '{"scripts":{"preinstall":"echo no room left >&2; exit 1"},'));
    write('package-lock.json', lock.replace('0.0.0', '0.0.1'));
    rmSync(join(root, 'node_modules/.package-lock.json'));
    const { code, stdout, stderr } = run();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('no room left');
    expect(stderr).toContain('Installing failed: npm install ended with 1.');
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(existsSync(marker)).toBe(false);
    write('package.json', manifest);
    write('package-lock.json', lock);
    expect(run()).toMatchObject({ code: 0, stdout: 'one x\n' });
  });
});

describe('building', () => {
  test('a file that went into the build was changed: built anew; nothing was changed: not', () => {
    const before = readFileSync(built, 'utf8');
    write('dist/selvage.js', before.replace('"one"', '"left alone"'));
    expect(run().stdout).toBe('left alone x\n');
    write('src/cli/word.ts', `export const word: string = 'two';\n`);
    expect(run().stdout).toBe('two x\n');
  });

  test('a broken build says where, and leaves what was built before', () => {
    const [source, before] = [readFileSync(program, 'utf8'), readFileSync(built, 'utf8')];
    writeFileSync(program, `${source}}`);
    const { code, stdout, stderr } = run();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('src/cli/main.ts:3');
    expect(stderr).toContain('Building src/cli/main.ts failed');
    expect(readFileSync(built, 'utf8')).toBe(before);
    writeFileSync(program, source);
    expect(run().stdout).toBe('two x\n');
  });

  test('several at once all run, and leave no half-written file', async () => {
    write('src/cli/word.ts', `export const word: string = 'three';\n`);
    const outputs = await Promise.all(
      [1, 2, 3].map(async () => {
        const child = spawn(process.execPath, [join(root, 'bootstrap.mjs'), 'x'], { cwd: root, env });
        let text = '';
        child.stdout.on('data', (chunk) => {
          text += String(chunk);
        });
        await once(child, 'close');
        return text;
      }),
    );
    expect(outputs).toEqual(['three x\n', 'three x\n', 'three x\n']);
    expect(readdirSync(join(root, 'dist')).sort()).toEqual(['selvage.js', 'selvage.js.map']);
  });
});

describe('running', () => {
  test.each([0, 1, 2, 3])('exit code %i is passed on', (code) => {
    write('bench/end.ts', 'process.exitCode = Number(process.argv[2]);\n');
    expect(run(['--run', 'bench/end.ts', String(code)]).code).toBe(code);
  });

  test('another program is built under a name of its own', () => {
    write('bench/main.ts', `import { word } from '../src/cli/word.ts';\nconsole.log('bench', word);\n`);
    expect(run(['--run', 'bench/main.ts']).stdout).toBe('bench three\n');
    expect(existsSync(join(root, 'dist/bench-main.js'))).toBe(true);
  });

  test('a program that cannot start is one sentence', () => {
    write('bench/broken.ts', `throw new Error('no such engine');\n`);
    expect(run(['--run', 'bench/broken.ts'])).toEqual({ code: 1, stdout: '', stderr: 'selvage: no such engine\n' });
  });

  test('without arguments: the bundled example, with the report in the current folder', () => {
    const { stdout, stderr } = run([], { cwd: join(root, 'src') });
    const report = join(root, 'src/meridian-report.html');
    expect(stdout).toBe(`three scan ../examples/meridian --report ${report}\n`);
    expect(stderr).toContain(`The report goes to ${report}`);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  test('under `npm start`, paths are meant from where the user stands', () => {
    const npm = { npm_package_json: join(root, 'package.json'), npm_lifecycle_event: 'start', INIT_CWD: tmpdir() };
    expect(run([], { env: npm }).stdout).toContain(`--report ${join(tmpdir(), 'meridian-report.html')}`);
  });
});
