import { Addressing } from './addressing.ts';
import { day_ms, hour_ms } from './calendar.ts';
import { cityNamed } from './cities.ts';
import { foldName } from './names.ts';
import type { Random } from './random.ts';
import { makePersonalEmail } from './staff.ts';
import type { Candidate, Name, Worker } from './world.ts';

const jobs = [
  'Software Engineer',
  'Backend Engineer',
  'Frontend Engineer',
  'Data Engineer',
  'Site Reliability Engineer',
  'QA Engineer',
  'Product Designer',
];
const sources = [
  'Company Careers Page',
  'LinkedIn (Ad Posting)',
  'Referral',
  'Indeed',
  'Hacker News Who is hiring',
  'Wellfound',
];
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
];
const applyingFrom = Addressing.citiesOf('home').filter((name) => name !== 'Tulsa');

export class Recruiting {
  readonly #random: Random;
  readonly #addressing: Addressing;
  #next = 41_020_113;

  constructor(random: Random, addressing: Addressing) {
    this.#random = random;
    this.#addressing = addressing;
  }

  apply(name: Name, applied_at: number): Candidate {
    const random = this.#random;
    this.#next += random.int(7, 900);
    const city = cityNamed(random.pick(applyingFrom));
    const phone = this.#addressing.phone(city);
    const rejected = random.chance(0.78);
    return {
      candidate_id: this.#next,
      name,
      emails: [{ value: makePersonalEmail(random, name), type: 'personal' }],
      phones: phone === '' ? [] : [{ value: phone, type: 'mobile' }],
      address: random.chance(0.6) ? this.#addressing.address(city) : null,
      city_line: `${city.name}, ${city.region_name}, ${city.country_name}`,
      applied_at,
      job: random.pick(jobs),
      source: random.pick(sources),
      status: rejected ? 'rejected' : 'active',
      decided_at: rejected ? applied_at + random.int(2, 20) * day_ms + random.int(0, 20) * hour_ms : null,
      application_ip: this.#addressing.site('home', city.name).public_ip,
      application_user_agent: random.pick(agents),
      site_url: random.chance(0.35) ? `https://${foldName(name.given)}${foldName(name.family)}.example` : '',
    };
  }

  /** The application that a worker was hired from; it names what the people system later names. */
  applyAs(worker: Worker, days_before: number, ip: string): Candidate {
    const candidate = this.apply(worker.name, worker.start - days_before * day_ms + 15 * hour_ms);
    const { city } = worker.address;
    return {
      ...candidate,
      emails: [{ value: worker.personal_email, type: 'personal' }],
      phones: worker.phone === '' ? [] : [{ value: worker.phone, type: 'mobile' }],
      address: worker.address,
      city_line: `${city.name}, ${city.region_name}, ${city.country_name}`,
      job: worker.title,
      status: 'hired',
      decided_at: worker.start - Math.round(days_before * 0.45) * day_ms,
      application_ip: ip,
    };
  }
}
