import type { CountryNames, RegionCode, RegionNames } from './place-words.ts';
import { countryOfPostcode } from './place-words.ts';

/** One reading of a written place: country is certain or open, region is a code of that country or open. */
export type Reading = { city: string; country: string | null; region: string | null; postcode: string };

type Names = { countries: CountryNames; regions: RegionNames };

/** Canada, United Kingdom, ZIP and ZIP+4, then four to six digits, at either end of a part. */
const postcode =
  /^(.*?)\b([A-Z]\d[A-Z] ?\d[A-Z]\d|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|\d{5}-\d{4}|\d{3}-?\d{4}|\d{4,6})$|^([A-Z]-)?(\d{4,6})\s+(\D.*)$/i;

function takePostcode(parts: string[]): { parts: string[]; postcode: string } {
  for (let i = parts.length - 1; i >= 0; i--) {
    const match = postcode.exec(parts[i] ?? '');
    if (match === null) continue;
    const rest = (match[1] ?? match[5] ?? '').trim();
    // A number before words is a house number unless a country or nothing else follows: `1600 Amphitheatre Pkwy`.
    if (match[5] !== undefined && i < parts.length - 2) continue;
    return { parts: parts.toSpliced(i, 1, ...(rest === '' ? [] : [rest])), postcode: match[2] ?? match[4] ?? '' };
  }
  return { parts, postcode: '' };
}

/** A region at the end of a part: all of it, or its last one to three words (`CHARLESTON SC`). */
function takeRegion(part: string, country: string | null, names: Names): { rest: string; regions: RegionCode[] }[] {
  const words = part.split(/\s+/);
  const found = [];
  for (let count = Math.min(3, words.length); count > 0; count--) {
    const regions = names.regions.find(words.slice(-count).join(' '), country);
    if (regions.length > 0) found.push({ rest: words.slice(0, -count).join(' '), regions });
  }
  return found;
}

/** A city in a part that may begin with a street: all of it, then its last words, when something else bounds the search. */
function citiesIn(part: string, bounded: boolean): string[] {
  const words = part.split(/\s+/).filter((word) => word !== '');
  if (!bounded || words.length < 2) return [part];
  const tails = [3, 2, 1].filter((count) => count < words.length).map((count) => words.slice(-count).join(' '));
  return /\d/.test(part) ? tails : [part];
}

/**
 * Every way to read one line: `Brooklyn, NY 11211`, `CHARLESTON SC, 29401`, `12 High St, Leeds, UK`, `Toronto, ON`.
 * The last part may be a country, a region or both in different countries (`CA`); which it is, the places decide.
 */
export function readPlaceLine(line: string, names: Names): Reading[] {
  const split = line.split(/[,;\n|]/).map((part) => part.trim());
  const all = split.filter((part) => part !== '').slice(-8);
  const taken = takePostcode(all);
  const last = taken.parts.at(-1) ?? '';
  const named = taken.parts.length > 1 || taken.postcode === '' ? names.countries.codeOf(last) : null;
  const from_postcode = countryOfPostcode(taken.postcode);
  const readings: Reading[] = [];
  const read = (parts: string[], country: string | null) => {
    const end = parts.at(-1) ?? '';
    const before = parts.at(-2) ?? '';
    const taken_regions = takeRegion(end, country, names);
    for (const { rest, regions } of taken_regions) {
      for (const region of regions) {
        for (const city of citiesIn(rest === '' ? before : rest, true)) {
          readings.push({ city, country: region.country, region: region.code, postcode: taken.postcode });
        }
      }
    }
    // `Portland, ME`: what stands alone after a comma and is a region is no town (there is a Me, a Wa, a Vic).
    if (before !== '' && taken_regions.some(({ rest }) => rest === '')) return;
    const bounded = country !== null;
    // `Leeds, West Yorkshire, UK`: a county we have no list of stands behind the town.
    const cities = [...citiesIn(end, bounded), ...(bounded && before !== '' ? citiesIn(before, true) : [])];
    for (const city of cities) readings.push({ city, country, region: null, postcode: taken.postcode });
  };
  if (named !== null) {
    read(taken.parts.slice(0, -1), named);
    // `Birmingham, AL` and `Georgia` are countries and regions of another one.
    if (names.regions.find(last, null).some((region) => region.country !== named)) read(taken.parts, null);
  } else {
    read(taken.parts, from_postcode);
  }
  return readings;
}
