// What `npm test` runs: every check, then every test; each to its end, whatever failed before. Called by bootstrap.mjs.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const checks = [
  ['types', 'tsc', '--noEmit'],
  ['lint', 'oxlint', '--type-aware'],
  ['format', 'biome', 'ci', '--reporter=summary', '.'],
  ['unused code', 'knip'],
];

const say = (text) => process.stdout.write(`${text}\n`);

/** Runs everything, or with `args` only vitest with them. Returns the exit code; the last line it prints has the counts. */
export function runTests(root, args) {
  const run = (command, ...given) =>
    spawnSync(join(root, 'node_modules', '.bin', command), given, { cwd: root, stdio: 'inherit' }).status === 0;
  const failed = [];
  if (args.length === 0) {
    installBrowser();
    for (const [name, ...command] of checks) {
      say(`\n── ${name}: ${command.join(' ')}`);
      if (!run(...command)) failed.push(name);
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'selvage-test-'));
  try {
    const results = join(folder, 'results.json');
    say(`\n── tests: vitest run ${args.join(' ')}`);
    const options = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...args];
    if (!run('vitest', ...options)) failed.push('tests');
    say(`\n${failed.length === 0 ? 'Nothing failed.' : `Failed: ${failed.join(', ')}.`}`);
    say(countTests(results));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return failed.length === 0 ? 0 : 1;
}

/** A file that could not even be loaded counts as one failed test. */
function countTests(results) {
  if (!existsSync(results)) return '0 passed, 1 failed';
  const { numPassedTests, numFailedTests, numTotalTests, testResults } = JSON.parse(readFileSync(results, 'utf8'));
  const isBroken = ({ status, assertionResults }) =>
    status === 'failed' && assertionResults.every((test) => test.status !== 'failed');
  const failed = numFailedTests + testResults.filter(isBroken).length;
  const skipped = numTotalTests - numPassedTests - numFailedTests;
  return `${numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** The report is tested in Chromium. Where we may, it is installed; elsewhere those tests are skipped, and say so. */
function installBrowser() {
  if (existsSync(process.env.SELVAGE_CHROMIUM ?? '/usr/bin/chromium')) return;
  const isDebian = existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (isDebian && process.getuid() === 0) {
    say('Installing Chromium for the tests of the report (once) …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (...args) => spawnSync('apt-get', args, { env, stdio: 'ignore' }).status === 0;
    const install = () => apt('install', '-y', '--no-install-recommends', 'chromium');
    if (install() || (apt('update') && install())) return;
  }
  say('There is no Chromium: tests in a real browser are skipped. Install it, or name one in SELVAGE_CHROMIUM.');
}
