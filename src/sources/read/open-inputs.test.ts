import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inFolder, readBytes, readPaths, valuesOf } from './read-for-test.ts';
import { writeZip } from './write-zip.ts';

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const mark = '\ufeff';
const two = [{ id: 1 }, { id: 2, text: 'é "quoted" \\ [x] {y}' }];
const ndjson = two.map((record) => JSON.stringify(record)).join('\n');
const pretty = JSON.stringify(two, null, 2);

describe('every container gives the same records', () => {
  const cases: [string, string | Buffer, string][] = [
    ['NDJSON', ndjson, 'ndjson in place'],
    ['NDJSON with a last line break', `${ndjson}\n`, 'ndjson in place'],
    ['NDJSON with CRLF', `${ndjson.replace('\n', '\r\n')}\r\n`, 'ndjson in place'],
    ['NDJSON with a byte order mark', mark + ndjson, 'ndjson'],
    ['NDJSON with blank lines between', ndjson.replace('\n', '\n\n  \n'), 'ndjson'],
    ['NDJSON with CRLF and blank lines', `\r\n${ndjson.replace('\n', '\r\n\r\n')}`, 'ndjson'],
    ['JSON text sequence', two.map((record) => `\x1e${JSON.stringify(record)}\n`).join(''), 'ndjson'],
    ['UTF-16 little endian', Buffer.from(mark + pretty, 'utf16le'), 'array'],
    ['UTF-16 big endian', utf16be(mark + ndjson), 'ndjson'],
    ['UTF-16 without a mark', Buffer.from(ndjson, 'utf16le'), 'ndjson'],
    ['compact array', JSON.stringify(two), 'array'],
    ['pretty array', pretty, 'array'],
    ['pretty array with CRLF', pretty.replaceAll('\n', '\r\n'), 'array'],
    ['array, one element per line', `[\n${ndjson.replace('\n', ',\n')}\n]\n`, 'array'],
    ['array per line', two.map((record) => JSON.stringify([record])).join('\n'), 'array'],
    [
      'envelope',
      JSON.stringify({ '@odata.context': '[{', value: two, '@odata.nextLink': 'https://example.com/]' }),
      'envelope value',
    ],
    ['envelope, pretty', JSON.stringify({ Records: two }, null, '\t'), 'envelope Records'],
    [
      'envelope under a path',
      JSON.stringify({ output: { total: 2, results: two }, more: [1] }),
      'envelope output.results',
    ],
    ['envelope with an empty list before', JSON.stringify({ items: [], value: two }), 'envelope value'],
    [
      'envelopes one after the other',
      two.map((record) => JSON.stringify({ value: [record] }, null, 1)).join(''),
      'envelope value',
    ],
    ['an envelope per line', two.map((record) => JSON.stringify({ value: [record] })).join('\n'), 'envelope value'],
    ['an array of envelopes', JSON.stringify(two.map((record) => ({ value: [record], next: null }))), 'envelope value'],
    ['pretty values one after the other', two.map((record) => JSON.stringify(record, null, 2)).join('\n'), 'ndjson'],
    ['values side by side', two.map((record) => JSON.stringify(record)).join(''), 'ndjson'],
    ['values with commas between', two.map((record) => JSON.stringify(record)).join(',\n'), 'ndjson'],
    ['gzip', gzipSync(ndjson), 'ndjson'],
    ['gzip in two members', Buffer.concat([gzipSync(ndjson.slice(0, 9)), gzipSync(ndjson.slice(9))]), 'ndjson'],
    ['gzip in gzip', gzipSync(gzipSync(pretty)), 'array'],
    ['zip', writeZip([{ name: 'a/log.json', data: Buffer.from(ndjson) }]), 'ndjson'],
    ['zip, stored', writeZip([{ name: 'a', data: Buffer.from(pretty), deflate: false }]), 'array'],
    ['zip64', writeZip([{ name: 'a', data: Buffer.from(pretty), zip64: true }]), 'array'],
    ['gzip in zip', writeZip([{ name: 'a', data: gzipSync(ndjson) }]), 'ndjson'],
    ['zip in zip', writeZip([{ name: 'a.zip', data: writeZip([{ name: 'b', data: Buffer.from(ndjson) }]) }]), 'ndjson'],
    ['zip in gzip', gzipSync(writeZip([{ name: 'b', data: Buffer.from(ndjson) }])), 'ndjson'],
  ];
  test.each(cases)('%s', async (_name, bytes, shape) => {
    const [file, ...others] = await readBytes(bytes);
    expect(others).toEqual([]);
    expect(file).toMatchObject({ problem: null, rejects: [], sample: two });
    expect(valuesOf(file)).toEqual(two);
    expect([file?.container, file?.envelope, file?.in_place ? 'in place' : ''].filter(Boolean).join(' ')).toBe(shape);
    expect(file?.records).toBe(file?.in_place ? null : 2);
  });
});

describe('what is a record and what is an envelope', () => {
  const cases: [string, unknown, unknown[]][] = [
    ['a single object', { name: 'x' }, [{ name: 'x' }]],
    ['a record with a list under an envelope key', { id: 1, items: [{ id: 2 }] }, [{ id: 1, items: [{ id: 2 }] }]],
    ['the same inside an array', [{ id: 1, items: [{ id: 2 }] }], [{ id: 1, items: [{ id: 2 }] }]],
    ['a list of texts is no list of records', { items: ['a'] }, [{ items: ['a'] }]],
    ['an unknown key', { rows: [{ id: 1 }] }, [{ rows: [{ id: 1 }] }]],
    ['a known key too deep', { a: { items: [{ id: 1 }] } }, [{ a: { items: [{ id: 1 }] } }]],
    ['a known key inside a list', { a: [{ items: [{ id: 1 }] }] }, [{ a: [{ items: [{ id: 1 }] }] }]],
    ['a known key as a value', { a: 'items', b: [{ id: 1 }] }, [{ a: 'items', b: [{ id: 1 }] }]],
    ['an escaped key', '{"it\\u0065ms": [{"id": 1}]}', [{ id: 1 }]],
    ['an empty envelope', { value: [] }, []],
    ['an empty array', [], []],
    ['an array of anything', [1, 'a', null, [2], {}], [1, 'a', null, [2], {}]],
  ];
  test.each(cases)('%s', async (_name, input, records) => {
    const [file] = await readBytes(typeof input === 'string' ? input : JSON.stringify(input, null, 1));
    expect(file).toMatchObject({ problem: null, rejects: [] });
    expect(valuesOf(file)).toEqual(records);
  });

  test('an envelope larger than the window, its records still numbered on into the next', async () => {
    const page = (from: number) => ({
      value: Array.from({ length: 3000 }, (_, index) => ({ id: from + index, text: 'x'.repeat(1000) })),
      next: 'https://example.com/',
    });
    const [file] = await readBytes(JSON.stringify(page(0)) + JSON.stringify(page(3000)));
    expect(file).toMatchObject({ container: 'envelope', envelope: 'value', records: 6000, problem: null });
    expect(valuesOf(file).map((value) => (value as { id: number }).id)).toEqual(
      Array.from({ length: 6000 }, (_, i) => i),
    );
  });

  test('the text of a record is kept, numbers and blanks too', async () => {
    const record = '{ "id": 12345678901234567890, "x":1.10,  "y":"\\u00e9\\/" }';
    const [file] = await readBytes(`[${record},\n${record.replace('  ', '\r\n')}]`);
    expect(file?.lines).toEqual([record, record]);
  });
});

describe('CSV', () => {
  const rows = [
    { id: '1', name: 'Ann' },
    { id: '2', name: 'Bo' },
  ];
  const cases: [string, string | Buffer, unknown[]][] = [
    ['comma', 'id,name\n1,Ann\n2,Bo\n', rows],
    ['semicolon, mark and CRLF', `${mark}id;name\r\n1;Ann\r\n2;Bo`, rows],
    ['tab', 'id\tname\n1\tAnn\n2\tBo', rows],
    ['pipe', 'id|name\n1|Ann\n2|Bo', rows],
    ['separator stated by a spreadsheet', 'sep=;\r\nid;name\r\n1;Ann\r\n2;Bo', rows],
    ['UTF-16', Buffer.from(`${mark}id\tname\n1\tAnn\n2\tBo`, 'utf16le'), rows],
    ['windows-1252', Buffer.from('id;city\n1;K\xf6ln\n', 'latin1'), [{ id: '1', city: 'Köln' }]],
    ['quoted delimiters and line breaks', 'id,name\n1,"A, ""x""\r\nB"\n', [{ id: '1', name: 'A, "x"\r\nB' }]],
    [
      'a semicolon inside comma fields',
      'id,name\n1,a;b\n2,c;d\n',
      [
        { id: '1', name: 'a;b' },
        { id: '2', name: 'c;d' },
      ],
    ],
    ['ragged rows', 'id,name\n1\n2,b,c\n', [{ id: '1' }, { id: '2', name: 'b', column_3: 'c' }]],
    [
      'repeated and blank names',
      'id,id,, Start Date \n1,2,3,4\n',
      [{ id: '1', id_2: '2', column_3: '3', ' Start Date ': '4' }],
    ],
    ['a stray quote', 'id,name\n1,5" disk\n', [{ id: '1', name: '5" disk' }]],
    ['blank lines', 'id,name\n\n1,Ann\n\n2,Bo\n\n', rows],
    ['a header only', 'id,name\n', []],
    ['old line ends', 'id,name\r1,Ann\r2,Bo\r', rows],
  ];
  test.each(cases)('%s', async (_name, bytes, expected) => {
    const [file] = await readBytes(bytes);
    expect(file).toMatchObject({ container: 'csv', problem: null, rejects: [] });
    expect(valuesOf(file)).toEqual(expected);
  });

  test('a column called __proto__ is a column', async () => {
    const [file] = await readBytes('__proto__,a\n1,2\n');
    expect(file?.lines).toEqual(['{"__proto__":"1","a":"2"}']);
  });

  test('a quote that never ends costs what it swallowed, with a reason', async () => {
    const [file] = await readBytes('id,name\n1,Ann\n2,"Bo\n3,Cy\n');
    expect(valuesOf(file)[0]).toEqual({ id: '1', name: 'Ann' });
    expect(file?.rejects).toEqual([{ sequence: 1, reason: 'a quoted value that does not end' }]);
  });
});

describe('folders', () => {
  test('are walked in order of name, without dot files, and a loop of links ends', async () => {
    await inFolder(async (folder) => {
      const root = join(folder, 'in');
      await mkdir(join(root, 'b', 'c'), { recursive: true });
      await mkdir(join(root, '.git'));
      for (const name of ['z.json', 'a.json', '.hidden', '.git/x', 'b/2', 'b/10', 'b/c/1']) {
        await writeFile(join(root, name), '{"id":1}');
      }
      await symlink(root, join(root, 'b', 'loop'));
      await symlink(join(root, 'nowhere'), join(root, 'dangling'));
      const files = await readPaths(folder, [root, join(root, 'absent'), join(root, '.hidden')]);
      expect(files.map((file) => file.file.slice(root.length + 1))).toEqual([
        'a.json',
        'b/10',
        'b/2',
        'b/c/1',
        'dangling',
        'z.json',
        'absent',
        '.hidden',
      ]);
      const absent = files.filter((file) => file.problem !== null);
      expect(absent.map((file) => file.problem)).toEqual(['no such file or folder', 'no such file or folder']);
    });
  });

  test('progress ends at the size of the file', async () => {
    const seen: number[] = [];
    const onProgress = (progress: { bytes_done: number; bytes_total: number }) => {
      seen.push(progress.bytes_done / progress.bytes_total);
    };
    await readBytes(writeZip([{ name: 'a', data: Buffer.from(pretty) }]), { onProgress });
    await readBytes(pretty, { onProgress });
    expect(seen.at(-1)).toBe(1);
    expect(Math.max(...seen)).toBe(1);
  });

  test('plain NDJSON is copied when asked', async () => {
    const [file] = await readBytes(`${ndjson}\n\n${ndjson}`.replace('\n\n', `${'\n'.repeat(3)}`), {
      never_in_place: true,
    });
    expect(file).toMatchObject({ in_place: false, records: 4 });
  });
});
