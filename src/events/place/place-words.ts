import type { Regions } from '../../schema/catalogue.ts';

const shortForms: Record<string, string> = { st: 'saint', ste: 'sainte', ft: 'fort', mt: 'mount' };

/**
 * One spelling for a place name: lower case, no accents, ß as ss, ø as o, words apart by one blank, `St` as `Saint`.
 * `São Paulo` → `sao paulo`, `ST. LOUIS` → `saint louis`.
 */
export function normalizePlaceName(text: string): string {
  let lower = text.toLowerCase();
  if (/[^\x20-\x7e]/.test(lower)) {
    lower = lower.normalize('NFKD').replace(/\p{M}/gu, '');
    lower = lower.replace(/[ßøłđæœı]/g, (c) => ({ ß: 'ss', ø: 'o', ł: 'l', đ: 'd', æ: 'ae', œ: 'oe', ı: 'i' })[c] ?? c);
  }
  const words = lower.replace(/['’`.]/g, '').match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.map((word) => shortForms[word] ?? word).join(' ');
}

const namedIn = [
  'en',
  'de',
  'fr',
  'es',
  'pt',
  'it',
  'nl',
  'pl',
  'sv',
  'da',
  'nb',
  'fi',
  'tr',
  'cs',
  'ja',
  'zh',
  'ko',
  'uk',
  'ru',
];

/** Country texts: alpha-2, alpha-3, names in the languages above (CLDR, through Intl) and the catalogue's other names. */
export class CountryNames {
  private readonly codes = new Map<string, string>();

  constructor(regions: Pick<Regions, 'country_names' | 'country_codes_3'>) {
    const countries = Object.values(regions.country_codes_3);
    for (const language of namedIn) {
      const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
      for (const code of countries) {
        const name = normalizePlaceName(names.of(code) ?? '');
        if (name !== '' && !this.codes.has(name)) this.codes.set(name, code);
      }
    }
    for (const [name, code] of Object.entries(regions.country_names)) this.codes.set(normalizePlaceName(name), code);
    for (const [code_3, code] of Object.entries(regions.country_codes_3)) {
      this.codes.set(code_3.toLowerCase(), code);
      this.codes.set(code.toLowerCase(), code);
    }
  }

  /** ISO 3166-1 alpha-2, or null when the text names no country. */
  codeOf(text: string): string | null {
    return this.codes.get(normalizePlaceName(text)) ?? null;
  }
}

/** A first-level region: GeoNames code within a country. */
export type RegionCode = { country: string; code: string };

/** Region texts and the regions that postcodes lie in. */
export class RegionNames {
  private readonly by_name = new Map<string, RegionCode[]>();
  private readonly postcodes: { country: string; from: string; to: string; code: string }[];

  constructor(regions: Pick<Regions, 'regions' | 'postcode_regions'>) {
    for (const [country, codes] of Object.entries(regions.regions)) {
      for (const [code, names] of Object.entries(codes)) {
        for (const name of names) {
          const key = normalizePlaceName(name);
          this.by_name.set(key, [...(this.by_name.get(key) ?? []), { country, code }]);
        }
      }
    }
    this.postcodes = Object.entries(regions.postcode_regions).flatMap(([country, ranges]) =>
      Object.entries(ranges).map(([range, code]) => {
        const [from = '', to = from] = range.split('-');
        return { country, from, to, code };
      }),
    );
  }

  /** Regions of that name or abbreviation, of one country if given; often more than one country has the abbreviation. */
  find(text: string, country: string | null): RegionCode[] {
    const found = this.by_name.get(normalizePlaceName(text)) ?? [];
    return country === null ? found : found.filter((region) => region.country === country);
  }

  /** The region a postcode lies in, for countries whose first characters say so (US, CA). */
  ofPostcode(postcode: string, country: string): string | null {
    const text = postcode.toUpperCase().replace(/\s/g, '');
    const hit = this.postcodes.find(({ country: of, from, to }) => {
      const start = text.slice(0, from.length);
      return of === country && start >= from && start <= to;
    });
    return hit?.code ?? null;
  }
}

/** The country whose postcodes alone look like this (Canada, United Kingdom, ZIP+4), or null. */
export function countryOfPostcode(postcode: string): string | null {
  const text = postcode.trim().toUpperCase();
  if (/^[A-Z]\d[A-Z] ?\d[A-Z]\d$/.test(text)) return 'CA';
  if (/^[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$/.test(text)) return 'GB';
  return /^\d{5}-\d{4}$/.test(text) ? 'US' : null;
}
