import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openInputs } from './open-inputs.ts';
import { inFolder, readBytes, readPaths, valuesOf } from './read-for-test.ts';
import { writeZip } from './write-zip.ts';

const lines = (count: number) => Array.from({ length: count }, (_, id) => `{"id":${id}}`).join('\n');
/** About as many bytes as asked for that do not compress well. */
const manyRecords = (bytes: number) =>
  Array.from({ length: bytes / 40 }, (_, id) => `{"id":${id},"x":"${Math.sin(id)}"}`).join('\n');

describe('files that hold no records', () => {
  const cases: [string, Buffer | string, string][] = [
    ['nothing at all', '', 'empty file'],
    ['white space', ' \r\n\t\n', 'empty file'],
    ['a byte order mark alone', '\ufeff', 'empty file'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'binary file (PNG picture)'],
    ['a program', Buffer.from('4d5a900003000000', 'hex'), 'binary file (Windows program)'],
    ['a PDF', '%PDF-1.7\n%\xe2', 'binary file (PDF document)'],
    ['an event log', 'ElfFile\0\0\0', 'binary file (Windows event log; export it as JSON)'],
    [
      'a workbook',
      writeZip([
        { name: '[Content_Types].xml', data: Buffer.from('<x/>') },
        { name: 'xl/a.xml', data: Buffer.from('<x/>') },
      ]),
      'binary file (Excel workbook; save it as CSV)',
    ],
    ['NUL bytes', Buffer.alloc(5000), 'binary file'],
    ['random bytes', Buffer.from(Array.from({ length: 999 }, (_, i) => (i * i * 7919) % 251)), 'binary file'],
    ['XML', '<?xml version="1.0"?><a/>', 'XML or HTML, which is not read'],
    ['prose', 'Nothing to see here.\nReally.\n', 'neither JSON nor CSV'],
    ['an empty zip', writeZip([]), 'empty archive'],
    ['a zip cut short', writeZip([{ name: 'a', data: Buffer.from(lines(99)) }]).subarray(0, 80), 'damaged zip archive'],
    ['an empty gzip', gzipSync(''), 'empty file'],
    ['only the first bytes of a gzip', gzipSync(lines(9)).subarray(0, 10), 'truncated gzip'],
    [
      'gzip with damaged data',
      Buffer.concat([gzipSync('').subarray(0, 10), Buffer.alloc(50, 0xff)]),
      'damaged compressed data',
    ],
  ];
  test.each(cases)('%s', async (_name, bytes, problem) => {
    const files = await readBytes(bytes);
    expect(files.map((file) => [file.problem, file.records, file.sample])).toEqual([[problem, 0, []]]);
  });

  test('the path of anything not in place is a temporary file or empty, never the file of the user', async () => {
    await inFolder(async (folder) => {
      await mkdir(join(folder, 'in'));
      for (const [index, [, bytes]] of cases.entries()) await writeFile(join(folder, 'in', `${index}`), bytes);
      await writeFile(join(folder, 'in', 'good'), '[{"id":1}]');
      const files = await readPaths(folder, [join(folder, 'in'), join(folder, 'absent')]);
      expect(files).toHaveLength(cases.length + 2);
      const ours = join(folder, 'staging');
      expect(files.filter(({ path, in_place }) => !in_place && path !== '' && !path.startsWith(ours))).toEqual([]);
    });
  });

  test('a device is not opened', async () => {
    await inFolder(async (folder) => {
      expect(await readPaths(folder, ['/dev/zero'])).toMatchObject([{ problem: 'neither a file nor a folder' }]);
    });
  });
});

describe('broken records cost themselves only', () => {
  const cases: [string, string, unknown[]][] = [
    ['brackets that do not match', '[{"id":1},{"id":2,"x":[1,2}},{"id":3}]', [{ id: 1 }, undefined, { id: 3 }]],
    [
      'a bracket too few',
      '[{"id":1},{"id":2,"x":{"y":1},{"id":3},{"id":4}]',
      [{ id: 1 }, undefined, { id: 3 }, { id: 4 }],
    ],
    ['a bracket too many', '[{"id":1}},{"id":2},{"id":3}]', [{ id: 1 }, undefined, { id: 2 }, { id: 3 }]],
    ['a quote too few', '[{"id":1},{"id":2,"x":"y},{"id":3},{"id":4}]', [{ id: 1 }, undefined, { id: 3 }, { id: 4 }]],
    ['a quote too few, lines', '[\n{"id":1},\n{"id":2,"x":"y},\n{"id":3}\n]', [{ id: 1 }, undefined, { id: 3 }]],
    ['the first is broken', '[{"id":1,"x":"y},{"id":2},{"id":3}]', [undefined, { id: 2 }, { id: 3 }]],
    [
      'pretty',
      '[\n  {\n    "id": 1\n  },\n  {\n    "id": 2, "x": [\n  },\n  {\n    "id": 3\n  }\n]',
      [{ id: 1 }, undefined, { id: 3 }],
    ],
    [
      'a nested object does not count as the next',
      '[\n  {"id": 1},\n  {"id": 2, "x": [{"a": 1},{"id": 9}},\n  {"id": 3}\n]',
      [{ id: 1 }, undefined, { id: 3 }],
    ],
    [
      'in an envelope',
      '{"value":[{"id":1},{"id":2]},{"id":3}],"next":null}\n{"value":[{"id":4}]}',
      [{ id: 1 }, undefined, { id: 3 }, { id: 4 }],
    ],
    ['values one after the other', '{\n"id":1}\n{\n"id":2]\n{\n"id":3\n}', [{ id: 1 }, undefined, { id: 3 }]],
    ['missing elements', '[{"id":1},,{"id":2},]', [{ id: 1 }, { id: 2 }]],
    ['missing commas', '[{"id":1}{"id":2} {"id":3}]', [{ id: 1 }, { id: 2 }, { id: 3 }]],
  ];
  test.each(cases)('%s', async (_name, text, values) => {
    const [file] = await readBytes(text);
    expect(valuesOf(file)).toEqual(values);
    expect(file?.problem).toBeNull();
    const rejected = values.flatMap((value, sequence) => (value === undefined ? [sequence] : []));
    expect(file?.rejects.map((reject) => reject.sequence)).toEqual(rejected);
    expect(file?.records).toBe(values.length - rejected.length);
  });

  const left: [string, string | Buffer, number][] = [
    ['a broken line of NDJSON', `${lines(3)}\n{"id":\n${lines(2)}`, 6],
    ['invalid UTF-8 in NDJSON', Buffer.from(`${lines(3)}\n{"id":"\xff\xfe"}\n`, 'latin1'), 4],
    ['NUL bytes in NDJSON', `${lines(3)}\n{"id":"\0"}\n\0\0\n`, 5],
    ['a NUL byte in a cell of a CSV file', 'id,name\n1,A\0da\n2,Grace\n', 2],
    ['invalid UTF-8 in an array', Buffer.from('[{"id":"\xff\xfe"},{"id":2}]', 'latin1'), 2],
    ['a value that is none in an array', '[{"id":NaN},{"id":2},nonsense,{"id":"\0"}]', 4],
    ['text that is no number', '[{"id":1},01x,{"id":2}]', 3],
  ];
  test.each(left)('%s is left to the engine', async (_name, bytes, count) => {
    const [file] = await readBytes(bytes, { never_in_place: true });
    expect(file).toMatchObject({ records: count, rejects: [], problem: null });
    expect(file?.lines).toHaveLength(count);
  });

  const cut: [string, string, number, RegExp][] = [
    ['array without its end', '[{"id":1},{"id":2}', 2, /^the file ends in the middle, at byte 18$/],
    [
      'array cut inside a record',
      '[{"id":1},{"id":2,"x',
      1,
      /^the file ends in the middle of a record that starts at byte 10$/,
    ],
    ['envelope without its end', '{"value":[{"id":1}],', 1, /^the file ends in the middle/],
    ['object cut', '{"id":1,', 0, /^the file ends in the middle of a record that starts at byte 0$/],
    ['no way back', '[[1,2},3,4,5]', 0, /^broken JSON at byte 5: nothing after it could be read$/],
  ];
  test.each(cut)('%s', async (_name, text, records, problem) => {
    const [file] = await readBytes(text);
    expect(file?.records).toBe(records);
    expect(file?.problem).toMatch(problem);
  });

  test('a file of broken records is given up in the end', async () => {
    const [file] = await readBytes(`[{"id":1}${',{"id":2]'.repeat(500)}]`, { limits: { rejects: 100 } });
    expect(file).toMatchObject({ records: 1, problem: 'given up after 100 broken records, after 1 records' });
  });

  test('quotes missing everywhere do not make it slow', async () => {
    const [file] = await readBytes(`[${'{"id":"x},'.repeat(200_000)}]`, { limits: { rejects: 1e9 } });
    expect(file?.records).toBeGreaterThan(0);
  });
});

describe('size', () => {
  test('a single line of 200 MB is one reject, and what follows is read', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'long.json');
      const out = createWriteStream(path);
      out.write('{"id":1,"x":"');
      for (let megabytes = 0; megabytes < 200; megabytes++) {
        if (!out.write('x'.repeat(1024 * 1024))) await once(out, 'drain');
      }
      out.end('"}\n{"id":2}\n');
      await once(out, 'finish');
      const before = process.memoryUsage().rss;
      const [file] = await readPaths(folder, [path]);
      expect(file?.rejects).toEqual([{ sequence: 0, reason: 'record longer than 16 MiB' }]);
      expect(valuesOf(file)).toEqual([undefined, { id: 2 }]);
      expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
    });
  });

  const limits = { record_bytes: 1000 };
  const long = `{"id":1,"x":"${'y'.repeat(3000)}"}`;
  const cases: [string, string | Buffer, unknown[]][] = [
    ['in an array', `[{"id":0},${long},{"id":2}]`, [{ id: 0 }, undefined, { id: 2 }]],
    ['first of an array', `[${long},{"id":2}]`, [undefined, { id: 2 }]],
    ['in an envelope', `{"value":[{"id":0},${long},{"id":2}]}`, [{ id: 0 }, undefined, { id: 2 }]],
    ['in lines', gzipSync(`{"id":0}\n${long}\n{"id":2}`), [{ id: 0 }, undefined, { id: 2 }]],
    ['in CSV', `id,x\n0,a\n1,${'y'.repeat(3000)}\n2,b\n`, [{ id: '0', x: 'a' }, undefined, { id: '2', x: 'b' }]],
  ];
  test.each(cases)('a record that is too long %s', async (_name, bytes, values) => {
    const [file] = await readBytes(bytes, { limits });
    expect(valuesOf(file)).toEqual(values);
    expect(file?.rejects).toEqual([{ sequence: values.indexOf(undefined), reason: 'record longer than 1000 bytes' }]);
  });

  test.each([10_000, 200_000])('nesting %i deep', async (depth) => {
    const record = `{"id":1,"x":${'['.repeat(depth)}${']'.repeat(depth)}}`;
    for (const text of [
      record,
      `[${record},{"id":2}]`,
      `{"value":[${record},{"id":2}]}`,
      '{"value":['.repeat(depth),
      '['.repeat(depth),
    ]) {
      const [file] = await readBytes(text);
      expect(file?.lines[0] === record || file?.problem !== null).toBe(true);
    }
  });
});

describe('archives', () => {
  test('a truncated gzip keeps what came before', async () => {
    const [file] = await readBytes(gzipSync(manyRecords(4_000_000)).subarray(0, 1_000_000));
    expect(file?.records).toBeGreaterThan(10_000);
    expect(file?.problem).toBe(`truncated gzip, after ${file?.records?.toLocaleString('en-US')} records`);
    expect(file?.sample).toHaveLength(50);
  });

  test('a small truncated gzip too', async () => {
    const [file] = await readBytes(gzipSync(lines(50)).subarray(0, -8));
    expect(file).toMatchObject({ records: 50, problem: 'truncated gzip, after 50 records' });
  });

  test('padding after a gzip is ignored', async () => {
    const [file] = await readBytes(Buffer.concat([gzipSync(lines(5)), Buffer.alloc(100_000)]));
    expect(file).toMatchObject({ records: 5, problem: null });
  });

  test('bytes after a gzip cost no more than the end of it', async () => {
    const [file] = await readBytes(Buffer.concat([gzipSync(manyRecords(4_000_000)), Buffer.alloc(100_000, 7)]));
    expect(file?.records).toBeGreaterThan(90_000);
    expect(file?.problem).toMatch(/^damaged compressed data, after/);
  });

  test('a file that expands a thousandfold is stopped, the others are read', async () => {
    const bomb = Buffer.alloc(80 * 1024 * 1024, `{"id":1,"x":"${'x'.repeat(9000)}"}\n`);
    const good = { name: 'good.json', data: Buffer.from(lines(3)) };
    const files = await readBytes(writeZip([{ name: 'bomb.json', data: bomb }, good]));
    expect(files.map((file) => [file.file, file.problem?.replace(/after .* records/, 'after N records')])).toEqual([
      ['file!bomb.json', 'expands more than 200 times, so it is not read further, after N records'],
      ['file!good.json', undefined],
    ]);
    const [gzip] = await readBytes(gzipSync(bomb));
    expect(gzip?.problem).toContain('expands more than 200 times');
  });

  test('an archive that expands past its budget is stopped', async () => {
    const data = Buffer.from(lines(1000));
    const files = await readBytes(writeZip(Array.from({ length: 9 }, (_, i) => ({ name: `${i}`, data }))), {
      limits: { expanded_bytes: data.length * 3.5 },
    });
    expect(files.filter((file) => file.problem === null)).toHaveLength(3);
    expect(files.at(-1)?.problem).toContain('expands too far');
  });

  const data = Buffer.from(lines(3));
  const entries: [string, Parameters<typeof writeZip>[0][number], string][] = [
    ['a path upwards', { name: '../../etc/x', data }, 'a path that leads out of the archive'],
    ['a path upwards with backslashes', { name: '..\\..\\x', data }, 'a path that leads out of the archive'],
    ['an absolute path', { name: '/etc/x', data }, 'a path that leads out of the archive'],
    ['a drive', { name: 'C:/x', data }, 'a path that leads out of the archive'],
    ['encrypted', { name: 'x', data, flags: 1 }, 'encrypted entry'],
    ['another method', { name: 'x', data, method: 14 }, 'compression method 14 is not supported'],
    ['a wrong checksum', { name: 'x', data, checksum: 1 }, 'zip entry with a wrong checksum, after 3 records'],
    ['a wrong size', { name: 'x', data, stated_bytes: 5 }, 'zip entry of another size than stated, after 3 records'],
    [
      'no deflate data',
      { name: 'x', data: Buffer.alloc(40, 0xff), deflate: false, method: 8 },
      'damaged compressed data',
    ],
  ];
  test.each(entries)('an entry with %s has its reason, the others are read', async (_name, entry, problem) => {
    await inFolder(async (folder) => {
      const path = join(folder, 'in.zip');
      await writeFile(path, writeZip([{ name: 'a', data }, entry, { name: 'z', data, deflate: false }]));
      const files = await readPaths(folder, [path]);
      expect(files.map((file) => file.problem)).toEqual([null, problem, null]);
      const written = await readdir(folder, { recursive: true });
      expect(written.filter((name) => !/^(in\.zip|staging(\/read-\w+(\/\d+\.ndjson)?)?)$/.test(name))).toEqual([]);
    });
  });

  test('side files and folders of an archive are skipped', async () => {
    const names = ['a/', 'a/x', '__MACOSX/a/._x', 'a/.DS_Store'];
    const files = await readBytes(
      writeZip(names.map((name) => ({ name, data: name.endsWith('/') ? Buffer.alloc(0) : data }))),
    );
    expect(files.map((file) => file.file)).toEqual(['file!a/x']);
  });

  test('a name that occurs twice is told apart', async () => {
    const files = await readBytes(writeZip(['x', 'x'].map((name) => ({ name, data }))));
    expect(files.map((file) => file.file)).toEqual(['file!x', 'file!x (2)']);
  });

  test('more entries than allowed', async () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ name: `${i}`, data }));
    const files = await readBytes(writeZip(many), { limits: { entries: 10 } });
    expect(files).toHaveLength(11);
    expect(files.at(-1)).toMatchObject({ file: 'file', problem: 'more than 10 entries, the rest is not read' });
  });

  test('archives nested too deep', async () => {
    let nested: Buffer = Buffer.from(lines(1));
    for (let depth = 0; depth < 5; depth++) nested = writeZip([{ name: 'in.zip', data: nested }]);
    const files = await readBytes(nested);
    expect(files.map((file) => file.problem)).toEqual(['archives nested more than 3 deep']);
  });

  test('entries that share their bytes', async () => {
    const zip = writeZip([{ name: 'a', data: Buffer.from(manyRecords(100_000)), deflate: false }]);
    const central = zip.subarray(zip.indexOf('PK\x01\x02'), zip.indexOf('PK\x05\x06'));
    const end = Buffer.from(zip.subarray(zip.indexOf('PK\x05\x06')));
    end.writeUInt16LE(30, 8);
    end.writeUInt16LE(30, 10);
    end.writeUInt32LE(central.length * 30, 12);
    const overlapping = Buffer.concat([
      zip.subarray(0, zip.indexOf('PK\x01\x02')),
      ...Array<Buffer>(30).fill(central),
      end,
    ]);
    expect(await readBytes(overlapping)).toMatchObject([{ problem: 'zip archive whose entries overlap' }]);
  });

  test('a raw deflate stream is not mistaken for anything', async () => {
    const [file] = await readBytes(deflateRawSync(manyRecords(50_000)));
    expect(file).toMatchObject({ problem: 'binary file', records: 0 });
  });
});

describe('files that change while they are read', () => {
  test('one that disappears before its turn has its reason, the next is read', async () => {
    await inFolder(async (folder) => {
      await mkdir(join(folder, 'in'));
      const paths = ['a', 'b', 'c'].map((name) => join(folder, 'in', name));
      for (const path of paths) await writeFile(path, `[${lines(2).replace('\n', ',')}]`);
      const found = [];
      const options = { staging_dir: join(folder, 'staging'), isRecord: () => true, envelopes: [] };
      for await (const file of openInputs([join(folder, 'in')], options)) {
        found.push(file.problem);
        await rm(join(folder, 'in', 'b'), { force: true });
      }
      expect(found).toEqual([null, 'no such file or folder', null]);
    });
  });

  test('one that is cut while it is read keeps what was read', async () => {
    await inFolder(async (folder) => {
      const path = join(folder, 'a');
      await writeFile(path, `[${manyRecords(5_000_000).replaceAll('\n', ',')}]`);
      const size = (await stat(path)).size;
      const pending: Promise<void>[] = [];
      const [file] = await readPaths(folder, [path], {
        onProgress: ({ bytes_done }) => {
          if (bytes_done > 2_000_000 && pending.length === 0) pending.push(truncate(path, size / 2));
        },
      });
      await Promise.all(pending);
      expect(file?.records).toBeGreaterThan(10_000);
      expect(file?.problem).toMatch(/^the file ends in the middle/);
    });
  });
});
