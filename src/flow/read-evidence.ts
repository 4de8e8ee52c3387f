import type { EventStore } from '../events/event-store.ts';
import { eventColumns } from '../schema/event-columns.ts';
import type { Evidence } from '../schema/result.ts';

/** Columns that say nothing to a reader. */
const silent = new Set(['class_uid', 'activity_id', 'unmapped', 'original_time']);
const empty = new Set(['', '0', '-1', '1970-01-01 00:00:00.000']);

/** File, number and the telling fields of events and claims, by id (hexadecimal). */
export async function readEvidence(store: EventStore, ids: readonly string[]): Promise<Map<string, Evidence>> {
  const found = new Map<string, Evidence>();
  const shown = eventColumns.filter((column) => !silent.has(column.name)).map((column) => column.name);
  const values = shown.map((name) => `toString(${name}) AS ${name}`).join(', ');
  for (let start = 0; start < ids.length; start += 2_000) {
    const some = { ids: ids.slice(start, start + 2_000) };
    const wanted = '(SELECT reinterpretAsUInt128(reverse(unhex(arrayJoin({ids:Array(String)})))))';
    const events = await store.query<Record<string, string> & { sequence: number }>(
      `SELECT lower(hex(event_id)) AS id, source, file, sequence, ${values} FROM (SELECT * FROM event WHERE event_id IN ${wanted})`,
      some,
    );
    for (const { id, file, sequence, ...fields } of events) {
      found.set(id ?? '', {
        file: file ?? '',
        sequence,
        fields: Object.fromEntries(
          Object.entries(fields)
            .filter(([, value]) => !empty.has(value))
            .map(([k, v]) => [k, v.slice(0, 2_000)]),
        ),
      });
    }
    const claims = await store.query<{
      id: string;
      file: string;
      sequence: number;
      source: string;
      persona: string;
      kind: string;
      value: string;
      label: string;
    }>(
      `SELECT lower(hex(claim_id)) AS id, file, sequence, source, persona, kind, value, label FROM claim WHERE claim_id IN ${wanted}`,
      some,
    );
    for (const { id, file, sequence, source, kind, value, label } of claims) {
      found.set(id, {
        file,
        sequence,
        fields: { source, [label === '' ? kind : `${kind} (${label})`]: value.slice(0, 2_000) },
      });
    }
  }
  return found;
}
