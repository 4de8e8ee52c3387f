import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ContentError, parseContent } from '../events/content-file.ts';
import type { EventStore } from '../events/event-store.ts';
import { type CounterEvidenceQuery, counterEvidenceDefinition, counterEvidenceRow } from '../schema/detection.ts';
import { foldersIn } from './load-detections.ts';
import { renderSummary } from './render-summary.ts';
import { DetectionError, describeFailure, writeMoment } from './run-detections.ts';

/** What speaks for a person. `bits` is positive; `evidence`: 32 lower-case hex digits of `event_id` or `claim_id`. */
export type CounterEvidenceRow = { person_id: string; kind: string; text: string; bits: number; evidence: string[] };

/**
 * Reads every folder `counter_evidence/<slug>/` under the content folder, in order of name.
 * @throws ContentError naming file, line and column of what is wrong; a missing file and a doubled kind are wrong too.
 */
export function loadCounterEvidence(content_dir: string): CounterEvidenceQuery[] {
  const folders = new Map<string, string>();
  return foldersIn(join(content_dir, 'counter_evidence')).map((slug) => {
    const folder = `counter_evidence/${slug}`;
    const file = `${folder}/counter.yml`;
    const definition = parseContent(readPart(content_dir, file), file, counterEvidenceDefinition);
    const before = folders.get(definition.kind);
    if (before !== undefined) fail(folder, `kind ${definition.kind} is also that of ${before}`);
    folders.set(definition.kind, folder);
    return { ...definition, folder, query_sql: readPart(content_dir, `${folder}/query.sql`) };
  });
}

/**
 * Runs each query of counter-evidence on the store. Returns at most one row of a kind for a person, in order of both.
 *
 * A query returns `person_id`, `facts` Map(String, String) and `evidence` Array(UInt128) of event_id and claim_id.
 * @throws DetectionError after all have run, listing every one that failed.
 */
export async function runCounterEvidence(
  store: EventStore,
  queries: readonly CounterEvidenceQuery[],
  { as_of }: { as_of: string },
): Promise<CounterEvidenceRow[]> {
  const found = new Map<string, CounterEvidenceRow>();
  const failures: string[] = [];
  for (const query of queries) {
    try {
      for (const { person_id, facts, evidence } of await runQuery(store, query, as_of)) {
        const key = JSON.stringify([person_id, query.kind]);
        const text = renderSummary(query, facts);
        if (!found.has(key)) found.set(key, { person_id, kind: query.kind, text, bits: query.bits.value, evidence });
      }
    } catch (error) {
      failures.push(`${query.folder}/query.sql: ${describeFailure(error)}`);
    }
  }
  if (failures.length > 0) throw new DetectionError(failures.join('\n'));
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}

async function runQuery(store: EventStore, query: CounterEvidenceQuery, as_of: string) {
  const rows = await store.query(
    `SELECT * REPLACE (arrayMap(id -> leftPad(lower(hex(id)), 32, '0'), evidence) AS evidence)
    FROM (${query.query_sql.trim().replace(/;$/, '')}\n) ORDER BY person_id`,
    { as_of: writeMoment(as_of) },
  );
  return rows.map((row) => {
    const checked = counterEvidenceRow.safeParse(row);
    if (!checked.success) throw new Error(`a row is not counter-evidence: ${z.prettifyError(checked.error)}`);
    return checked.data;
  });
}

function readPart(content_dir: string, file: string): string {
  const path = join(content_dir, file);
  if (!existsSync(path)) fail(file, 'there is no such file');
  return readFileSync(path, 'utf8');
}

function fail(file: string, message: string): never {
  throw new ContentError([{ file, line: 1, column: 1, message }]);
}
