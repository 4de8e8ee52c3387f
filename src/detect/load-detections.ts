import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ContentError, parseContent } from '../events/content-file.ts';
import { type Detection, detectionDefinition } from '../schema/detection.ts';

/**
 * Reads every folder `detections/<stage>/<slug>/` under the content folder that holds a `query` detection, in order of id.
 * @throws ContentError naming file, line and column of what is wrong; a missing query and a doubled id are wrong too.
 */
export function loadDetections(content_dir: string): Detection[] {
  const parent = join(content_dir, 'detections');
  const detections = foldersIn(parent).flatMap((stage) =>
    foldersIn(join(parent, stage)).flatMap((slug) => loadDetection(content_dir, `detections/${stage}/${slug}`)),
  );
  detections.sort((a, b) => (a.id < b.id ? -1 : 1));
  detections.forEach((detection, index) => {
    const before = detections[index - 1];
    if (before?.id === detection.id) fail(detection.folder, `id ${detection.id} is also that of ${before.folder}`);
  });
  return detections;
}

function loadDetection(content_dir: string, folder: string): Detection[] {
  const file = `${folder}/detection.yml`;
  if (!existsSync(join(content_dir, file))) fail(folder, 'there is no detection.yml');
  const definition = parseContent(readFileSync(join(content_dir, file), 'utf8'), file, detectionDefinition);
  if (definition.stage !== folder.split('/')[1]) fail(file, `stage ${definition.stage} is not that of the folder`);
  if (definition.kind !== 'query') return [];
  const query = join(content_dir, folder, 'query.sql');
  if (!existsSync(query)) fail(folder, 'there is no query.sql');
  return [{ ...definition, folder, query_sql: readFileSync(query, 'utf8') }];
}

/** Names of the folders in a folder, sorted; none when it is not there. */
export function foldersIn(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function fail(file: string, message: string): never {
  throw new ContentError([{ file, line: 1, column: 1, message }]);
}
