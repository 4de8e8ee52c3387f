import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Regions } from '../../schema/catalogue.ts';
import { loadCatalogue } from '../catalogue.ts';
import { centreOf, distanceKm } from './geometry.ts';
import { loadPlaceNames, type PlaceNames, type WrittenPlace } from './locate-place-name.ts';
import { normalizePlaceName } from './place-words.ts';

let names: PlaceNames;
let regions: Regions;
beforeAll(async () => {
  regions = (await loadCatalogue(join(import.meta.dirname, '../../../content'))).regions;
  names = await loadPlaceNames(regions);
});

/** `City, CC` or `CC (precision)` or null, and within 20 km of the point where one is given. */
function told(place: WrittenPlace): string | null {
  const found = names.locate(place);
  if (found === null) return null;
  return found.precision === 'city' ? `${found.city}, ${found.country}` : `${found.country} (${found.precision})`;
}

test.each([
  ['Brooklyn, NY 11211', 'Brooklyn, US'],
  ['Columbus, Ohio', 'Columbus, US'],
  ['CHARLESTON SC, 29401', 'Charleston, US'],
  ['Washington DC 20001', 'Washington, D.C., US'],
  ['St. Louis, MO', 'St. Louis, US'],
  ['Kansas City, MO', 'Kansas City, US'],
  ['HODGKINS, IL, US', 'Hodgkins, US'],
  ['Birmingham, AL', 'Birmingham, US'],
  ['Portland, ME', 'Portland, US'],
  ['123 Main Street, Springfield, IL 62701, USA', 'Springfield, US'],
  ['456 Oak Ave Springfield IL 62701', 'Springfield, US'],
  ['1600 Amphitheatre Pkwy, Mountain View, CA 94043', 'Mountain View, US'],
  ['San Francisco, CA', 'San Francisco, US'],
  ['Toronto, CA', 'Toronto, CA'],
  ['Toronto, ON', 'Toronto, CA'],
  ['Toronto M5V 2T6', 'Toronto, CA'],
  ['Vancouver, BC', 'Vancouver, CA'],
  ['Vancouver, WA', 'Vancouver, US'],
  ['Perth, WA', 'Perth, AU'],
  ['Melbourne, VIC 3000', 'Melbourne, AU'],
  ['Chennai, TN', 'Chennai, IN'],
  ['Memphis, TN', 'Memphis, US'],
  ['London, GB', 'London, GB'],
  ['London, UK', 'London, GB'],
  ['London, United Kingdom', 'London, GB'],
  ['12 High Street, Leeds, West Yorkshire, UK', 'Leeds, GB'],
  ['Paris, TX', 'Paris, US'],
  ['Paris', 'Paris, FR'],
  ['München', 'Munich, DE'],
  ['Munich', 'Munich, DE'],
  ['Cologne, Germany', 'Köln, DE'],
  ['10115 Berlin, Germany', 'Berlin, DE'],
  ['Berlin 10115', 'Berlin, DE'],
  ['Frankfurt, Deutschland', 'Frankfurt am Main, DE'],
  ['São Paulo', 'São Paulo, BR'],
  ['Sao Paulo, Brasil', 'São Paulo, BR'],
  ['Ciudad de México', 'Mexico City, MX'],
  ['Kiev, Ukraine', 'Kyiv, UA'],
  ['Bangalore, India', 'Bengaluru, IN'],
  ['Łódź', 'Łódź, PL'],
  ['東京', 'Tokyo, JP'],
  ['NYC', 'New York City, US'],
  ['Nowhereville, OH', 'US (region)'],
  ['Springfield, US', 'US (country)'],
  ['Remote, US', 'US (country)'],
])('one line: %s → %s', (city, expected) => {
  expect(told({ city })).toBe(expected);
});

test.each([
  '',
  ' ',
  ',',
  'Atlantis',
  'Remote',
  'Home',
  'London',
  'Springfield',
  'Dublin',
  'Richmond, CA',
  'Georgia',
  'Casa Branca',
  'Victoria',
  'Montana',
  '12345',
  '-',
])('left open: %j', (city) => expect(told({ city })).toBeNull());

test.each<[WrittenPlace, string | null]>([
  [{ city: 'Austin', region: 'TX', country: 'United States' }, 'Austin, US'],
  [{ city: 'Austin', region: 'Texas' }, 'Austin, US'],
  [{ city: 'Springfield', postcode: '62701', country: 'US' }, 'Springfield, US'],
  [{ city: 'Lyon', region: 'Auvergne-Rhône-Alpes', country: 'France' }, 'Lyon, FR'],
  [{ city: 'Leeds', region: 'West Yorkshire', postcode: 'LS1 4AP', country: 'GB' }, 'Leeds, GB'],
  [{ city: 'Toronto', region: 'Ontario', postcode: 'M5V 2T6', country: 'CAN' }, 'Toronto, CA'],
  [{ city: 'London', country: 'Canada' }, 'London, CA'],
  [{ city: 'CHARLESTON SC, 29401', country: 'US' }, 'Charleston, US'],
  [{ postcode: '11211', country: 'US' }, 'US (region)'],
  [{ country: 'Deutschland' }, 'DE (country)'],
  [{ city: 'Columbus', region: 'NY', country: 'US' }, 'US (region)'],
  [{ city: 'Leeds', country: 'England, UK' }, 'Leeds, GB'],
  [{ city: 'Pristina', country: 'Kosovo' }, 'Pristina, XK'],
  [{ city: 'Munich', country: 'Narnia' }, null],
])('in parts: %j → %s', (place, expected) => {
  expect(told(place)).toBe(expected);
});

test('a place with a country never lands in another one', () => {
  const cities = ['London', 'Paris', 'Vienna', 'Georgia', 'Moscow', 'Lima', 'San José', 'Victoria', 'Ca', 'x', '東京'];
  const countries = ['US', 'CA', 'GB', 'FR', 'AU', 'IN', 'BR', 'JP', 'KP', 'GE'];
  fc.assert(
    fc.property(fc.constantFrom(...cities), fc.constantFrom(...countries), fc.string(), (city, country, region) => {
      const found = names.locate({ city, country });
      expect(found?.country ?? country).toBe(country);
      expect(names.locate({ city, region, country })?.country ?? country).toBeTypeOf('string');
    }),
  );
});

test('any text is a place or null', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.string(), (city, country) => {
      const found = names.locate({ city, country });
      expect(found === null || Math.abs(found.latitude) <= 90).toBe(true);
    }),
  );
});

test.each([
  ['São Paulo', 'sao paulo'],
  ['ST. LOUIS', 'saint louis'],
  ['Straße', 'strasse'],
  ["Coeur d'Alene", 'coeur dalene'],
  ['Łódź', 'lodz'],
])('%s is compared as %s', (text, expected) => expect(normalizePlaceName(text)).toBe(expected));

describe('files of the user', () => {
  test('postal codes give the postcode itself', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'selvage-places-'));
    const postcodes_file = join(folder, 'US.txt');
    await writeFile(
      postcodes_file,
      'US\t11211\tBrooklyn\tNew York\tNY\tKings\t047\t\t\t40.7095\t-73.9563\t4\nbroken\n\tx\n',
    );
    const own = await loadPlaceNames(regions, { postcodes_file });
    expect(own.locate({ city: 'Brooklyn', postcode: '11211-1234', country: 'US' })).toEqual({
      city: 'Brooklyn',
      country: 'US',
      latitude: 40.7095,
      longitude: -73.9563,
      precision: 'postcode',
    });
    await rm(folder, { recursive: true });
  });

  test('a place list with broken lines gives what can be read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'selvage-places-'));
    const places_file = join(folder, 'cities1000.txt');
    await writeFile(places_file, Buffer.concat([Buffer.from([0xff, 0, 0x0a]), Buffer.from('a\tb\n\n1\tQuayside\n')]));
    expect((await loadPlaceNames(regions, { places_file })).locate({ city: 'Quayside' })).toBeNull();
    await rm(folder, { recursive: true });
  });
});

describe('distances', () => {
  test('known ones, in km', () => {
    const london = { latitude: 51.5074, longitude: -0.1278 };
    expect(distanceKm(london, { latitude: 40.7128, longitude: -74.006 })).toBeCloseTo(5570, -1);
    expect(distanceKm(london, london)).toBe(0);
    expect(distanceKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBeCloseTo(111.2, 0);
  });

  test('the middle of two points across the date line is on it', () => {
    const middle = centreOf([
      { latitude: 0, longitude: 179, weight: 1 },
      { latitude: 0, longitude: -179, weight: 1 },
    ]);
    expect(Math.abs(middle.longitude)).toBeCloseTo(180);
  });

  test('symmetric, and never more than half way round', () => {
    const point = fc.record({
      latitude: fc.double({ min: -90, max: 90, noNaN: true }),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }),
    });
    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(distanceKm(a, b)).toBeCloseTo(distanceKm(b, a), 6);
        expect(distanceKm(a, b)).toBeLessThanOrEqual(20_016);
      }),
    );
  });
});
