import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { EventStore } from '../events/event-store.ts';
import { type Detection, type DetectionRow, detectionRow } from '../schema/detection.ts';

/** A finding as it stands in table `finding`. `evidence`: 32 lower-case hex digits of `event_id` or `claim_id`. */
export type FindingRow = DetectionRow & { finding_id: string; detection_id: string };

export type RunOptions = {
  /** Scans look at what happened up to this moment: UTC, ISO 8601. Queries get it as `{as_of:String}`. */
  as_of: string;
  onProgress?: (detection: Detection, done: number, total: number) => void;
};

/** One or more detections could not run: a fault of ours, or of the user's own detection. Names each file. */
export class DetectionError extends Error {}

/**
 * Runs each detection's query on the store and writes table `finding` anew.
 *
 * A query returns one row per finding: `person_id`, `time`, `cause`, `facts` Map(String, String), `evidence` Array(UInt128)
 * of event_id and claim_id, and if it likes `explained` Array(String) and `strength`.
 * @throws DetectionError after all have run, listing every one that failed; the findings of the others are written.
 */
export async function runDetections(
  store: EventStore,
  detections: readonly Detection[],
  { as_of, onProgress }: RunOptions,
): Promise<FindingRow[]> {
  const findings = new Map<string, FindingRow>();
  const failures: string[] = [];
  for (const [index, detection] of detections.entries()) {
    onProgress?.(detection, index, detections.length);
    try {
      for (const finding of await runDetection(store, detection, as_of)) {
        if (!findings.has(finding.finding_id)) findings.set(finding.finding_id, finding);
      }
    } catch (error) {
      failures.push(`${detection.folder}/query.sql: ${describeFailure(error)}`);
    }
  }
  const rows = [...findings.values()].sort(compareFindings);
  const strengths = new Map(detections.map((detection) => [detection.id, detection.strength]));
  await store.replace(
    'finding',
    rows.map((row) => ({
      ...row,
      strength: row.strength ?? strengths.get(row.detection_id),
      evidence: row.evidence.map((id) => BigInt(`0x${id}`).toString()),
    })),
  );
  if (failures.length > 0) throw new DetectionError(failures.join('\n'));
  return rows;
}

/** A moment as queries read it: UTC, `2026-10-01 00:00:00.000`. */
export function writeMoment(as_of: string): string {
  return new Date(as_of).toISOString().replace('T', ' ').replace('Z', '');
}

async function runDetection(store: EventStore, detection: Detection, as_of: string): Promise<FindingRow[]> {
  const rows = await store.query(
    `SELECT * REPLACE (formatDateTime(time, '%Y-%m-%dT%H:%i:%S.000Z', 'UTC') AS time,
      arrayMap(id -> leftPad(lower(hex(id)), 32, '0'), evidence) AS evidence)
    FROM (${detection.query_sql.trim().replace(/;$/, '')}\n) ORDER BY person_id, time, cause`,
    { as_of: writeMoment(as_of) },
  );
  return rows.map((row) => {
    const checked = detectionRow.safeParse(row);
    if (!checked.success) throw new Error(`a row is not a finding: ${z.prettifyError(checked.error)}`);
    const { person_id, cause } = checked.data;
    return { ...checked.data, finding_id: findingId(detection.id, person_id, cause), detection_id: detection.id };
  });
}

/** Equal for the same detection, person and cause in every scan: decisions about a finding hold on to it. */
function findingId(detection_id: string, person_id: string, cause: string): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([detection_id, person_id, cause]))
    .digest('hex');
  return `${detection_id.toLowerCase()}-${digest.slice(0, 12)}`;
}

function compareFindings(a: FindingRow, b: FindingRow): number {
  const [x, y] = [a, b].map((row) => `${row.person_id}\n${row.detection_id}\n${row.finding_id}`) as [string, string];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** What the engine says of a query that failed, short enough for a line. */
export function describeFailure(error: unknown): string {
  return String(error instanceof Error ? error.message : error)
    .split('\n')
    .slice(0, 3)
    .join(' ')
    .slice(0, 600);
}
