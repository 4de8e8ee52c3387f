import { Addressing } from './addressing.ts';
import { day_ms, dayStart, isWorkday } from './calendar.ts';
import { cityNamed } from './cities.ts';
import { makeAuthenticator, makeLaptop, makeOwnClient } from './machines.ts';
import { familyNames, foldName, givenNames } from './names.ts';
import type { Random } from './random.ts';
import type { Name, Worker } from './world.ts';

const homeCities = [
  'New York',
  'Chicago',
  'Austin',
  'Denver',
  'Seattle',
  'Portland',
  'Atlanta',
  'Nashville',
  'Columbus',
  'Minneapolis',
  'Phoenix',
  'San Diego',
  'Boston',
  'Boston',
  'Philadelphia',
  'Raleigh',
  'Dallas',
  'Tampa',
  'Kansas City',
  'Salt Lake City',
  'Pittsburgh',
  'Los Angeles',
  'Milwaukee',
  'Toronto',
  'Vancouver',
  'London',
  'Manchester',
  'Berlin',
];

const jobs: readonly (readonly [string, string])[] = [
  ['Software Engineer', 'Engineering'],
  ['Senior Software Engineer', 'Engineering'],
  ['Backend Engineer', 'Engineering'],
  ['Frontend Engineer', 'Engineering'],
  ['Data Engineer', 'Data'],
  ['Site Reliability Engineer', 'Platform'],
  ['QA Engineer', 'Engineering'],
  ['Product Designer', 'Product'],
  ['Product Manager', 'Product'],
  ['Customer Success Manager', 'Customer'],
  ['Account Executive', 'Sales'],
  ['Payroll Specialist', 'People'],
];
const codeDepartments = new Set(['Engineering', 'Data', 'Platform']);
const mailHosts = ['example.com', 'example.net', 'example.org'];

/** Draws names for everybody at once; who has which part in the story is decided later, by another stream. */
export function drawNames(random: Random, count: number): Name[] {
  const seen = new Set<string>();
  const names: Name[] = [];
  while (names.length < count) {
    const name = { given: random.pick(givenNames), family: random.pick(familyNames) };
    const key = `${name.given} ${name.family}`;
    if (seen.has(key)) continue;
    seen.add(key);
    names.push(name);
  }
  return names;
}

export function makePersonalEmail(random: Random, name: Name): string {
  const given = foldName(name.given);
  const family = foldName(name.family);
  const local = random.pick([
    `${given}.${family}`,
    `${given}${family}${random.int(2, 99)}`,
    `${given[0] ?? ''}${family}.${random.int(10, 99)}`,
  ]);
  return `${local}@${random.pick(mailHosts)}`;
}

export class Staffing {
  readonly random: Random;
  readonly addressing: Addressing;
  readonly #end: number;
  #count = 0;
  readonly #logins = new Set<string>();

  constructor(random: Random, addressing: Addressing, end: number) {
    this.random = random;
    this.addressing = addressing;
    this.#end = end;
  }

  hire(name: Name, start: number, kind: Worker['kind'] = 'employee'): Worker {
    const random = this.random.fork(`worker-${this.#count}`);
    const number = 100 + this.#count++;
    const city = cityNamed(random.pick(homeCities));
    const [title, department] = random.pick(jobs);
    let login = `${foldName(name.given)[0] ?? ''}${foldName(name.family)}`;
    while (this.#logins.has(login)) login += String(random.int(2, 9));
    this.#logins.add(login);
    const laptop = makeLaptop(random, number, start, random.chance(0.6) ? 'Windows' : 'macOS');
    const site = this.addressing.site('home', city.name);
    return {
      key: `w${number}`,
      name,
      login,
      work_email: `${login}@meridian.example`,
      personal_email: makePersonalEmail(random, name),
      phone: this.addressing.phone(city),
      home_phone: '',
      address: this.addressing.address(city),
      employee_id: kind === 'employee' ? String(number) : '',
      title,
      department,
      manager_email: '',
      start,
      end: null,
      kind,
      okta_id: `00u${random.text(17, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789')}`,
      github_login: codeDepartments.has(department)
        ? `${foldName(name.given)}-${foldName(name.family).slice(0, 6)}-mrd`
        : null,
      github_names_mail: random.chance(0.6),
      laptop,
      old_laptop: null,
      authenticator: makeAuthenticator(random),
      own_client: makeOwnClient(random),
      utc_offset: city.utc_offset,
      stays: [{ from: start, site }],
      routes: [],
    };
  }

  /** Makes the worker live in this city, before anything else is said of them. */
  settle(worker: Worker, cityName: string): void {
    const city = cityNamed(cityName);
    worker.address = this.addressing.address(city);
    worker.phone = this.addressing.phone(city);
    worker.utc_offset = city.utc_offset;
    worker.stays = [{ from: worker.start, site: this.addressing.site('home', cityName) }];
  }

  makeEngineer(worker: Worker, title = 'Software Engineer'): void {
    worker.title = title;
    worker.department = title.includes('Reliability') || title.includes('Platform') ? 'Platform' : 'Engineering';
    worker.github_login = `${foldName(worker.name.given)}-${foldName(worker.name.family).slice(0, 6)}-mrd`;
  }

  /** Replaces the laptop by one of this operating system. */
  issue(worker: Worker, os: 'Windows' | 'macOS', enrolled_at: number): void {
    worker.laptop = makeLaptop(this.random.fork(`laptop-${worker.key}`), Number(worker.key.slice(1)), enrolled_at, os);
  }

  /** A start day some years back. */
  earlierStart(): number {
    let day = dayStart('2026-06-01') - this.random.int(60, 1500) * day_ms;
    while (!isWorkday(day)) day += day_ms;
    return day;
  }

  get end(): number {
    return this.#end;
  }
}
