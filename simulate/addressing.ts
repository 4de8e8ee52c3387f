import type { City } from './cities.ts';
import { streetNames } from './names.ts';
import { type NetworkKind, type NetworkRange, networkRanges } from './network-ranges.ts';
import type { Random } from './random.ts';

export type Address = { street: string; unit: string; city: City; postcode: string };

/** A network that machines sit behind: what a home, an office or a tunnel shows of itself. */
export type Site = {
  kind: NetworkKind;
  city: string;
  asn: number;
  isp: string;
  public_ip: string;
  gateway_mac: string;
  bssid: string;
  ssid: string;
};

export const writeAddressLine = (address: Address): string =>
  `${address.street}${address.unit === '' ? '' : ` ${address.unit}`}, ${address.city.name}, ${address.city.region} ${address.postcode}, ${address.city.country}`;

const routerMakers = ['3c37867a', '9c3dcf21', 'a04200c7', '10da4318', '5c628b90', 'f09fc2e4', 'b0be7655'];

const writeMac = (hex: string): string => hex.replace(/(..)(?=.)/g, '$1:');

/** Hands out addresses, telephone numbers and networks, never the same twice. */
export class Addressing {
  readonly #random: Random;
  readonly #used = new Set<string>();

  constructor(random: Random) {
    this.#random = random;
  }

  #fresh(draw: () => string): string {
    for (let i = 0; i < 10_000; i++) {
      const value = draw();
      if (this.#used.has(value)) continue;
      this.#used.add(value);
      return value;
    }
    throw new RangeError('ran out of values');
  }

  address(city: City): Address {
    const random = this.#random;
    const street = this.#fresh(() => `${random.int(3, 96) * 10 + random.int(1, 9)} ${random.pick(streetNames)}`);
    const unit = random.chance(0.5) ? '' : `Apt ${random.int(1, 9)}${random.pick(['', 'A', 'B', 'C'])}`;
    return { street, unit, city, postcode: random.pick(city.postcodes) };
  }

  /** From ranges kept for fiction (NANP 555-01xx, Ofcom, Bundesnetzagentur); '' where a country keeps none. */
  phone(city: City): string {
    const random = this.#random;
    return this.#fresh(() => {
      if (city.country === 'US' || city.country === 'CA') {
        return `+1 ${random.pick(city.area_codes)}-555-01${String(random.int(0, 99)).padStart(2, '0')}`;
      }
      if (city.country === 'GB') return `+44 7700 900${String(random.int(0, 999)).padStart(3, '0')}`;
      if (city.country === 'DE') return `+49 30 23125 ${String(random.int(0, 999)).padStart(3, '0')}`;
      return `none ${random.hex(8)}`;
    }).replace(/^none .*/, '');
  }

  #range(kind: NetworkKind, city: string): NetworkRange {
    const fits = networkRanges.filter((range) => range.kind === kind && range.city === city);
    return this.#random.pick(fits);
  }

  site(kind: NetworkKind, city: string): Site {
    const random = this.#random;
    const range = this.#range(kind, city);
    const public_ip = this.#fresh(() => {
      const prefix = random.pick(range.prefixes);
      if (!prefix.includes(':')) return `${prefix}.${random.int(3, 250)}`;
      const groups = Array.from({ length: 5 }, () => random.int(0x1000, 0xffff).toString(16));
      return `${prefix}:${groups.join(':')}`;
    });
    const hex = this.#fresh(() => `${random.pick(routerMakers)}${random.hex(4)}`);
    const radio = (Number.parseInt(hex.slice(10), 16) ^ 0x05).toString(16).padStart(2, '0');
    return {
      kind,
      city,
      asn: range.asn,
      isp: range.isp,
      public_ip,
      gateway_mac: writeMac(hex),
      bssid: writeMac(hex.slice(0, 10) + radio),
      ssid: `${random.pick(['Home', 'Spectrum', 'Attic', 'Nest', 'Studio', 'Casa', 'Loft'])}-${random.hex(4).toUpperCase()}`,
    };
  }

  /** Cities with ranges of this kind. */
  static citiesOf(kind: NetworkKind): string[] {
    return [...new Set(networkRanges.filter((range) => range.kind === kind).map((range) => range.city))];
  }
}
