import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settings } from '../schema/settings.ts';
import { ContentError, nearestWord, parseContent } from './content-file.ts';
import { addNetworkProfile, defaultSettings, loadSettings, readSettings } from './settings.ts';

const example = join(import.meta.dirname, '../../content/selvage.example.yml');
const parse = (text: string) => parseContent(text, 'selvage.yml', settings);

test('the commented example loads and says what it says', async () => {
  const read = await readSettings(example);
  expect(read.offices.map((office) => office.name)).toEqual(['Headquarters', 'Lisbon']);
  expect(read.approved_remote_tools[1]).toEqual({
    tool: 'Quick Assist',
    people: 'all',
    reason: 'standard support tool',
  });
  expect(read.approved_travel[0]).toMatchObject({ country: 'PT', from: '2026-08-01', to: '2026-08-21' });
  expect(read.strengths).toEqual({ E25: 0.5 });
});

test('an empty file, a comment alone and no file at all mean the defaults', async () => {
  expect(parse('')).toEqual(defaultSettings());
  expect(parse('# nothing yet\n')).toEqual(defaultSettings());
  expect(await loadSettings(null, [])).toEqual(defaultSettings());
  expect(defaultSettings().priors).toEqual({ applicant: 0.003, worker: 0.001, linked_to_confirmed: 0.3 });
});

test.each([
  ['unknown key', 'organisation: A\nofices: []\n', 'selvage.yml:2:1: unknown key "ofices"; did you mean "offices"?'],
  [
    'unknown key deep down',
    'offices:\n  - name: A\n    egres_ips: []\n',
    'selvage.yml:3:5: unknown key "egres_ips"; did you mean "egress_ips"?',
  ],
  [
    'key of a tool',
    'approved_remote_tools:\n  - { tool: X, person: all }\n',
    'selvage.yml:2:16: unknown key "person"; did you mean "people"?',
  ],
  [
    'key of the priors',
    'priors: { aplicant: 0.1 }\n',
    'selvage.yml:1:11: unknown key "aplicant"; did you mean "applicant"?',
  ],
  [
    'bad address',
    'corporate_vpn_egress_ips:\n  - 300.1.1.1\n',
    'selvage.yml:2:5: corporate_vpn_egress_ips.0: not an IP address or range',
  ],
  ['bad zone', 'timezone: Mars/Base\n', 'selvage.yml:1:11: timezone: not an IANA time zone such as Europe/Berlin'],
  [
    'travel that ends before it starts',
    'approved_travel:\n  - { person: a, country: PT, from: 2026-02-02, to: 2026-02-01 }\n',
    '`to` is before `from`',
  ],
  ['a detection that cannot be', 'strengths: { Z99: 1 }\n', 'not a detection id such as D06'],
  ['broken YAML', 'offices: [\n', 'selvage.yml:2:1:'],
  ['a list in place of a map', '- a\n', 'selvage.yml:1:1:'],
  ['the same key twice', 'organisation: A\norganisation: B\n', 'selvage.yml:2:1:'],
])('%s is told with its place', (_, text, message) => {
  expect(() => parse(text)).toThrow(message);
});

test('any text is either settings or a ContentError with a place', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.string({ unit: 'binary' })), (text) => {
      try {
        parse(text);
      } catch (error) {
        expect(error).toBeInstanceOf(ContentError);
        for (const { line, column } of (error as ContentError).problems) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
        }
      }
    }),
  );
});

test('the nearest word', () => {
  expect(nearestWord('Ofices', ['organisation', 'offices'])).toBe('offices');
  expect(nearestWord('x', [])).toBeUndefined();
});

test('own databases are found beside the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'selvage-settings-'));
  await writeFile(join(folder, 'selvage.yml'), 'city_database: mine.mmdb\nasn_database: /elsewhere/asn.mmdb\n');
  const read = await readSettings(join(folder, 'selvage.yml'));
  expect(read.city_database).toBe(join(folder, 'mine.mmdb'));
  expect(read.asn_database).toBe('/elsewhere/asn.mmdb');
  await expect(readSettings(join(folder, 'none.yml'))).rejects.toThrow('there is no such file');
  await rm(folder, { recursive: true });
});

describe('a network profile', () => {
  const profile = {
    offices: [{ name: 'Porto', egress_ips: ['198.51.100.7'], seats: 12 }],
    corporate_vpn_egress_ips: ['203.0.113.0/28'],
    approved_remote_tools: ['TeamViewer', { tool: 'Splashtop', people: ['a@example.com'], reason: 'studio' }],
    recruiting_agencies: ['Harbour Talent', { name: 'Quay People' }],
    email_domains: ['example.com'],
    generated_by: 'another system',
  };

  test('adds its facts; keys of other systems are left alone', () => {
    const merged = addNetworkProfile(defaultSettings(), JSON.stringify(profile), 'network.json');
    expect(merged.offices).toEqual([{ name: 'Porto', egress_ips: ['198.51.100.7'] }]);
    expect(merged.corporate_vpn_egress_ips).toEqual(['203.0.113.0/28']);
    expect(merged.recruiting_agencies).toEqual(['Harbour Talent', 'Quay People']);
    expect(merged.approved_remote_tools).toEqual([
      { tool: 'TeamViewer', people: 'all', reason: '' },
      { tool: 'Splashtop', people: ['a@example.com'], reason: 'studio' },
    ]);
  });

  test('what the settings say of a tool stays', () => {
    const base = parse('approved_remote_tools: [{ tool: teamviewer, people: [it@example.com] }]');
    const merged = addNetworkProfile(base, JSON.stringify(profile), 'network.json');
    expect(merged.approved_remote_tools.map((entry) => entry.people)).toEqual([['it@example.com'], ['a@example.com']]);
  });

  test('a fault in it is told with its place', () => {
    expect(() => addNetworkProfile(defaultSettings(), '{"email_domains": 4}', 'network.json')).toThrow(
      /^network\.json:1:\d+: email_domains/,
    );
  });
});
