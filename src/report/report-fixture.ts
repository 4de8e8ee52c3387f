import type { PersonDetail, PlaceSeen, RawRecord, ReportData, ScoreStep, TimelineEntry } from '../schema/report.ts';
import type { Person, Ring } from '../schema/result.ts';
import { atDay, farmAddress, kvm, makePeople, makePerson, sum, travel } from './report-fixture-people.ts';

/** An invented company for tests of the report and of the table: everything a reader may meet, nothing read from a store. */

/** A small repeatable generator (mulberry32), so that the golden files never change by themselves. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The names and values an attacker would choose; the report and the table show them as text. */
export const hostileTexts = [
  '<script>globalThis.hit=1</script>',
  '<img src=x onerror="globalThis.hit=1">',
  "Robert'); DROP TABLE person;--",
  '</script><script>globalThis.hit=1</script>',
  'javascript:globalThis.hit=1',
  '\u202etxt.exe\u202c \u2066abc\u200f',
  '\u001b[2J\u001b[1;1H\u0007\u0000\u009b31m\r\n',
  '"><svg onload=globalThis.hit=1><style>*{display:none}</style>',
  '\ud800 lone \udc00 e\u0301\u0301\u0301 👩‍👩‍👧‍👦 ｆｕｌｌ',
  'x'.repeat(100_000),
];

function makePlaces(index: number): PlaceSeen[] {
  const place = (
    kind: PlaceSeen['kind'],
    label: string,
    longitude: number,
    latitude: number,
    count: number,
    network_kind = '',
  ): PlaceSeen => ({
    kind,
    label,
    detail: kind === 'shipped' ? farmAddress : '',
    longitude,
    latitude,
    count,
    first_time: atDay(2),
    last_time: atDay(2 + count),
    network_kind,
  });
  const portland = place('claimed', 'Portland, Oregon, US', -122.68, 45.52, 1);
  const nashville = place('shipped', 'Nashville, Tennessee, US', -86.78, 36.16, 1);
  const sets: PlaceSeen[][] = [
    [
      portland,
      nashville,
      place('first_check_in', 'Vladimir, RU', 40.4, 56.14, 1, 'hosting'),
      place('sign_in', 'Nashville, Tennessee, US', -86.8, 36.2, 78, 'home'),
      place('sign_in', 'Vladimir, RU', 40.42, 56.1, 9, 'hosting'),
    ],
    [
      place('claimed', 'Tucson, Arizona, US', -110.97, 32.22, 1),
      nashville,
      place('sign_in', 'Nashville, Tennessee, US', -86.8, 36.2, 60, 'home'),
    ],
    [
      place('claimed', 'Raleigh, North Carolina, US', -78.64, 35.78, 1),
      nashville,
      place('check_in', 'Nashville, Tennessee, US', -86.79, 36.17, 1, 'home'),
    ],
    [
      place('claimed', 'New York, US', -74.0, 40.71, 1),
      place('shipped', 'Brooklyn, New York, US', -73.95, 40.65, 1),
      place('check_in', 'London, GB', -0.12, 51.5, 1, 'home'),
      place('sign_in', 'London, GB', -0.1, 51.51, 84, 'home'),
      place('sign_in', 'New York, US', -74.0, 40.7, 12, 'consumer VPN'),
    ],
    [
      place('claimed', 'Kyoto, JP', 135.77, 35.01, 1),
      place('shipped', 'Osaka, JP', 135.5, 34.69, 1),
      place('check_in', 'Osaka, JP', 135.51, 34.7, 1, 'home'),
    ],
    [
      place('claimed', 'Auckland, NZ', 174.76, -36.85, 1),
      place('shipped', 'Los Angeles, US', -118.24, 34.05, 1),
      place('sign_in', 'Honolulu, US', -157.86, 21.31, 14, 'mobile'),
    ],
    [place('claimed', 'Leeds, GB', -1.55, 53.8, 1)],
    [],
  ];
  return sets[index % sets.length] ?? [];
}

const lanes: [string, string, string, string][] = [
  ['hiring', 'greenhouse.candidates', 'Application stage changed', 'exports/greenhouse-candidates.json'],
  ['parcel', 'easypost.tracker', 'Parcel in transit', 'exports/easypost-trackers.json'],
  ['device', 'intune.managed_devices', 'Device check-in', 'exports/intune-devices.json'],
  ['sign-in', 'okta.system_log', 'Signed in', 'exports/okta-system-log.ndjson'],
  ['endpoint', 'sysmon.events', 'Process started', 'exports/sysmon.ndjson'],
  ['code', 'github.audit_log', 'Repository cloned', 'exports/github-audit.json'],
];

function makeTimeline(person: Person, count: number, random: () => number): TimelineEntry[] {
  const marked = person.findings.flatMap((finding) =>
    finding.evidence.map((item): TimelineEntry => {
      const lane = lanes.find((l) => l[3] === item.file) ?? lanes[2];
      return {
        time: finding.time,
        source: lane?.[1] ?? '',
        lane: lane?.[0] ?? 'device',
        title: finding.title,
        place: 'Nashville',
        file: item.file,
        sequence: item.sequence,
        count: 1,
        finding_ids: [finding.finding_id],
      };
    }),
  );
  const plain = Array.from({ length: count }, (_, index): TimelineEntry => {
    const pick = random();
    const lane = pick < 0.06 ? 0 : pick < 0.1 ? 1 : pick < 0.25 ? 2 : pick < 0.62 ? 3 : pick < 0.85 ? 4 : 5;
    const [name, source, title, file] = lanes[lane] ?? ['device', '', '', ''];
    const day =
      lane === 0
        ? Math.floor(random() * 20)
        : lane === 1
          ? 8 + Math.floor(random() * 6)
          : 14 + Math.floor(random() * 106);
    return {
      time: atDay(day, 7 + Math.floor(random() * 12)),
      source,
      lane: name,
      title,
      place: random() < 0.8 ? 'Nashville, US' : 'London, GB',
      file,
      sequence: index,
      count: 1 + Math.floor(random() ** 3 * 60),
      finding_ids: [],
    };
  });
  return [...marked, ...plain].sort((a, b) => a.time.localeCompare(b.time));
}

function makeScore(person: Person): ScoreStep[] {
  const parts = [
    ...person.findings.map((f) => ({
      label: f.title,
      kind: 'finding' as const,
      bits: f.counted_bits,
      finding_id: f.finding_id,
    })),
    ...person.counter_evidence.map((c) => ({
      label: c.text,
      kind: 'counter_evidence' as const,
      bits: -c.bits,
      finding_id: null,
    })),
  ];
  const prior = person.bits - sum(parts.map((part) => part.bits));
  let after = prior;
  const steps: ScoreStep[] = [
    { label: `Before any evidence: ${person.stage}`, kind: 'prior', bits: prior, bits_after: prior, finding_id: null },
  ];
  for (const part of parts) {
    after += part.bits;
    steps.push({ ...part, bits_after: after });
  }
  return [...steps, { label: 'Total', kind: 'total', bits: after, bits_after: after, finding_id: null }];
}

function makeDetail(person: Person, index: number, entries: number): PersonDetail {
  return {
    person_id: person.person_id,
    stated: { title: 'Backend Engineer', place: 'Portland, US', start_date: '2026-03-02', end_date: null },
    priority_reason: `${person.families.length} families agree (${person.families.join(', ')}).`,
    counted_notes: Object.fromEntries(person.findings.map((finding) => [finding.finding_id, 'whole'])),
    timeline: makeTimeline(person, entries, makeRandom(index + 1)),
    places: makePlaces(index),
    places_left_out: 0,
    score: makeScore(person),
    ties: [
      {
        kind: 'login',
        value: person.emails[0] ?? '',
        reason: 'work e-mail of the employee record',
        file: 'exports/bamboohr-employees.csv',
        sequence: index,
      },
      {
        kind: 'serial',
        value: `SN-${person.person_id}`,
        reason: 'assigned to this login in the device list',
        file: 'exports/intune-devices.json',
        sequence: index,
      },
      {
        kind: 'parcel',
        value: `EZ1000000${index}`,
        reason: 'serial number stands on the shipment',
        file: 'exports/easypost-trackers.json',
        sequence: index,
      },
    ],
  };
}

function makeRecord(file: string, at: number, person: Person): RawRecord {
  const text = file.endsWith('.csv')
    ? `${person.person_id},"${person.names[0] ?? ''}",${person.emails[0] ?? ''},Portland,Oregon`
    : JSON.stringify({
        uuid: `7f3c-${at}`,
        published: atDay(at % 120),
        actor: { alternateId: person.emails[0], displayName: person.names[0] },
        client: {
          ipAddress: '198.51.100.23',
          geographicalContext: { city: 'London', geolocation: { lat: 51.5, lon: -0.12 } },
        },
        outcome: { result: 'SUCCESS' },
        debugContext: {},
      });
  return { file, sequence: at, source: 'okta.system_log', text, truncated: at % 9 === 8 };
}

function makeRings(people: Person[]): Ring[] {
  const farm = people
    .filter((person) => person.findings.some((finding) => finding.detection_id === 'D02'))
    .map((person) => person.person_id);
  return [
    {
      ring_id: 'ring-1',
      kind: 'farm',
      members: farm,
      bits: 18.5,
      links: farm.slice(1).map((b, index) => ({
        a: farm[index] ?? '',
        b,
        bits: 9 - index,
        reasons: [
          { field: 'delivery address', level: 'same unit', bits: 7 - index },
          { field: 'home network', level: 'same address on 11 days', bits: 2 },
        ],
      })),
      hubs: [
        { kind: 'address', value: farmAddress, members: farm },
        { kind: 'network', value: '198.51.100.23', members: farm.slice(0, 3) },
      ],
    },
    {
      ring_id: 'ring-2',
      kind: 'operator',
      members: ['candidate-2204', 'candidate-2209', 'candidate-2217', 'candidate-2230', 'candidate-2241'],
      bits: 12.2,
      links: [
        {
          a: 'candidate-2204',
          b: 'candidate-2209',
          bits: 6.1,
          reasons: [{ field: 'phone', level: 'equal', bits: 6.1 }],
        },
      ],
      hubs: [
        {
          kind: 'phone',
          value: '+1 503 555 0117',
          members: ['candidate-2204', 'candidate-2209', 'candidate-2217', 'candidate-2230', 'candidate-2241'],
        },
      ],
    },
  ];
}

/** A report of eight people: a farm of four at one address, one worker with two places, an IP-KVM, a candidate cluster, an honest one at `watch`. */
export function makeReportData(options: { entries?: number } = {}): ReportData {
  return assemble(makePeople(), options.entries ?? 220);
}

function assemble(people: Person[], entries: number, detailed = people.length): ReportData {
  const records = new Map<string, RawRecord>();
  for (const person of people) {
    for (const item of person.findings.flatMap((finding) => finding.evidence))
      records.set(`${item.file}\n${item.sequence}`, makeRecord(item.file, item.sequence, person));
  }
  return {
    result: {
      schema: 'selvage/scan-result@1',
      generated_at: atDay(121),
      as_of: atDay(120),
      inputs: lanes.map(([, source, , file], index) => ({
        file,
        source,
        records: 1200 * (index + 1) + 7,
        events: 1200 * (index + 1),
        claims: 0,
        rejected: index === 3 ? 7 : 0,
        first_time: atDay(index),
        last_time: index === 4 ? null : atDay(119),
      })),
      people,
      rings: makeRings(people),
    },
    details: people.slice(0, detailed).map((person, index) => makeDetail(person, index, entries)),
    raw_records: [...records.values()],
    rejects: [
      { file: 'exports/okta-system-log.ndjson', sequence: 311, reason: 'not JSON: unexpected end of the line' },
      { file: 'exports/okta-system-log.ndjson', sequence: 312, reason: 'published: no time' },
    ],
    reject_count: 7,
    unknown_files: [
      {
        file: 'exports/notes.json',
        reason: 'no source recognises it',
        nearest_source: 'okta.system_log',
        missing: ['eventType', 'published', 'actor'],
      },
    ],
    ambiguities: [
      {
        kind: 'login',
        value: 'admin@example.com',
        person_ids: ['worker-1041', 'worker-1009'],
        reason: 'two employee records carry it',
      },
    ],
    people_by_stage: { candidate: 304, worker: 76, leaver: 4, account: 12 },
  };
}

/** The same report with hostile text in every field that comes from outside. */
export function makeHostileReportData(): ReportData {
  const base = assemble(
    hostileTexts.map((name, index) =>
      makePerson({ id: `w${index}`, names: [name], priority: 'high', findings: [kvm(7, 20), travel(4, 30)] }),
    ),
    60,
  );
  const kept = new Set([
    'schema',
    'generated_at',
    'as_of',
    'time',
    'first_time',
    'last_time',
    'kind',
    'stage',
    'priority',
    'family',
    'families',
    'lane',
  ]);
  const ids = new Map<string, string>();
  const swap = (value: unknown, key: string, at: number): unknown => {
    if (typeof value === 'string') {
      if (kept.has(key)) return value;
      const text = hostileTexts[at % (hostileTexts.length - (key === 'names' ? 0 : 1))] ?? '';
      const isKey = ['person_id', 'members', 'a', 'b', 'person_ids', 'finding_id', 'finding_ids', 'file'].includes(key);
      if (!isKey) return text;
      const known = ids.get(value) ?? `${text}${ids.size}`;
      ids.set(value, known);
      return known;
    }
    if (Array.isArray(value)) return value.map((item, index) => swap(item, key, at + index));
    if (value === null || typeof value !== 'object') return value;
    const mixed = ['fields', 'ids', 'people_by_stage', 'counted_notes'].includes(key);
    return Object.fromEntries(
      Object.entries(value).map(([name, item], index) => [
        mixed ? `${hostileTexts[(at + index) % 8]}` : name,
        swap(item, name, at + index),
      ]),
    );
  };
  return swap(base, '', 0) as ReportData;
}

/** A large company: `listed` people, the first `detailed` with timelines of `entries`. */
export function makeLargeReportData(listed = 300, detailed = 40, entries = 2000): ReportData {
  const base = makePeople();
  const people = Array.from({ length: listed }, (_, index) => {
    const person = structuredClone(base[index % base.length] as Person);
    return {
      ...person,
      person_id: `${person.person_id}-${index}`,
      findings: person.findings.map((f) => ({
        ...f,
        finding_id: `${f.finding_id}-${index}`,
        evidence: f.evidence.map((e) => ({ ...e, sequence: e.sequence + index * 40 })),
      })),
    };
  });
  return assemble(people, entries, detailed);
}
