import { Addressing, type Site } from './addressing.ts';
import { day_ms, dayStart, hour_ms, minute_ms, workdays } from './calendar.ts';
import { cityNamed } from './cities.ts';
import { cloneMany, makeTokenHash, privateRepositories } from './code.ts';
import { laptopClient, makeOwnClient } from './machines.ts';
import type { Random } from './random.ts';
import { makeSignIn, siteAt } from './routine.ts';
import { fullName, middayAt, shipLaptop } from './shipping.ts';
import type { Staffing } from './staff.ts';
import { startRemoteTool } from './tools.ts';
import type { Candidate, Worker, World } from './world.ts';

/** An honest person whose records look odd for a good reason. */
export type OddRow = { name: string; email: string; why: string };
const odd = (worker: Worker, why: string): OddRow => ({ name: fullName(worker), email: worker.work_email, why });

/** A new laptop for somebody who has been there for years; the old one is used until then. */
function refresh(
  world: World,
  staffing: Staffing,
  worker: Worker,
  day: number,
  random: Random,
  changed_to?: Worker['address'],
): void {
  worker.old_laptop = worker.laptop;
  staffing.issue(worker, worker.laptop.os, day);
  const serial = Number(worker.laptop.hostname.slice(-4)) + 400;
  worker.laptop.hostname = `${worker.laptop.hostname.slice(0, 5)}${String(serial).padStart(4, '0')}`;
  const trip = changed_to === undefined ? {} : { changed_to };
  const first = changed_to === undefined ? {} : { first: worker.address };
  world.parcels.push(
    shipLaptop(worker, { delivered_at: middayAt(day, changed_to ?? worker.address), ...first, ...trip }, random),
  );
}

/** Two workers in one flat, with new laptops in the same month. */
export function addCouple(
  world: World,
  staffing: Staffing,
  [one, two]: readonly [Worker, Worker],
  city: string,
  day: number,
  random: Random,
): OddRow[] {
  staffing.settle(one, city);
  staffing.settle(two, city);
  two.address = one.address;
  two.stays = one.stays;
  refresh(world, staffing, one, day, random);
  refresh(world, staffing, two, day + 7 * day_ms, random);
  return [odd(one, `shares a flat with ${fullName(two)}`), odd(two, `shares a flat with ${fullName(one)}`)];
}

export function addTraveller(world: World, staffing: Staffing, worker: Worker): OddRow {
  staffing.settle(worker, 'New York');
  const home = siteAt(worker, world.first_day);
  worker.stays = [
    { from: worker.start, site: home },
    { from: dayStart('2026-09-13'), site: staffing.addressing.site('home', 'Lisbon') },
    { from: dayStart('2026-09-26'), site: home },
  ];
  world.settings.approved_travel.push({
    person: worker.work_email,
    country: 'PT',
    city: 'Lisbon',
    from: '2026-09-12',
    to: '2026-09-27',
  });
  return odd(worker, 'worked two weeks from Lisbon; the trip was approved');
}

export function addMover(world: World, staffing: Staffing, worker: Worker, random: Random): OddRow {
  staffing.settle(worker, 'Denver');
  const home = siteAt(worker, world.first_day);
  const moved = dayStart('2026-09-12');
  const fresh = staffing.addressing.address(cityNamed('Portland'));
  refresh(world, staffing, worker, dayStart('2026-09-16'), random, fresh);
  worker.address = fresh;
  worker.stays = [
    { from: worker.start, site: home },
    { from: moved, site: staffing.addressing.site('home', 'Portland') },
  ];
  return odd(
    worker,
    'moved from Denver to Portland; the new address is in the people system and the laptop went there',
  );
}

/** The laptop goes to the parents' house and is used there for a week. */
export function addHolidayParcel(world: World, staffing: Staffing, worker: Worker, random: Random): OddRow {
  staffing.settle(worker, 'Philadelphia');
  const parents = staffing.addressing.address(cityNamed('Pittsburgh'));
  const home = siteAt(worker, worker.start);
  worker.stays = [
    { from: worker.start, site: staffing.addressing.site('home', 'Pittsburgh') },
    { from: worker.start + 7 * day_ms, site: home },
  ];
  world.parcels.push(
    shipLaptop(worker, { delivered_at: middayAt(worker.start - day_ms, parents), changed_to: parents }, random),
  );
  return odd(worker, 'spent the first week at their parents’ and had the laptop sent there');
}

export function addVpnUser(world: World, staffing: Staffing, worker: Worker, random: Random): OddRow {
  const cities = random.shuffle(Addressing.citiesOf('vpn')).slice(0, 2);
  worker.routes = cities.map((city) => ({
    share: 0.2,
    from: worker.start,
    until: world.end,
    site: staffing.addressing.site('vpn', city),
    client: 'laptop' as const,
  }));
  const tunnel = worker.routes[0]?.site;
  for (const day of workdays(Math.max(world.first_day, worker.start), world.end)) {
    if (tunnel === undefined || !random.chance(0.05)) continue;
    const time = day + (14 - worker.utc_offset) * hour_ms;
    const client = laptopClient(worker.laptop);
    world.sign_ins.push(makeSignIn(worker, time, siteAt(worker, time), client, random, 'session'));
    world.sign_ins.push(makeSignIn(worker, time + random.int(20, 60) * minute_ms, tunnel, client, random, 'session'));
  }
  return odd(worker, 'uses a consumer VPN on some days');
}

export function addRelayUser(world: World, staffing: Staffing, worker: Worker): OddRow {
  const near = Addressing.citiesOf('relay').includes(worker.address.city.name) ? worker.address.city.name : 'Chicago';
  const site = staffing.addressing.site('relay', near);
  worker.routes = [{ share: 0.35, from: worker.start, until: world.end, site, client: 'phone' }];
  return odd(worker, 'signs in through a privacy relay of the phone’s maker');
}

/** Carriers put many subscribers behind one address, sometimes several states away. */
export function addCarrierUsers(
  world: World,
  staffing: Staffing,
  workers: readonly Worker[],
  city: string,
  homes: readonly string[],
): OddRow[] {
  const site = staffing.addressing.site('mobile', city);
  return workers.map((worker, i) => {
    staffing.settle(worker, homes[i % homes.length] ?? city);
    worker.routes = [{ share: 0.3, from: worker.start, until: world.end, site, client: 'phone' }];
    return odd(worker, `signs in over a mobile carrier whose exit in ${city} others share`);
  });
}

/** A telephone of one's own on a carrier that speaks IPv6: nobody else has the address. */
export function addPhoneUser(world: World, staffing: Staffing, worker: Worker): OddRow {
  staffing.settle(worker, 'Boston');
  const site = staffing.addressing.site('mobile', 'Boston');
  worker.routes = [{ share: 0.3, from: worker.start, until: world.end, site, client: 'phone' }];
  return odd(worker, 'often signs in on a telephone, over IPv6');
}

export function addCorporateVpnUser(world: World, worker: Worker, vpn: Site): OddRow {
  worker.routes = [{ share: 0.88, from: worker.start, until: world.end, site: vpn, client: 'laptop' }];
  return odd(worker, 'keeps the company’s VPN on, so sign-ins come from its exit');
}

export function addHomeLab(staffing: Staffing, worker: Worker): OddRow {
  staffing.issue(worker, 'macOS', worker.start);
  worker.laptop.usb.push({
    vendor: 'PiKVM',
    vendor_id: '1d6b',
    model: 'PiKVM Composite Device',
    model_id: '0104',
    serial: 'CAFEBABE',
    usb_class: '0',
    subclass: '0',
    protocol: '0',
  });
  worker.laptop.displays = [{ name: 'PiKVM V3', vendor_id: '31d8', product_id: '7771', serial_number: '01010101' }];
  return odd(worker, 'has a KVM of their own for the servers under the desk');
}

/** Works from the office on some days of some weeks; laptops there share its network. */
export function addOfficeVisitor(
  world: World,
  staffing: Staffing,
  worker: Worker,
  city: string,
  random: Random,
): OddRow {
  staffing.settle(worker, city);
  const home = siteAt(worker, world.first_day);
  const near = city === 'Boston';
  for (const day of workdays(Math.max(world.first_day, worker.start), world.end)) {
    const weekday = new Date(day).getUTCDay();
    const week = Math.floor(day / (7 * day_ms));
    if (near ? weekday < 2 || weekday > 4 : week % 6 !== 0 || weekday < 2 || weekday > 4) continue;
    if (near && random.chance(0.3)) continue;
    worker.stays.push({ from: day + 9 * hour_ms, site: world.settings.office });
    worker.stays.push({ from: day + 23 * hour_ms, site: home });
  }
  return odd(worker, near ? 'works from the Boston office on some days' : 'visits the Boston office every sixth week');
}

/** Three people at the front desk sign in on one machine there. */
export function addReception(world: World, staffing: Staffing, workers: readonly Worker[], random: Random): OddRow[] {
  const kiosk = makeOwnClient(random);
  return workers.map((worker, i) => {
    staffing.settle(worker, 'Boston');
    worker.title = 'Office Coordinator';
    worker.department = 'Operations';
    worker.github_login = null;
    worker.stays = [{ from: worker.start, site: world.settings.office }];
    const own = random.fork(worker.key);
    for (const day of workdays(Math.max(world.first_day, worker.start), world.end)) {
      if (Math.floor(day / day_ms) % 3 !== i) continue;
      const time = day + 12 * hour_ms + own.int(15, 200) * minute_ms;
      const session = makeSignIn(worker, time, world.settings.office, kiosk, own, 'session');
      world.sign_ins.push(session, { ...session, time: time + 21_000, action: 'mfa' });
    }
    return odd(worker, 'signs in on the front desk’s shared machine');
  });
}

/** Support staff: a remote tool that the company approved, put on many machines; factors enrolled for newcomers. */
export function addSupport(
  world: World,
  staffing: Staffing,
  admin: Worker,
  newcomers: readonly Worker[],
  others: readonly Worker[],
  random: Random,
): OddRow[] {
  staffing.settle(admin, 'Boston');
  admin.title = 'IT Administrator';
  admin.department = 'IT';
  admin.github_login = null;
  staffing.issue(admin, 'Windows', admin.start);
  for (const worker of newcomers) {
    const time = worker.laptop.enrolled_at - 3 * hour_ms;
    const enrol = makeSignIn(worker, time, siteAt(admin, time), laptopClient(admin.laptop), random, 'enrol');
    world.sign_ins.push({ ...enrol, actor: admin, managed: admin.laptop });
  }
  const hosts = [...newcomers, ...others].filter((worker) => worker.laptop.os === 'Windows');
  for (const worker of hosts) {
    const first = Math.max(worker.laptop.enrolled_at, world.first_day + 5 * day_ms) + random.int(1, 3) * hour_ms;
    world.endpoint_facts.push(...startRemoteTool(worker, worker.laptop, 'teamviewer', first, siteAt(worker, first)));
  }
  for (const day of workdays(world.first_day, world.end)) {
    if (!random.chance(0.2)) continue;
    const time = day + 15 * hour_ms + random.int(0, 200) * minute_ms;
    world.endpoint_facts.push(...startRemoteTool(admin, admin.laptop, 'teamviewer', time, siteAt(admin, time)));
  }
  world.settings.approved_remote_tools.push({
    tool: 'TeamViewer',
    people: [admin, ...hosts].map((worker) => worker.work_email),
    reason: 'Remote support by IT; installed by device management',
  });
  return [odd(admin, 'supports colleagues with a remote tool that IT approved, and enrols factors for newcomers')];
}

/** Those whose work is to clone many repositories: a platform engineer and the build robot. */
export function addHeavyCloning(world: World, staffing: Staffing, engineer: Worker, random: Random): OddRow {
  staffing.makeEngineer(engineer, 'Platform Engineer');
  const login = engineer.github_login ?? '';
  const token = makeTokenHash(random);
  const robot = makeTokenHash(random);
  const runner = staffing.addressing.site('hosting', 'Ashburn');
  for (const day of workdays(world.first_day, world.end)) {
    if (random.chance(0.07)) {
      const some = random.shuffle(privateRepositories).slice(0, random.int(12, 22));
      const time = day + 16 * hour_ms;
      world.code.push(...cloneMany(engineer, login, some, time, siteAt(engineer, time), token, random));
    }
    if (random.chance(0.04))
      world.code.push(
        ...cloneMany(
          null,
          'meridian-ci[bot]',
          privateRepositories.slice(0, 36),
          day + 4 * hour_ms,
          runner,
          robot,
          random,
        ),
      );
  }
  return odd(engineer, 'clones many repositories as a platform engineer');
}

/** Among candidates: an agency's switchboard, brother and sister, and somebody who applies again. */
export function addOddCandidates(staffing: Staffing, candidates: Candidate[], random: Random): OddRow[] {
  const note = (candidate: Candidate, why: string): OddRow => ({
    name: `${candidate.name.given} ${candidate.name.family}`,
    email: candidate.emails[0]?.value ?? '',
    why,
  });
  const switchboard = staffing.addressing.phone(cityNamed('Chicago'));
  const agency = candidates.slice(0, 12);
  for (const candidate of agency) {
    candidate.phones = [{ value: switchboard, type: 'work' }];
    candidate.source = 'Northfold Talent Partners';
  }
  const [one, two, first, again] = candidates.slice(12, 16);
  const rows = agency.map((candidate) => note(candidate, 'sent by an agency, with the agency’s telephone number'));
  if (one === undefined || two === undefined || first === undefined || again === undefined) return rows;
  one.address = staffing.addressing.address(cityNamed('Seattle'));
  two.address = one.address;
  one.phones = [{ value: staffing.addressing.phone(cityNamed('Seattle')), type: 'home' }];
  two.phones = one.phones;
  again.emails = first.emails;
  again.phones = first.phones;
  again.address = first.address;
  again.city_line = first.city_line;
  again.application_ip = first.application_ip;
  again.applied_at = first.applied_at + random.int(40, 60) * day_ms;
  again.decided_at = again.status === 'rejected' ? again.applied_at + 5 * day_ms : null;
  return [
    ...rows,
    note(one, 'applies from the same home as a sibling'),
    note(two, 'applies from the same home as a sibling'),
    note(again, 'applies a second time'),
  ];
}
