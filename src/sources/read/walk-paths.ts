import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describeProblem } from './input-problem.ts';

export type FoundPath = { path: string; bytes: number; problem: string | null };

/**
 * Files under the named paths, in order of name; dot files and dot folders are skipped unless named. A folder reached
 * again through a link is not read twice. A path that cannot be read is given with its problem.
 */
export async function* walkPaths(paths: readonly string[]): AsyncGenerator<FoundPath> {
  const seen_folders = new Set<string>();
  const to_do = [...paths].reverse();
  for (let path = to_do.pop(); path !== undefined; path = to_do.pop()) {
    try {
      const found = await stat(path);
      if (found.isFile()) yield { path, bytes: found.size, problem: null };
      else if (!found.isDirectory()) yield { path, bytes: 0, problem: 'neither a file nor a folder' };
      else {
        const real = await realpath(path);
        if (seen_folders.has(real)) continue;
        seen_folders.add(real);
        const names = (await readdir(path)).filter((name) => !name.startsWith('.'));
        for (const name of names.sort().reverse()) to_do.push(join(path, name));
      }
    } catch (error) {
      yield { path, bytes: 0, problem: describeProblem(error) };
    }
  }
}
