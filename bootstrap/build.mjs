// Bundles a program of this repository, when something that goes into it has changed.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const hashOf = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
const notePrefix = '\n// built from ';

/** Bundles `entry` to `output` unless every file that went into it is unchanged: the last line of `output` says which. */
export async function buildWhenStale(root, entry, output, say) {
  if (isFresh(root, output)) return;
  const { build, formatMessages } = await import('esbuild');
  const result = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: output,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
    metafile: true,
    write: false,
    logLevel: 'silent',
  }).catch(async (error) => {
    if (!error.errors) throw error;
    for (const message of await formatMessages(error.errors, { kind: 'error' })) say(message.trim());
    throw new Error(`Building ${entry} failed; what was built before is left as it was.`);
  });
  const inputs = [...Object.keys(result.metafile.inputs), 'bootstrap/build.mjs'];
  const note = JSON.stringify(Object.fromEntries(inputs.map((path) => [path, hashOf(join(root, path))])));
  mkdirSync(dirname(output), { recursive: true });
  for (const { path, text } of result.outputFiles) {
    const unfinished = `${path}.${process.pid}`;
    writeFileSync(unfinished, path === output ? text.trimEnd() + notePrefix + note : text);
    renameSync(unfinished, path);
  }
}

function isFresh(root, output) {
  if (!existsSync(output)) return false;
  const built = readFileSync(output, 'utf8');
  const at = built.lastIndexOf(notePrefix);
  if (at === -1) return false;
  return Object.entries(JSON.parse(built.slice(at + notePrefix.length))).every(
    ([path, hash]) => existsSync(join(root, path)) && hashOf(join(root, path)) === hash,
  );
}
