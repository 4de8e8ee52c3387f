import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type Source, sourceDefinition } from '../schema/source.ts';

/** Reads every folder under `content/sources/`, in order of id. Throws with the file's name when one is not right. */
export function loadSources(content_dir: string): Source[] {
  const parent = join(content_dir, 'sources');
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => loadSource(join(parent, entry.name)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function loadSource(folder: string): Source {
  const file = join(folder, 'source.yml');
  const checked = sourceDefinition.safeParse(parse(readFileSync(file, 'utf8')));
  if (!checked.success) throw new Error(`${file} is not right:\n${z.prettifyError(checked.error)}`);
  const claims = join(folder, 'claims.sql');
  return {
    ...checked.data,
    folder,
    map_sql: readFileSync(join(folder, 'map.sql'), 'utf8'),
    claims_sql: existsSync(claims) ? readFileSync(claims, 'utf8') : null,
  };
}
