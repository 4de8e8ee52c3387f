import type { EventStore } from '../events/event-store.ts';
import type { IdentityTie, RawRecord } from '../schema/report.ts';
import type { Person } from '../schema/result.ts';

const longestRecord_bytes = 20_000;
const allRecords_bytes = 4_000_000;
/** Records asked for at once: one pass over the store each time. */
const batch = 400;

type RecordKey = { file: string; sequence: number };

/**
 * The raw records that findings and counter-evidence rest on, the most pressing person's first, then those that tie
 * identifiers to them; until the report would hold more than 4 MB of them.
 */
export async function collectRawRecords(
  store: EventStore,
  people: readonly Person[],
  ties: readonly IdentityTie[],
): Promise<RawRecord[]> {
  const wanted = new Map<string, RecordKey>();
  const evidence = people.flatMap((person) => [...person.findings, ...person.counter_evidence]);
  for (const record of [...evidence.flatMap((item) => item.evidence), ...ties]) {
    const key = { file: record.file, sequence: record.sequence };
    if (!wanted.has(keyRecord(key))) wanted.set(keyRecord(key), key);
  }
  const keys = [...wanted.values()];
  const records: RawRecord[] = [];
  let bytes = 0;
  for (let start = 0; start < keys.length && bytes < allRecords_bytes; start += batch) {
    const some = keys.slice(start, start + batch);
    const found = await readRecords(store, some);
    for (const key of some) {
      const record = found.get(keyRecord(key));
      const size = record ? Buffer.byteLength(record.text) : 0;
      if (!record || bytes + size > allRecords_bytes) continue;
      bytes += size;
      records.push(record);
    }
  }
  return records;
}

const keyRecord = ({ file, sequence }: RecordKey) => `${sequence}\n${file}`;

async function readRecords(store: EventStore, keys: readonly RecordKey[]): Promise<Map<string, RawRecord>> {
  const wanted = '(file, sequence) IN (SELECT arrayJoin(arrayZip({files:Array(String)}, {sequences:Array(UInt32)})))';
  const rows = await store.query<Omit<RawRecord, 'truncated'> & { truncated: number }>(
    `SELECT file, sequence, any(source) AS source, any(text) AS text, any(truncated) AS truncated FROM (
       SELECT file, sequence, source, substringUTF8(raw, 1, {longest:UInt32}) AS text, lengthUTF8(raw) > {longest:UInt32} AS truncated FROM event WHERE ${wanted}
       UNION ALL
       SELECT file, sequence, source, substringUTF8(raw, 1, {longest:UInt32}), lengthUTF8(raw) > {longest:UInt32} FROM claim WHERE ${wanted}
     ) GROUP BY file, sequence`,
    {
      longest: longestRecord_bytes,
      files: keys.map(({ file }) => file),
      sequences: keys.map(({ sequence }) => sequence),
    },
  );
  return new Map(rows.map((row) => [keyRecord(row), { ...row, truncated: Boolean(row.truncated) }]));
}
