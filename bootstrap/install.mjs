// Installs what the lock file names, when it is not there yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const readOr = (path, otherwise) => (existsSync(path) ? readFileSync(path, 'utf8') : otherwise);

/** The marker is written last, so an install that broke off leaves none. Throws with npm's reason said before. */
export function installWhenNeeded(root, say) {
  const lock = join(root, 'package-lock.json');
  const marker = join(root, 'node_modules', '.selvage-installed');
  const wanted = createHash('sha256').update(readFileSync(lock)).digest('hex');
  const isDone = () => readOr(marker, '') === wanted;
  if (isDone()) return;
  const release = takeTurn(join(root, 'dist'));
  try {
    if (isDone()) return;
    rmSync(marker, { force: true });
    if (!holdsAllOf(root, lock)) runInstall(root, say);
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(marker, wanted);
  } finally {
    release();
  }
}

function runInstall(root, say) {
  say('Installing the packages that Selvage needs (once; this can take a minute or two) …');
  // Not `npm ci`: it refuses a lock file that lacks other systems' builds of a package, as a partial registry mirror makes it.
  // `--no-save` leaves the lock file as it is; versions and checksums come from it all the same.
  const args = ['install', '--no-save', '--include=dev', '--loglevel', 'error', '--no-audit', '--no-fund'];
  const npm = spawnSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (npm.status === 0) return;
  say(`${npm.stdout ?? ''}${npm.stderr ?? ''}`.trim());
  throw new Error(`Installing failed: npm install ${npm.error ? npm.error.message : `ended with ${npm.status}`}.`);
}

/** Did somebody's own `npm install` bring everything of the lock file? npm notes last what it installed. */
function holdsAllOf(root, lock) {
  const installed = JSON.parse(readOr(join(root, 'node_modules', '.package-lock.json'), '{}')).packages ?? {};
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages;
  return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
    const found = installed[path];
    if (path === '' || (optional && !found)) return true;
    return (
      found !== undefined && found.version === version && found.integrity === integrity && existsSync(join(root, path))
    );
  });
}

/** Waits while another living process installs; returns what ends our own turn. */
function takeTurn(folder) {
  const path = join(folder, 'installing.pid');
  mkdirSync(folder, { recursive: true });
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    if (!isAlive(Number(readOr(path, '')))) rmSync(path, { force: true });
  }
}

function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}
