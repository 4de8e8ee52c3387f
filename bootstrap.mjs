// Installs what is missing, builds what is stale, then runs. Plain Node: nothing is installed yet when this file starts.
//   node bootstrap.mjs [ARGS]            selvage ARGS; without ARGS, a scan of the bundled example
//   node bootstrap.mjs --run FILE ARGS   another TypeScript program of this repository
//   node bootstrap.mjs --test [ARGS]     every check and test; with ARGS, only vitest ARGS
// Standard output belongs to the program that runs: what is said here goes to standard error.
import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildWhenStale } from './bootstrap/build.mjs';
import { installWhenNeeded } from './bootstrap/install.mjs';
import { runTests } from './bootstrap/run-tests.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const say = (text) => process.stderr.write(`${text}\n`);

/** Why Selvage cannot run here; null when it can. */
function findObstacle() {
  const { platform, arch, versions } = process;
  const [major = 0, minor = 0] = versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) return `Selvage needs Node 20.19 or newer; this is ${versions.node}.`;
  if (platform === 'win32') return 'Selvage runs on Linux and macOS: on Windows, use it inside WSL2.';
  if (!['linux', 'darwin'].includes(platform) || !['x64', 'arm64'].includes(arch))
    return `Selvage runs on Linux and macOS, x64 or arm64; this is ${platform} ${arch}.`;
  return null;
}

/** npm runs scripts in the package's folder; the paths given are meant from where the user stands. */
function goWhereTheUserStands() {
  const { npm_package_json, npm_lifecycle_event, INIT_CWD } = process.env;
  const isOurs = npm_package_json === join(root, 'package.json') && /^(start|bench)$/.test(npm_lifecycle_event ?? '');
  if (isOurs && INIT_CWD) process.chdir(INIT_CWD);
}

/** Runs in this process, so that exit codes and signals are the program's own. */
async function runProgram(entry, name, args) {
  const output = join(root, 'dist', `${name}.js`);
  await buildWhenStale(root, entry, output, say);
  process.env.NODE_ENV ??= 'production';
  if (process.env.SELVAGE_DEBUG) process.setSourceMapsEnabled(true);
  process.argv = [process.argv[0], output, ...args];
  await import(pathToFileURL(output).href);
}

/** With nothing named: the bundled example, and its report in the current folder, or where it can be written. */
function exampleArgs() {
  let folder = process.cwd();
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    folder = tmpdir();
  }
  const report = join(folder, 'meridian-report.html');
  say(
    `Scanning the bundled example company; your own files: npm start -- scan ./my-exports. The report goes to ${report}`,
  );
  return ['scan', relative(process.cwd(), join(root, 'examples/meridian')), '--report', report];
}

async function main([mode, ...rest]) {
  installWhenNeeded(root, say);
  if (mode === '--test') {
    process.exitCode = runTests(root, rest);
  } else if (mode === '--run') {
    const [file, ...args] = rest;
    if (file === undefined) throw new Error('--run needs a file.');
    const entry = relative(root, resolve(root, file));
    await runProgram(entry, entry.replace(/\.tsx?$/, '').replaceAll('/', '-'), args);
  } else {
    await runProgram('src/cli/main.ts', 'selvage', mode === undefined ? exampleArgs() : [mode, ...rest]);
  }
}

const obstacle = findObstacle();
if (obstacle !== null) {
  say(obstacle);
  process.exitCode = 1;
} else {
  goWhereTheUserStands();
  await main(process.argv.slice(2)).catch((error) => {
    say(process.env.SELVAGE_DEBUG ? error.stack : `selvage: ${error.message}`);
    process.exitCode = 1;
  });
}
