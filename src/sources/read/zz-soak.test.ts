import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { envelopeFinder } from './find-envelope.ts';
import { readBytes, valuesOf } from './read-for-test.ts';
import { JsonSplitter } from './split-json.ts';
import { writeZip } from './write-zip.ts';

const findEnvelope = envelopeFinder(
  ['value', 'a.b'],
  (value) => typeof value === 'object' && value !== null && 'id' in value,
);

/** Splits the text in chunks that end where `cuts` say, and collects lines; `undefined` for a reject. */
function split(bytes: Buffer, cuts: readonly number[]): { lines: (string | undefined)[]; problem: string | null } {
  const lines: (string | undefined)[] = [];
  const splitter = new JsonSplitter(
    { record: (pieces) => lines.push(Buffer.concat([...pieces]).toString()), reject: () => lines.push(undefined) },
    { record_bytes: 100_000, findEnvelope },
  );
  let start = 0;
  for (const end of [...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]) {
    splitter.push(bytes.subarray(start, end));
    start = end;
  }
  return { lines, problem: splitter.end() };
}

const indent = fc.constantFrom(undefined, 1, 2, '\t');
const cuts = fc.array(fc.nat(), { maxLength: 20 });
// Not -0, which JSON writes as 0.
const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown);
const record = fc.record({ id: json, more: json });
const joiner = fc.constantFrom('', '\n', ' ', '\r\n\r\n', ',\n');

test('an array of any values gives these values, wherever the chunks end', () => {
  const property = fc.property(fc.array(json, { maxLength: 8 }), indent, cuts, (values, space, at) => {
    // A first element that is itself an envelope is opened, which is another test's matter.
    fc.pre(!hasEnvelope(values[0]));
    const { lines, problem } = split(Buffer.from(JSON.stringify(values, null, space)), at);
    expect(problem).toBeNull();
    expect(lines.map((line) => JSON.parse(line ?? '"reject"'))).toEqual(values);
  });
  fc.assert(property, { numRuns: 20000 });
});

test('the text of compact elements is kept byte by byte', () => {
  const property = fc.property(fc.array(record, { maxLength: 8 }), cuts, (records, at) => {
    const texts = records.map((one) => JSON.stringify(one));
    expect(split(Buffer.from(`[${texts.join(',')}]`), at).lines).toEqual(texts);
  });
  fc.assert(property, { numRuns: 20000 });
});

test('envelopes, records and arrays one after the other give their records in order', () => {
  const part = fc.tuple(
    fc.constantFrom('envelope', 'deep envelope', 'record', 'array'),
    fc.array(record, { maxLength: 3 }),
  );
  const property = fc.property(fc.array(part), indent, joiner, cuts, json, (parts, space, between, at, other) => {
    const texts = parts.flatMap(([kind, records]) => {
      if (kind === 'record') return records.map((one) => JSON.stringify(one, null, space));
      const value =
        kind === 'array'
          ? records
          : kind === 'envelope'
            ? { x: other, value: records, y: other }
            : { x: other, a: { b: records, y: other } };
      return [JSON.stringify(value, null, space)];
    });
    const { lines, problem } = split(Buffer.from(texts.join(between)), at);
    expect(problem).toBeNull();
    expect(lines.map((line) => JSON.parse(line ?? '"reject"'))).toEqual(parts.flatMap(([, records]) => records));
  });
  fc.assert(property, { numRuns: 20000 });
});

test('any bytes: splitting never throws, and where the chunks end changes nothing', () => {
  const piece = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    ',',
    ':',
    '\\',
    '\n',
    ' ',
    '1',
    'a',
    '{"id":',
    '"value":[',
    '\0',
    '{"id":1},',
  );
  const bytes = fc.oneof(
    fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join(''))),
    fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array)),
  );
  const property = fc.property(bytes, cuts, (input, at) => {
    expect(split(input, at)).toEqual(split(input, []));
  });
  fc.assert(property, { numRuns: 20000 });
});

test('a file with one broken record still gives every other', () => {
  const broken = fc.constantFrom('{"id":1,"more":[1,2}', '{"id":"x', '{"id":{"a":1}', '{"id":[{"a":1}}', '{"id":1]');
  const records = fc.array(fc.nat(99), { minLength: 1, maxLength: 5 });
  const property = fc.property(records, broken, records, cuts, (before, bad, after, at) => {
    const texts = (ids: number[]) => ids.map((id) => JSON.stringify({ id, more: [{ deep: id }] }));
    const text = `[\n${[...texts(before), bad, ...texts(after)].join(',\n')}\n]`;
    expect(split(Buffer.from(text), at)).toEqual({
      lines: [...texts(before), undefined, ...texts(after)],
      problem: null,
    });
  });
  fc.assert(property, { numRuns: 20000 });
});

const containers: [string, (records: unknown[]) => Buffer][] = [
  ['lines', (records) => Buffer.from(records.map((one) => JSON.stringify(one)).join('\n'))],
  ['lines with blank ones', (records) => Buffer.from(records.map((one) => JSON.stringify(one)).join('\r\n\r\n'))],
  ['array', (records) => Buffer.from(JSON.stringify(records))],
  ['pretty envelope', (records) => Buffer.from(JSON.stringify({ value: records }, null, 2))],
  ['pretty values', (records) => Buffer.from(records.map((one) => JSON.stringify(one, null, 2)).join('\n'))],
  ['UTF-16 array', (records) => Buffer.from(`\ufeff${JSON.stringify(records)}`, 'utf16le')],
];
const wrappings: [string, (bytes: Buffer) => Buffer][] = [
  ['plain', (bytes) => bytes],
  ['gzip', (bytes) => gzipSync(bytes)],
  ['zip', (bytes) => writeZip([{ name: 'x', data: bytes }])],
];

test('any records in any container in any archive come out the same', async () => {
  const input = fc.tuple(
    fc.array(record, { minLength: 1, maxLength: 6 }),
    fc.constantFrom(...containers),
    fc.constantFrom(...wrappings),
  );
  const property = fc.asyncProperty(input, async ([records, [, write], [, wrap]]) => {
    const files = await readBytes(wrap(write(records)));
    expect(files).toMatchObject([{ problem: null, rejects: [] }]);
    expect(valuesOf(files[0])).toEqual(records);
  });
  await fc.assert(property, { numRuns: 3000 });
});

test('any table comes out of CSV as it went in', async () => {
  const field = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', '1') });
  const delimiter = fc.constantFrom(',', ';', '\t', '|');
  const rows = fc.array(fc.tuple(field, field, field), { minLength: 1, maxLength: 8 });
  const property = fc.asyncProperty(rows, delimiter, fc.constantFrom('\n', '\r\n'), async (table, by, line_end) => {
    const quote = (value: string) => `"${value.replaceAll('"', '""')}"`;
    const text = ['id', 'b', 'c'].join(by) + line_end + table.map((row) => row.map(quote).join(by) + line_end).join('');
    const [file] = await readBytes(text);
    expect(file).toMatchObject({ container: 'csv', problem: null, rejects: [] });
    expect(valuesOf(file)).toEqual(table.map(([id, b, c]) => ({ id, b, c })));
  });
  await fc.assert(property, { numRuns: 3000 });
});

test('any bytes as a file, also cut or changed ones of real shape, never throw and always add up', async () => {
  const shaped = fc
    .tuple(fc.array(record), fc.constantFrom(...containers), fc.constantFrom(...wrappings))
    .map(([records, [, write], [, wrap]]) => wrap(write(records)));
  const damaged = fc.tuple(shaped, fc.nat(), fc.nat(255), fc.nat()).map(([bytes, at, byte, cut]) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[at % copy.length] = byte;
    return copy.subarray(0, cut % 4 === 0 ? cut % (copy.length + 1) : copy.length);
  });
  const table = fc
    .string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', '1', 'é') })
    .map((text) => Buffer.from(`a,b\n${text}`));
  const random = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
  const property = fc.asyncProperty(fc.oneof(damaged, table, random), async (bytes) => {
    for (const file of await readBytes(bytes, { never_in_place: true })) {
      const lines = file.records === 0 ? file.rejects.length : file.lines.length;
      expect((file.records ?? 0) + file.rejects.length).toBe(lines);
      for (const { sequence } of file.rejects) expect(file.lines[sequence] ?? '').toBe('');
    }
  });
  await fc.assert(property, { numRuns: 3000 });
});

function hasEnvelope(value: unknown): boolean {
  return value !== undefined && findEnvelope(Buffer.from(JSON.stringify(value)), true) !== null;
}
