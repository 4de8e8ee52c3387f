import { Addressing } from './addressing.ts';
import { day_ms, dayStart, hour_ms, isWorkday, minute_ms } from './calendar.ts';
import { cityNamed } from './cities.ts';
import { writeCode } from './code.ts';
import { Recruiting } from './hiring.ts';
import * as honest from './honest.ts';
import { locateLaptop } from './machines.ts';
import * as planted from './planted.ts';
import { Random } from './random.ts';
import { laptopAt, liveThrough, siteAt } from './routine.ts';
import { middayAt, shipLaptop } from './shipping.ts';
import { drawNames, Staffing } from './staff.ts';
import type { Name, Worker, World } from './world.ts';

export type Truth = { schema: 'meridian/truth@1'; planted: planted.TruthRow[]; honest_oddities: honest.OddRow[] };

const count = { planted: 7, hires: 18, contractors: 8, staff: 47, candidates: 300 };
const workerCount = count.planted + count.hires + count.contractors + count.staff;
const first_day = dayStart('2026-07-04');
const end = dayStart('2026-11-01');

function newWorld(addressing: Addressing): World {
  const settings = {
    office: addressing.site('office', 'Boston'),
    vpn: [addressing.site('hosting', 'Ashburn'), addressing.site('hosting', 'Ashburn')],
    recruiting_agencies: ['Northfold Talent Partners'],
    approved_remote_tools: [],
    approved_travel: [],
    shared_households: [],
  };
  return {
    first_day,
    end,
    workers: [],
    candidates: [],
    sign_ins: [],
    host_facts: [],
    endpoint_facts: [],
    code: [],
    parcels: [],
    settings,
  };
}

/** A working day in the weeks after this one. */
function workdayAfter(day: number, weeks: number, random: Random): number {
  let start = day + random.int(0, weeks * 7) * day_ms;
  while (!isWorkday(start)) start += day_ms;
  return start;
}

/** The company, its 120 days, and what is true about it. Everything follows from the seed. */
export function makeWorld(seed: string): { world: World; truth: Truth; names: readonly Name[] } {
  const random = new Random(seed);
  const addressing = new Addressing(random.fork('addressing'));
  const staffing = new Staffing(random.fork('staff'), addressing, end);
  const world = newWorld(addressing);
  const names = drawNames(random.fork('names'), workerCount + count.candidates);
  // Names are drawn; only now does another stream deal out the parts.
  const parts = random.fork('parts');
  const order = parts.shuffle(names.slice(0, workerCount));
  const staffFrom = count.planted + count.hires + count.contractors;
  const sharedName = order[staffFrom + 2];
  if (sharedName !== undefined)
    order[staffFrom + 3] = { given: order[staffFrom + 3]?.given ?? '', family: sharedName.family };

  const contracts = order.map((name, i): { name: Name; start: number; kind: Worker['kind']; i: number } => {
    if (i < count.planted) return { name, start: planted.plantedDay(i), kind: 'employee', i };
    if (i < count.planted + count.hires)
      return { name, start: workdayAfter(dayStart('2026-07-27'), 12, parts), kind: 'employee', i };
    return { name, start: staffing.earlierStart(), kind: i < staffFrom ? 'contractor' : 'employee', i };
  });
  const workers: Worker[] = [];
  for (const { name, start, kind, i } of contracts.toSorted((a, b) => a.start - b.start))
    workers[i] = staffing.hire(name, start, kind);
  const hires = workers.slice(count.planted, count.planted + count.hires);
  const staff = workers.slice(staffFrom);
  const at = (i: number): Worker => {
    const worker = staff[i];
    if (worker === undefined) throw new RangeError(`no worker ${i}`);
    return worker;
  };

  const odd: honest.OddRow[] = [];
  const story = random.fork('honest');
  odd.push(...honest.addCouple(world, staffing, [at(0), at(1)], 'Chicago', dayStart('2026-08-11'), story));
  odd.push(...honest.addCouple(world, staffing, [at(2), at(3)], 'Salt Lake City', dayStart('2026-09-02'), story));
  world.settings.shared_households.push({
    people: [at(0).work_email, at(1).work_email],
    reason: 'Declared to the people team in 2025: partners, one flat',
  });
  odd.push(honest.addTraveller(world, staffing, at(4)));
  for (const i of [6, 7, 8, 9, 10, 11]) odd.push(honest.addVpnUser(world, staffing, at(i), story));
  for (const i of [12, 13, 14]) odd.push(honest.addRelayUser(world, staffing, at(i)));
  odd.push(
    ...honest.addCarrierUsers(world, staffing, [at(15), at(16), at(17), at(18)], 'New York', [
      'New York',
      'Philadelphia',
    ]),
  );
  odd.push(...honest.addCarrierUsers(world, staffing, [at(19), at(20)], 'Dallas', ['Kansas City', 'Denver']));
  for (const i of [44, 46]) odd.push(honest.addPhoneUser(world, staffing, at(i)));
  odd.push(honest.addHomeLab(staffing, at(21)));
  odd.push(honest.addMover(world, staffing, at(22), story));
  odd.push(...honest.addReception(world, staffing, [at(23), at(24), at(25)], story));
  for (const i of [26, 27, 28]) odd.push(honest.addOfficeVisitor(world, staffing, at(i), 'Boston', story));
  for (const [i, city] of [
    [29, 'Philadelphia'],
    [30, 'Raleigh'],
  ] as const)
    odd.push(honest.addOfficeVisitor(world, staffing, at(i), city, story));
  for (const i of [31, 32, 33, 34]) {
    const vpn = world.settings.vpn[i % 2];
    if (vpn !== undefined) odd.push(honest.addCorporateVpnUser(world, at(i), vpn));
  }
  odd.push(honest.addHeavyCloning(world, staffing, at(35), story));
  at(36).end = dayStart('2026-09-11');
  at(37).end = dayStart('2026-10-09');

  hires.forEach((worker, i) => {
    if (i === 0) {
      odd.push(honest.addHolidayParcel(world, staffing, worker, story));
      return;
    }
    const delivered_at = middayAt(worker.start - story.int(1, 3) * day_ms, worker.address);
    world.parcels.push(shipLaptop(worker, { delivered_at }, story));
  });
  odd.push(...honest.addSupport(world, staffing, at(5), hires.slice(2, 10), staff.slice(36, 46), story));

  const plot = random.fork('planted');
  const planting = (i: number): Worker => workers[i] ?? at(0);
  const rows = [
    ...planted.plantFarm(world, staffing, workers.slice(0, 4), plot),
    planted.plantLondon(world, staffing, planting(4), plot),
    planted.plantKvm(world, staffing, planting(5), plot),
    planted.plantCloner(world, staffing, planting(6), plot),
  ];

  world.workers = workers.toSorted((a, b) => a.key.localeCompare(b.key, 'en'));
  const managers = staff.slice(38, 44);
  for (const worker of managers) worker.title = `${worker.department} Manager`;
  for (const worker of world.workers)
    worker.manager_email = (managers.includes(worker) ? at(45) : parts.pick(managers)).work_email;

  const recruiting = new Recruiting(random.fork('hiring'), addressing);
  const applying = random.fork('applying');
  const others = names.slice(workerCount);
  const siblings = others[12];
  if (siblings !== undefined) others[13] = { given: others[13]?.given ?? '', family: siblings.family };
  if (others[14] !== undefined) others[15] = others[14];
  const outside = others
    .slice(0, count.candidates - count.planted - count.hires)
    .map((name) =>
      recruiting.apply(name, first_day + applying.int(-10, 112) * day_ms + applying.int(6 * 60, 23 * 60) * minute_ms),
    );
  odd.push(...honest.addOddCandidates(staffing, outside, applying));
  const personas = outside.slice(100, 105);
  personas.forEach((persona, i) => {
    persona.applied_at = dayStart('2026-08-03') + i * 4 * day_ms + applying.int(13, 22) * hour_ms;
    persona.status = i === 1 ? 'rejected' : 'active';
    persona.decided_at = i === 1 ? persona.applied_at + 6 * day_ms : null;
  });
  rows.push(...planted.plantPersonas(staffing, personas));
  const hired = [...workers.slice(0, 4), planting(4), planting(5), planting(6), ...hires].map((worker) =>
    recruiting.applyAs(worker, applying.int(36, 46), siteAt(worker, worker.start).public_ip),
  );
  world.candidates = [...outside, ...hired].toSorted((a, b) => a.applied_at - b.applied_at);
  world.candidates.forEach((candidate, i) => {
    candidate.candidate_id = 41_020_113 + i * 211;
  });
  for (const row of rows) {
    const match = world.candidates.find(
      (candidate) =>
        candidate.emails.some((mail) => row.emails.includes(mail.value)) &&
        `${candidate.name.given} ${candidate.name.family}` === row.name,
    );
    if (match !== undefined) row.ids['candidate_id'] = String(match.candidate_id);
  }

  const asking = random.fork('locate');
  for (const worker of world.workers) {
    const time = end - asking.int(2, 40) * day_ms;
    const laptop = laptopAt(worker, time);
    if (laptop === null || laptop.located !== null || !asking.chance(0.35)) continue;
    const city = cityNamed(siteAt(worker, time).city);
    locateLaptop(laptop, asking, city.latitude, city.longitude, time);
  }
  liveThrough(world, random.fork('routine'));
  writeCode(world, random.fork('code'));
  sortFacts(world);
  return { world, truth: { schema: 'meridian/truth@1', planted: rows, honest_oddities: odd }, names };
}

/** In the order in which a log would hold them; nothing after the last day. */
function sortFacts(world: World): void {
  const within = <T extends { time: number }>(facts: T[]): T[] =>
    facts.filter((fact) => fact.time >= world.first_day && fact.time < world.end).toSorted((a, b) => a.time - b.time);
  world.sign_ins = within(world.sign_ins);
  world.host_facts = within(world.host_facts);
  world.endpoint_facts = within(world.endpoint_facts);
  world.code = within(world.code);
  world.parcels = world.parcels.toSorted((a, b) => a.requested_at - b.requested_at);
}
