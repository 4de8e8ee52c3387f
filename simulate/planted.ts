import { day_ms, dayStart, hour_ms, minute_ms, workdays, writeIso } from './calendar.ts';
import { cityNamed } from './cities.ts';
import { cloneMany, makeTokenHash, privateRepositories } from './code.ts';
import { laptopClient, locateLaptop } from './machines.ts';
import { familyNames, givenNames } from './names.ts';
import type { Random } from './random.ts';
import { makeSignIn } from './routine.ts';
import { fullName, middayAt, shipLaptop, signature } from './shipping.ts';
import type { Staffing } from './staff.ts';
import { type RemoteTool, startRemoteTool } from './tools.ts';
import type { Candidate, Worker, World } from './world.ts';

/** One person whose story does not hold together, and when the records first show it. */
export type TruthRow = {
  kind: string;
  name: string;
  emails: string[];
  ids: Record<string, string>;
  first_evidence: string;
  shows: string[];
};

const truthOf = (kind: string, worker: Worker, first: number, shows: string[]): TruthRow => ({
  kind,
  name: fullName(worker),
  emails: [worker.work_email, worker.personal_email],
  ids: { employee_id: worker.employee_id, serial: worker.laptop.serial },
  first_evidence: writeIso(first),
  shows,
});

const startsOn = {
  farm: ['2026-08-17', '2026-08-24', '2026-09-08', '2026-09-14'],
  london: '2026-09-01',
  kvm: '2026-09-21',
  cloner: '2026-10-05',
};
const plantedStarts: readonly string[] = [...startsOn.farm, startsOn.london, startsOn.kvm, startsOn.cloner];

function locate(worker: Worker, cityName: string, time: number, random: Random): void {
  const city = cityNamed(cityName);
  locateLaptop(worker.laptop, random, city.latitude, city.longitude, time);
}

/** Four workers who say they live in four cities; their laptops stand in one house and are used from elsewhere. */
export function plantFarm(world: World, staffing: Staffing, workers: readonly Worker[], random: Random): TruthRow[] {
  const house = { ...staffing.addressing.address(cityNamed('Tulsa')), unit: '' };
  const network = staffing.addressing.site('home', 'Tulsa');
  const receiver = signature(random.pick(givenNames), random.pick(familyNames));
  const tools: readonly (readonly [RemoteTool, RemoteTool])[] = [
    ['anydesk', 'rustdesk'],
    ['anydesk', 'rustdesk'],
    ['chrome_remote_desktop', 'anydesk'],
    ['chrome_remote_desktop', 'rustdesk'],
  ];
  const claimed = ['Denver', 'Atlanta', 'Minneapolis', 'Raleigh'];
  const authenticator = workers[0]?.authenticator;
  return workers.map((worker, i) => {
    staffing.settle(worker, claimed[i] ?? 'Denver');
    staffing.makeEngineer(worker);
    staffing.issue(worker, 'Windows', worker.start);
    worker.stays = [{ from: worker.start, site: network }];
    if (i < 2 && authenticator !== undefined) worker.authenticator = authenticator;
    if (i % 2 === 0) {
      const site = staffing.addressing.site('vpn', 'Dallas');
      worker.routes = [{ share: 0.12, from: worker.start, until: world.end, site, client: 'own' }];
    }
    const changed = i < 3 ? { changed_to: house } : { first: house };
    const parcel = shipLaptop(
      worker,
      { delivered_at: middayAt(worker.start, house), received_by: receiver, ...changed },
      random,
    );
    world.parcels.push(parcel);
    const enrolled = worker.laptop.enrolled_at;
    const [first, second] = tools[i] ?? ['anydesk', 'rustdesk'];
    world.endpoint_facts.push(
      ...startRemoteTool(worker, worker.laptop, first, enrolled + random.int(25, 90) * minute_ms, network),
    );
    world.endpoint_facts.push(
      ...startRemoteTool(worker, worker.laptop, second, enrolled + random.int(16, 19) * hour_ms, network),
    );
    locate(worker, 'Tulsa', worker.start + 9 * day_ms, random);
    const shows = [
      'D02',
      'D07',
      'D10',
      'E02',
      ...(i < 3 ? ['D01'] : []),
      ...(i > 1 ? ['E03'] : []),
      ...(i < 2 ? ['E20'] : []),
    ];
    return truthOf('laptop farm', worker, parcel.destinations[1]?.changed_at ?? parcel.delivered_at, shows.toSorted());
  });
}

/** Says New York, has the laptop switched on in New York, and signs in from London. */
export function plantLondon(world: World, staffing: Staffing, worker: Worker, random: Random): TruthRow {
  staffing.settle(worker, 'New York');
  staffing.makeEngineer(worker, 'Senior Software Engineer');
  staffing.issue(worker, 'Windows', worker.start);
  const home = staffing.addressing.site('home', 'London');
  const rented = staffing.addressing.site('hosting', 'London');
  worker.routes = [
    { share: 0.68, from: worker.start, until: world.end, site: home, client: 'own' },
    { share: 0.32, from: worker.start, until: world.end, site: rented, client: 'own' },
  ];
  const parcel = shipLaptop(
    worker,
    {
      delivered_at: middayAt(worker.start, worker.address),
      received_by: signature(worker.name.given, worker.name.family),
    },
    random,
  );
  world.parcels.push(parcel);
  const here = worker.stays[0]?.site ?? home;
  const { laptop } = worker;
  world.endpoint_facts.push(...startRemoteTool(worker, laptop, 'anydesk', laptop.enrolled_at + 3 * hour_ms, here));
  const days = random.shuffle(workdays(worker.start + day_ms, world.end)).slice(0, 4);
  for (const day of days) {
    const time = day + 13 * hour_ms + random.int(0, 50) * minute_ms;
    world.sign_ins.push(makeSignIn(worker, time, home, worker.own_client, random, 'session'));
    world.sign_ins.push(
      makeSignIn(worker, time + random.int(18, 50) * minute_ms, here, laptopClient(laptop), random, 'session'),
    );
  }
  locate(worker, 'New York', worker.start + 20 * day_ms, random);
  return truthOf('New York laptop used from London', worker, laptop.enrolled_at + 3 * hour_ms, ['D10', 'E17', 'E19']);
}

/** Says Portland; the laptop is switched on in Phoenix behind an IP-KVM that calls itself a Logitech receiver. */
export function plantKvm(world: World, staffing: Staffing, worker: Worker, random: Random): TruthRow {
  staffing.settle(worker, 'Portland');
  staffing.makeEngineer(worker);
  staffing.issue(worker, 'macOS', worker.start);
  worker.stays = [{ from: worker.start, site: staffing.addressing.site('home', 'Phoenix') }];
  const disguise = {
    vendor: 'Logitech (x64)',
    vendor_id: '046d',
    model: 'Logitech USB Input Device',
    model_id: 'c52b',
    serial: '',
  };
  worker.laptop.usb = [
    { ...disguise, usb_class: '3', subclass: '1', protocol: '1' },
    { ...disguise, usb_class: '3', subclass: '0', protocol: '0' },
    { ...disguise, usb_class: '8', subclass: '6', protocol: '80' },
  ];
  worker.laptop.displays = [{ name: 'T749-fHD720', vendor_id: '5262', product_id: '8801', serial_number: '88888800' }];
  const delivered_at = middayAt(worker.start - 2 * day_ms, worker.address);
  const parcel = shipLaptop(worker, { delivered_at, enrolled_after_h: 43 }, random);
  world.parcels.push(parcel);
  locate(worker, 'Phoenix', worker.start + 4 * day_ms, random);
  return truthOf('worker behind a disguised IP-KVM', worker, worker.laptop.enrolled_at, ['D06', 'E09', 'E10']);
}

/** Says Nashville, has the laptop sent to Milwaukee, switches it on in Columbus and clones forty repositories in week one. */
export function plantCloner(world: World, staffing: Staffing, worker: Worker, random: Random): TruthRow {
  staffing.settle(worker, 'Nashville');
  staffing.makeEngineer(worker, 'Backend Engineer');
  staffing.issue(worker, 'Windows', worker.start);
  const site = staffing.addressing.site('home', 'Columbus');
  worker.stays = [{ from: worker.start, site }];
  const drop = staffing.addressing.address(cityNamed('Milwaukee'));
  const parcel = shipLaptop(
    worker,
    { delivered_at: middayAt(worker.start, drop), enrolled_after_h: 20, changed_to: drop },
    random,
  );
  world.parcels.push(parcel);
  const login = worker.github_login ?? '';
  const repositories = random.shuffle(privateRepositories).slice(0, 40);
  world.code.push(
    ...cloneMany(
      worker,
      login,
      repositories,
      worker.start + 3 * day_ms + 17 * hour_ms,
      site,
      makeTokenHash(random),
      random,
    ),
  );
  locate(worker, 'Columbus', worker.start + 6 * day_ms, random);
  return truthOf('bulk cloner in the first week', worker, parcel.destinations[1]?.changed_at ?? 0, [
    'D01',
    'D06',
    'F01',
  ]);
}

/** Five applications under five names; telephones, second mails, a flat and two connections tie them together. */
export function plantPersonas(staffing: Staffing, personas: readonly Candidate[]): TruthRow[] {
  const { addressing } = staffing;
  const city = cityNamed('Dallas');
  const [one, two, flat] = [addressing.phone(city), addressing.phone(city), addressing.address(city)];
  const mail = 'dev.contact.4471@example.net';
  const connections = [addressing.site('home', 'Dallas').public_ip, addressing.site('home', 'Dallas').public_ip];
  const line = `${city.name}, ${city.region_name}, ${city.country_name}`;
  const other = (value: string): { value: string; type: string } => ({ value, type: 'other' });
  const mobile = (value: string): { value: string; type: string } => ({ value, type: 'mobile' });
  personas.forEach((persona, i) => {
    persona.city_line = line;
    persona.phones =
      i === 0 || i === 2
        ? [mobile(one)]
        : i === 1
          ? [mobile(one), other(two)]
          : i === 4
            ? [mobile(two)]
            : [mobile(addressing.phone(city))];
    if (i === 2 || i === 3) persona.emails = [...persona.emails, other(mail)];
    persona.address = i === 0 || i === 3 || i === 4 ? flat : addressing.address(city);
    persona.application_ip = connections[i < 2 ? 0 : 1] ?? '';
  });
  return personas.map((persona, i) => ({
    kind: 'one operator, five personas',
    name: `${persona.name.given} ${persona.name.family}`,
    emails: persona.emails.map((each) => each.value),
    ids: { candidate_id: String(persona.candidate_id) },
    first_evidence: writeIso(Math.max(persona.applied_at, personas[i === 0 ? 1 : 0]?.applied_at ?? 0)),
    shows: ['A06'],
  }));
}

export const plantedDay = (i: number): number => dayStart(plantedStarts[i] ?? '2026-09-01');
