import { normalizePlaceName } from './place-words.ts';

/** One place of GeoNames. `population` 0 = not known. */
export type Place = {
  name: string;
  country: string;
  region: string;
  latitude: number;
  longitude: number;
  population: number;
};

/** A place found by a name; `own_name` false = by one of its other names. */
export type NamedPlace = Place & { own_name: boolean };

/** GeoNames feature codes of places nobody lives in any more, and of parts of a town. */
const gone = new Set(['PPLH', 'PPLQ', 'PPLW', 'PPLCH']);

/** Two independent 32-bit FNV-1a hashes: together they tell half a million names apart without keeping them. */
function hashName(name: string): [number, number] {
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + i), 0x85ebca6b);
    b ^= b >>> 13;
  }
  return [a >>> 0, b >>> 0];
}

class GrowingUint32 {
  values = new Uint32Array(1 << 16);
  length = 0;
  push(value: number): void {
    if (this.length === this.values.length) {
      const wider = new Uint32Array(this.values.length * 2);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.length++] = value;
  }
  at(index: number): number {
    return this.values[index] ?? 0;
  }
}

/**
 * Places of a GeoNames table (`cities1000.txt`: tab-separated, 19 columns) by name, in about 30 MB: rows as short
 * texts cut from the table, names as hashes in a chained table.
 */
export class PlaceIndex {
  private readonly rows: string[] = [];
  private readonly slots = new Int32Array(1 << 20).fill(-1);
  private readonly next = new GrowingUint32();
  private readonly check = new GrowingUint32();
  /** Row number times two, plus one for the place's own name. */
  private readonly row_of = new GrowingUint32();

  constructor(table: Buffer) {
    let start = 0;
    while (start < table.length) {
      const end = table.indexOf(10, start);
      const line = table.toString('utf8', start, end < 0 ? table.length : end);
      start = end < 0 ? table.length : end + 1;
      this.addRow(line.split('\t'));
    }
  }

  get size(): number {
    return this.rows.length;
  }

  private addRow(fields: string[]): void {
    const [, name = '', ascii = '', others = '', latitude, longitude, kind, code = '', country = '', , region = ''] =
      fields;
    if (fields.length < 15 || kind !== 'P' || gone.has(code) || country.length !== 2) return;
    if (!Number.isFinite(Number(latitude)) || !Number.isFinite(Number(longitude))) return;
    const row = this.rows.length;
    // Through bytes: a joined text would keep the whole line in memory.
    this.rows.push(Buffer.from([name, country, region, latitude, longitude, fields[14]].join('\t')).toString());
    const own = new Set([normalizePlaceName(name), normalizePlaceName(ascii)]);
    for (const key of own) this.addName(key, row * 2 + 1);
    const seen = new Set(own);
    for (const other of others.split(',')) {
      // Short Latin ones are airport and plate codes.
      if (other.length < 4 && /^[\x20-\u024f]*$/.test(other)) continue;
      const key = normalizePlaceName(other);
      if (key !== '' && !seen.has(key)) this.addName(key, row * 2);
      seen.add(key);
    }
  }

  private addName(key: string, row_and_own: number): void {
    if (key === '') return;
    const [a, b] = hashName(key);
    const slot = a & (this.slots.length - 1);
    const entry = this.row_of.length;
    this.row_of.push(row_and_own);
    this.check.push(b ^ (a >>> 20));
    this.next.push((this.slots[slot] ?? -1) + 1);
    this.slots[slot] = entry;
  }

  /** Every place that bears the name, own names and others, in no order. */
  find(name: string): NamedPlace[] {
    const key = normalizePlaceName(name);
    const found: NamedPlace[] = [];
    if (key === '') return found;
    const [a, b] = hashName(key);
    const check = (b ^ (a >>> 20)) >>> 0;
    let entry = this.slots[a & (this.slots.length - 1)] ?? -1;
    while (entry >= 0) {
      if (this.check.at(entry) === check) {
        const row = this.row_of.at(entry);
        const place = this.at(row >> 1);
        if (place !== null) found.push({ ...place, own_name: (row & 1) === 1 });
      }
      entry = this.next.at(entry) - 1;
    }
    return found;
  }

  private at(row: number): Place | null {
    const text = this.rows[row];
    if (text === undefined) return null;
    const [name = '', country = '', region = '', latitude, longitude, population] = text.split('\t');
    const place = { name, country, region, latitude: Number(latitude), longitude: Number(longitude) };
    return { ...place, population: Number(population) || 0 };
  }

  /** All places, for centres of regions and countries. */
  *all(): Generator<Place> {
    for (let row = 0; row < this.rows.length; row++) {
      const place = this.at(row);
      if (place !== null) yield place;
    }
  }
}
