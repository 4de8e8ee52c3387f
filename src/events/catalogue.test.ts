import { createReadStream, existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue } from '../schema/catalogue.ts';
import { loadCatalogue } from './catalogue.ts';
import { normalizePlaceName } from './place/place-words.ts';

const content = join(import.meta.dirname, '../../content');
let catalogue: Catalogue;
beforeAll(async () => {
  catalogue = await loadCatalogue(content);
});

const repeated = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

describe('networks', () => {
  test('every AS number exists in the installed table and its organisation agrees with our name', async () => {
    const organisations = new Map<number, string>();
    for (const family of [4, 6]) {
      const path = createRequire(import.meta.url).resolve(`@ip-location-db/asn/asn-ipv${family}.csv`);
      for await (const line of createInterface({ input: createReadStream(path) })) {
        const [, , asn, ...organisation] = line.split(',');
        organisations.set(Number(asn), organisation.join(','));
      }
    }
    const words = (text: string) => new Set(normalizePlaceName(text.replaceAll('.', ' ')).split(' '));
    const wrong = catalogue.networks
      .filter((network) => network.asn !== null)
      .filter((network) => {
        const organisation = words(organisations.get(network.asn ?? 0) ?? '');
        return ![...words(network.name)].some((word) => word.length > 1 && organisation.has(word));
      })
      .map(
        (network) => `AS${network.asn} ${network.name}: ${organisations.get(network.asn ?? 0) ?? 'not in the table'}`,
      );
    expect(wrong).toEqual([]);
    expect(catalogue.networks.length).toBeGreaterThan(500);
  });

  test('no AS number stands twice with the same kind', () => {
    const listed = catalogue.networks.filter((network) => network.asn !== null);
    expect(repeated(listed.map((network) => `${network.asn} ${network.kind}`))).toEqual([]);
  });

  test('every entry is an AS or ranges, with a source', () => {
    expect(catalogue.networks.filter((n) => n.asn === null && n.ranges.length === 0)).toEqual([]);
    expect(catalogue.networks.filter((n) => n.source === '')).toEqual([]);
  });
});

describe('remote tools', () => {
  test('at least sixty, none twice, and those named in reports on the scheme are there', () => {
    const names = catalogue.remote_tools.map((tool) => tool.tool);
    expect(names.length).toBeGreaterThanOrEqual(60);
    expect(repeated(names)).toEqual([]);
    for (const name of [
      'AnyDesk',
      'Chrome Remote Desktop',
      'RustDesk',
      'TeamViewer',
      'AnyViewer',
      'Jump Desktop',
    ].concat(['Splashtop', 'LogMeIn', 'GoToMyPC', 'Parsec', 'MeshCentral', 'Tailscale'])) {
      expect(names).toContain(name);
    }
  });

  test('no executable belongs to two tools', () => {
    expect(repeated(catalogue.remote_tools.flatMap((tool) => [...new Set(tool.executables)]))).toEqual([]);
  });

  test('no pattern fits an ordinary program', () => {
    const ordinary = [
      'explorer.exe',
      'chrome.exe',
      'svchost.exe',
      'python.exe',
      'code.exe',
      'zoom.exe',
      'teams.exe',
    ].concat([
      'slack.exe',
      'node',
      'bash',
      'java.exe',
      'agent.exe',
      'connect.exe',
      'client.exe',
      'host.exe',
      'service.exe',
      'setup.exe',
    ]);
    const fits = (pattern: string, name: string) =>
      new RegExp(`^${pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*')}$`).test(name);
    const hits = catalogue.remote_tools.flatMap((tool) =>
      tool.executables.flatMap((pattern) =>
        ordinary.filter((name) => fits(pattern, name)).map((name) => `${tool.tool}: ${name}`),
      ),
    );
    expect(hits).toEqual([]);
  });
});

const lolrmm = join(import.meta.dirname, '../../../shared/corpora/lolrmm/rmm_tools.json');
test.skipIf(!existsSync(lolrmm))(
  'remote tools that cite LOLRMM are there, with a binary of ours (needs ../shared/corpora)',
  async () => {
    const text = await readFile(lolrmm, 'utf8');
    const known = new Set((JSON.parse(text) as { Name: string }[]).map((tool) => tool.Name));
    const lower = text.toLowerCase();
    const wrong = catalogue.remote_tools.flatMap(({ tool, source, executables }) => {
      const cited = /LOLRMM \(Apache-2\.0\): (.*)$/.exec(source)?.[1];
      if (cited === undefined) return [];
      const missing = cited
        .replace(/ \(executable\);.*$/, '')
        .split(', ')
        .filter((name) => !known.has(name));
      return [
        ...missing.map((name) => `${tool}: no entry ${name}`),
        ...(executables.some((pattern) => lower.includes(pattern)) ? [] : [`${tool}: none of its executables`]),
      ];
    });
    expect(wrong).toEqual([]);
  },
);

describe('IP-KVM traces', () => {
  test.each([
    ['PiKVM', ['usb_factory', 'usb_ids', 'display', 'host', 'subnet']],
    ['TinyPilot', ['usb_factory', 'host', 'domain']],
    ['JetKVM', ['usb_factory', 'usb_disguise', 'display', 'host', 'domain']],
    ['NanoKVM', ['usb_factory', 'usb_ids', 'mac', 'host']],
    ['GL.iNet Comet', ['usb_factory', 'usb_ids', 'host']],
  ])('%s is known by %j', (device, kinds) => {
    const known = new Set(catalogue.ip_kvm.filter((trace) => trace.device === device).map((trace) => trace.kind));
    expect([...known].sort()).toEqual([...kinds].sort());
  });

  test('ids alone are never strong, and the id of every Linux gadget never stands alone', () => {
    const ids = catalogue.ip_kvm.filter((trace) => trace.kind === 'usb_ids');
    expect(ids.filter((trace) => trace.certainty === 'strong' || trace.vendor_id === '1d6b')).toEqual([]);
  });

  test('a disguise without an odd string of its own needs something else on the device', () => {
    const plain = catalogue.ip_kvm.filter(
      (trace) => trace.kind === 'usb_disguise' && !trace.vendor_name?.includes('(x64)'),
    );
    expect(plain.filter((trace) => trace.certainty === 'strong' || trace.strong_with.length === 0)).toEqual([]);
  });

  test('every trace says what to match', () => {
    const empty = catalogue.ip_kvm.filter(
      ({ device, kind, match, certainty, strong_with, source, note, ...fields }) => {
        expect([device, kind, match, certainty, strong_with, source, note ?? '']).toBeDefined();
        return Object.values(fields).every((value) => value === undefined);
      },
    );
    expect(empty).toEqual([]);
  });
});

describe('behaviours', () => {
  test('all 155 rows of the catalogue, each once', () => {
    const ids = catalogue.behaviours.map((row) => row.id);
    const wanted = Object.entries({ A: 27, B: 17, C: 16, D: 14, E: 40, F: 19, X: 12, H: 10 }).flatMap(
      ([section, count]) =>
        Array.from({ length: count }, (_, index) => `${section}${String(index + 1).padStart(2, '0')}`),
    );
    expect(ids.toSorted()).toEqual(wanted.toSorted());
  });

  test('rows that must not be scored', () => {
    const kept_out = catalogue.behaviours.filter((row) => row.do_not_score).map((row) => row.id);
    expect(kept_out).toEqual(['B08', 'B13', 'B17', 'E28', 'E34', 'F14', 'F18']);
    const context = catalogue.behaviours.filter((row) => row.strength === 'context').map((row) => row.id);
    expect(context).toEqual(['A26', 'X10', 'H09', 'H10']);
  });
});

test('refused signals have words of their own each', () => {
  expect(repeated(catalogue.refused_signals.flatMap((signal) => signal.words))).toEqual([]);
  expect(catalogue.refused_signals.map((signal) => signal.id)).toContain('nationality');
});

test('a fault in a catalogue file is told with file, line and column, and the nearest key', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'selvage-catalogue-'));
  await cp(join(content, 'catalogue'), join(folder, 'catalogue'), { recursive: true });
  const path = join(folder, 'catalogue/ip-kvm.yml');
  await writeFile(path, `${await readFile(path, 'utf8')}  - { device: X, sorce: y, note: z }\n`);
  await expect(loadCatalogue(folder)).rejects.toThrow(/^catalogue\/ip-kvm\.yml:\d+:\d+: .*$/m);
  await expect(loadCatalogue(folder)).rejects.toThrow('unknown key "sorce"; did you mean "source"?');
  await rm(path);
  await expect(loadCatalogue(folder)).rejects.toThrow('catalogue/ip-kvm.yml:1:1: there is no such file');
  await rm(folder, { recursive: true });
});
