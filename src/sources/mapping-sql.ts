import { eventColumns } from '../schema/event-columns.ts';
import type { Source } from '../schema/source.ts';
import { columnNames } from './recognise.ts';

/** Longer records are rejected: no vendor writes them, and one could fill the memory. */
export const longestRecord_bytes = 16 * 1024 * 1024;

const known = new Set(eventColumns.map((column) => column.name));

/**
 * `map.sql` reads `record` (`sequence`, `json`) and returns `sequence, json, problem`, `event_index` when a record holds
 * several events, and any event columns. `relation` has the lines of the file.
 */
export function mappedRecords(source: Source, relation: string): string {
  return `WITH record AS ${recordRelation(source, relation)} SELECT * FROM (${source.map_sql})`;
}

/** `record` of `map.sql`. Sources with columns also get `row`: Map(String, String) under the names that `source.yml` gives. */
function recordRelation(source: Source, relation: string): string {
  const lines = `(SELECT toUInt32(line_number) AS sequence, line AS json FROM ${relation} WHERE line != '')`;
  const names = columnNames(source);
  if (names.size === 0) return lines;
  const list = (values: Iterable<string>) => `[${[...values].map(quote).join(', ')}]`;
  return `(SELECT sequence, json, JSONExtractKeysAndValues(json, 'String') AS pairs,
    CAST((arrayMap(p -> transform(lower(replaceRegexpAll(p.1, '[ \\t_.-]', '')), ${list(names.keys())}, ${list(names.values())}, p.1), pairs),
      arrayMap(p -> trimBoth(p.2), pairs)), 'Map(String, String)') AS row
    FROM ${lines})`;
}

const quote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/**
 * The INSERT that maps a whole file in one pass. Parameters: `file`, `source`, `attempt`. `columns`: what `map.sql` returns.
 * Both sides of every `if` are worked out for every row: setting rows aside costs more than the short texts it would save. What is
 * dear, or over the whole record, is therefore given '' for the rows it is not meant for.
 */
export function insertMappedSql(source: Source, relation: string, columns: readonly string[]): string {
  const unknown = columns.filter(
    (name) => !known.has(name) && !['sequence', 'json', 'problem', 'event_index'].includes(name),
  );
  if (unknown.length > 0) throw new Error(`${source.folder}/map.sql returns unknown columns: ${unknown.join(', ')}`);
  for (const name of ['sequence', 'json', 'problem', 'class_uid', 'time', 'action']) {
    if (!columns.includes(name)) throw new Error(`${source.folder}/map.sql returns no column ${name}`);
  }
  const has = (name: string) => columns.includes(name);
  const text = (name: string) => (has(name) ? name : "''");
  const event_index = has('event_index') ? 'toUInt16(event_index)' : 'toUInt16(0)';
  const mapped = eventColumns.map((column) => column.name).filter(has);
  return `INSERT INTO mapped_record (event_id, source, file, sequence, event_index, account, device, ${mapped.join(', ')}, raw, attempt, problem)
SETTINGS short_circuit_function_evaluation = 'disable'
WITH if(problem = '', '', json) AS rejected
SELECT event_id({source:String}, json, ${event_index}), {source:String}, {file:String}, sequence, ${event_index},
  ${accountSql(has)},
  device_key(${text('device_serial_number')}, ${text('device_hostname')}, ${text('device_uid')}),
  ${mapped.join(', ')}, json, {attempt:UInt64},
  multiIf(length(json) > ${longestRecord_bytes}, 'record longer than 16 MiB',
    problem = '', '',
    NOT isValidJSON(rejected), if(isValidUTF8(rejected), 'not valid JSON, or nested too deeply', 'not valid JSON: bytes that are not UTF-8'),
    JSONType(rejected) != 'Object', concat('not a JSON object: ', lower(toString(JSONType(rejected)))),
    problem)
FROM (${mappedRecords(source, relation)})`;
}

/** The acting account; the subject where no actor is named; '' for the system itself. */
function accountSql(has: (name: string) => boolean): string {
  const key = (prefix: string) => {
    const [email, name] = [`${prefix}_email_addr`, `${prefix}_name`].map((c) => (has(c) ? c : "''"));
    return `account_key(${email}, ${name})`;
  };
  const system = has('actor_user_type') ? "actor_user_type IN ('SystemPrincipal', 'System', 'PublicClientApp')" : '0';
  return `if(${system}, ${key('user')}, if(${key('actor_user')} != '', ${key('actor_user')}, ${key('user')}))`;
}

/** The INSERT for `claims.sql`, which returns `sequence, json, persona, persona_kind, time, kind, value, label`. */
export function insertClaimsSql(source: Source, relation: string): string {
  if (source.claims_sql === null) throw new Error(`${source.id} makes no claims`);
  return `INSERT INTO claim (claim_id, source, file, sequence, persona, persona_kind, time, kind, value, label, raw)
SELECT reinterpretAsUInt128(sipHash128({source:String}, persona, kind, value, label, time, json)), {source:String}, {file:String}, sequence,
  concat({source:String}, ':', persona), persona_kind, time, kind, value, label, json
FROM (WITH record AS ${recordRelation(source, relation)} SELECT * FROM (${source.claims_sql}))
WHERE value != '' AND persona != ''`;
}
