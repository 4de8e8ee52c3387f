import type { CounterEvidence, Family, Finding, Person, Priority, Stage } from '../schema/result.ts';

/** The invented people of the report's fixture, and the findings about them. */

const dayMs = 86_400_000;
const firstDay = Date.parse('2026-03-02T00:00:00.000Z');
const priorBits = -9.96;

export const atDay = (day: number, hour = 9): string =>
  new Date(firstDay + day * dayMs + hour * 3_600_000).toISOString();

type FindingSeed = {
  behaviour: string;
  title: string;
  stage: string;
  family: Family;
  bits: number;
  counted: number;
  cause: string;
  day: number;
  summary: string;
  files: [string, Record<string, string>][];
  supported?: boolean;
};

const explanations: Record<string, string[]> = {
  D02: ['They share a home and have said so.', 'A reception desk or parcel room takes deliveries for the whole house.'],
  D06: [
    'The person picked the laptop up while travelling, with approval.',
    'The check-in came through a corporate VPN.',
  ],
  D07: ['They live together.', 'Both use the same mobile carrier, whose address many people share.'],
  E07: ['A home lab with a KVM of its own, declared to IT.'],
  E17: ['A VPN switched on and off.', 'Approved travel.'],
  A06: ['A family shares one phone line.', 'An agency entered its own number.'],
};
const steps = [
  'Ask IT logistics who received the parcel, by name.',
  'Ask for a short video call with the laptop on the desk, through the manager.',
  'Hold nothing back and change nothing until a person has decided.',
];

let sequence = 0;

function makeFinding(seed: FindingSeed, person: string): Finding {
  return {
    finding_id: `${seed.behaviour.toLowerCase()}-${person}-${seed.day}`,
    detection_id: seed.behaviour,
    behaviour: seed.behaviour,
    title: seed.title,
    stage: seed.stage,
    family: seed.family,
    bits: seed.bits,
    counted_bits: seed.counted,
    cause: seed.cause,
    time: atDay(seed.day),
    summary: seed.summary,
    evidence: seed.files.map(([file, fields]) => ({ file, sequence: sequence++, fields })),
    explanations: (explanations[seed.behaviour] ?? ['An honest mistake in one of the systems.']).map((text, index) => ({
      text,
      supported: index === 0 && seed.supported === true,
    })),
    next_steps: steps,
  };
}

type PersonSeed = {
  id: string;
  names: string[];
  stage?: Stage;
  priority: Priority;
  findings: FindingSeed[];
  counter?: CounterEvidence[];
  missing?: string[];
  prior?: number;
};

export function makePerson(seed: PersonSeed): Person {
  const findings = seed.findings.map((finding) => makeFinding(finding, seed.id));
  const counter = seed.counter ?? [];
  const bits = (seed.prior ?? priorBits) + sum(findings.map((f) => f.counted_bits)) - sum(counter.map((c) => c.bits));
  const login = `${(seed.names[0] ?? seed.id).toLowerCase().replaceAll(/[^a-z]+/g, '.')}@example.com`;
  return {
    person_id: seed.id,
    names: seed.names,
    emails: [login],
    ids: {
      'bamboohr.employees': [seed.id.replace(/\D/g, '')],
      'okta.system_log': [login],
      'intune.managed_devices': [`SN-${seed.id}`],
    },
    stage: seed.stage ?? 'worker',
    probability: 1 / (1 + 2 ** -bits),
    bits,
    priority: seed.priority,
    families: [...new Set(findings.filter((f) => f.counted_bits > 0).map((f) => f.family))],
    findings,
    counter_evidence: counter,
    missing_sources: seed.missing ?? ['sysmon.events', 'osquery.results'],
  };
}

export const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

export const farmAddress = '1180 Juniper Ct, Nashville TN 37206';
const shared = (count: number, day: number, counted = 7): FindingSeed => ({
  behaviour: 'D02',
  title: 'One delivery address for several workers',
  stage: 'ship',
  family: 'logistics',
  bits: 7,
  counted,
  cause: farmAddress,
  day,
  summary: `The laptop went to ${farmAddress}, where ${count} workers with different surnames receive theirs.`,
  files: [
    ['exports/easypost-trackers.json', { 'tracking_details.city': 'Nashville', signed_by: 'M. Okafor' }],
    ['exports/bamboohr-employees.csv', { address1: '9 Alder Way', city: 'Portland' }],
  ],
});
const farCheckIn = (place: string, km: number, day: number, counted = 7): FindingSeed => ({
  behaviour: 'D06',
  title: 'First check-in far from the delivery address',
  stage: 'ship',
  family: 'endpoint',
  bits: 7,
  counted,
  cause: place,
  day,
  summary: `The laptop was first seen in ${place}, ${km} km from where it was delivered, 19 hours after delivery.`,
  files: [['exports/intune-devices.json', { enrolledDateTime: atDay(day), publicIpAddress: '203.0.113.44' }]],
});
const sameNetwork = (day: number, counted = 3.5): FindingSeed => ({
  behaviour: 'D07',
  title: 'Devices of several workers on one home network',
  stage: 'access',
  family: 'network',
  bits: 7,
  counted,
  cause: '198.51.100.23',
  day,
  summary: 'On 11 days the laptop used the same home network as those of three other workers.',
  files: [['exports/okta-system-log.ndjson', { 'client.ipAddress': '198.51.100.23', outcome: 'SUCCESS' }]],
});
export const kvm = (counted: number, day: number, supported = false): FindingSeed => ({
  behaviour: 'E07',
  title: 'IP-KVM attached to the laptop',
  stage: 'access',
  family: 'endpoint',
  bits: 7,
  counted,
  cause: 'usb 1d6b:0104 PiKVM',
  day,
  supported,
  summary:
    'A USB device named “PiKVM Composite KVM Device” was attached for 41 days: the laptop can be used from anywhere.',
  files: [['exports/osquery-usb.ndjson', { vendor: 'PiKVM', model: 'Composite KVM Device', vendor_id: '1d6b' }]],
});
export const travel = (counted: number, day: number): FindingSeed => ({
  behaviour: 'E17',
  title: 'Impossible travel in the first weeks',
  stage: 'access',
  family: 'network',
  bits: 4,
  counted,
  cause: 'New York → London',
  day,
  summary: 'Twice, sign-ins 5,570 km apart came less than 90 minutes after each other.',
  files: [
    ['exports/okta-system-log.ndjson', { 'client.geographicalContext.city': 'London' }],
    ['exports/okta-system-log.ndjson', { 'client.geographicalContext.city': 'New York' }],
  ],
});
const samePhone = (day: number): FindingSeed => ({
  behaviour: 'A06',
  title: 'One phone number under several names',
  stage: 'apply',
  family: 'contact',
  bits: 7,
  counted: 7,
  cause: '+1 503 555 0117',
  day,
  summary: 'The phone number of this application stands in four others, under other names.',
  files: [['exports/greenhouse-candidates.json', { 'phone_numbers.0.value': '+1 503 555 0117' }]],
});

const sharedResume = (day: number): FindingSeed => ({
  behaviour: 'A04',
  title: 'Near-duplicate résumé under another name',
  stage: 'apply',
  family: 'identity',
  bits: 4,
  counted: 4,
  cause: 'résumé text',
  day,
  summary: 'Nine tenths of the résumé text stand in that of another applicant, under another name.',
  files: [['exports/greenhouse-candidates.json', { 'attachments.0.filename': 'resume.pdf' }]],
});

const met: CounterEvidence = {
  kind: 'met_in_person',
  text: 'Met in person by a colleague from the Denver office on 2026-04-20.',
  bits: 3,
  evidence: [],
};
const agree: CounterEvidence = {
  kind: 'places_agree',
  text: 'Three systems agree on the place for four months.',
  bits: 2,
  evidence: [],
};

export function makePeople(): Person[] {
  sequence = 0;
  return [
    makePerson({
      id: 'worker-1041',
      names: ['Nora Ashby'],
      priority: 'urgent',
      findings: [shared(4, 12), farCheckIn('Vladimir, RU', 8601, 14), sameNetwork(30, 7)],
      counter: [],
    }),
    makePerson({
      id: 'worker-1067',
      names: ['Tomás Ferreira', 'Tomas J. Ferreira'],
      priority: 'urgent',
      findings: [shared(4, 18), sameNetwork(31, 7), travel(2, 40)],
    }),
    makePerson({
      id: 'worker-1102',
      names: ['Imani Brandt'],
      priority: 'urgent',
      findings: [shared(4, 44), sameNetwork(52, 7)],
      missing: ['sysmon.events', 'osquery.results', 'github.audit_log'],
    }),
    makePerson({
      id: 'worker-1017',
      names: ['Elliot Marchetti'],
      priority: 'high',
      findings: [farCheckIn('London, GB', 5571, 9), travel(4, 21)],
    }),
    makePerson({
      id: 'worker-1088',
      names: ['佐藤 美咲', 'Misaki Sato'],
      priority: 'high',
      findings: [kvm(7, 33), sameNetwork(60, 3.5)],
    }),
    makePerson({
      id: 'worker-1120',
      names: ['ליאור בן־דוד'],
      priority: 'review',
      findings: [shared(4, 71), travel(2, 80)],
      counter: [],
    }),
    makePerson({
      id: 'candidate-2204',
      names: ['Devon Prakash', 'D. P. Rao', 'Devon Rao'],
      stage: 'candidate',
      priority: 'review',
      findings: [samePhone(63), sharedResume(64)],
      prior: -12.2,
      missing: ['okta.system_log', 'easypost.tracker'],
    }),
    makePerson({
      id: 'worker-1009',
      names: ['Greta Olund'],
      priority: 'watch',
      findings: [shared(2, 8), kvm(0, 5, true)],
      counter: [met, agree],
      missing: [],
    }),
  ];
}
