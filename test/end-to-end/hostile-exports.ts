import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What an attacker would write into a name, a note, an address or a file name. `hit` must never be set. */
export const hostileTexts = [
  '<script>globalThis.hit=1;alert(1)</script>',
  '<img src=x onerror="globalThis.hit=1;alert(1)">',
  "Robert'); DROP TABLE person;--",
  '</script><script>globalThis.hit=1</script>',
  '{{7*7}}${7*7}<%= 7*7 %>',
  'javascript:globalThis.hit=1',
  '\u202egpj.exe\u202c\u2066abc\u200f',
  '\u001b[2J\u001b[31m\u0007\u009b1m nul\u0000 end',
  '"><svg onload=globalThis.hit=1><style>*{display:none}</style>',
  '=cmd|"/c calc"!A1',
  `long ${'x'.repeat(100_000)}`,
];

const csv = (rows: readonly string[][]) =>
  rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n');
const at = (index: number) => hostileTexts[index % hostileTexts.length] ?? '';
const pad = (index: number) => String(index).padStart(3, '0');

/** Two candidates of a telephone number each: one with a hostile name, both with hostile texts in every other field. */
function makeCandidates(): unknown[] {
  return hostileTexts.flatMap((text, index) =>
    [text, `Plain Person${index}`].map((name, half) => ({
      id: 9_000 + index * 2 + half,
      first_name: name,
      last_name: half === 0 ? `Kestrel${index}` : `Merlin${index}`,
      company: text,
      title: text,
      created_at: '2026-08-03T10:00:00.000Z',
      last_activity: '2026-08-04T10:00:00.000Z',
      application_ids: [7_000 + index * 2 + half],
      phone_numbers: [{ value: `+1 415-555-0${pad(100 + index)}`, type: text }],
      addresses: [{ value: text, type: text }],
      email_addresses: [{ value: `person${index}-${half}@example.org`, type: text }],
      website_addresses: [{ value: `javascript:alert(${index})//${text}`, type: text }],
      social_media_addresses: [{ value: text }],
      tags: [text],
      applications: [
        {
          id: 7_000 + index * 2 + half,
          candidate_id: 9_000 + index * 2 + half,
          applied_at: '2026-08-03T10:00:00.000Z',
          last_activity_at: '2026-08-04T10:00:00.000Z',
          location: { address: text },
          source: { id: 1, public_name: text },
          jobs: [{ id: 1, name: text }],
          status: 'active',
          answers: [{ question: text, answer: text }],
          custom_fields: { application_ip: `100.2.51.${index + 1}`, application_user_agent: text },
        },
      ],
    })),
  );
}

const workerMail = (index: number) => `worker${index}@example.com`;
const serial = (index: number) => `SER${pad(index)}<b>${index}`;

/** Lines of several exports about workers of hostile names, each with a laptop that an IP-KVM hangs on. */
const workerFiles: Record<string, string> = {
  'people {{7*7}}.csv': csv([
    ['person_id', 'kind', 'name', 'email', 'work_email', 'address', 'city', 'country', 'title', 'start_date', 'login'],
    ...hostileTexts.map((text, index) => [
      `w${index}`,
      'worker',
      text,
      `home${index}@example.org`,
      workerMail(index),
      text,
      text,
      'US',
      text,
      '2026-08-01',
      '',
    ]),
  ]),
  "shipments'); DROP TABLE event;--.csv": csv([
    [
      'tracking_number',
      'worker',
      'serial',
      'requested_at',
      'shipped_at',
      'delivered_at',
      'destination',
      'received_by',
      'status',
      'changed_by',
    ],
    ...hostileTexts.map((text, index) => [
      `1Z${pad(index)}${text.slice(0, 40)}`,
      workerMail(index),
      serial(index),
      '2026-08-01T10:00:00Z',
      '2026-08-02T10:00:00Z',
      '2026-08-05T10:00:00Z',
      text,
      text,
      text,
      text,
    ]),
  ]),
  'links <img src=x onerror=alert(1)>.csv': csv([
    ['identifier_kind', 'identifier', 'person'],
    ...hostileTexts.map((text, index) => ['github_login', text, workerMail(index)]),
    ...hostileTexts.map((text) => [text, text, text]),
  ]),
  'okta \u202egpj.ndjson': hostileTexts
    .map((text, index) =>
      JSON.stringify({
        uuid: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
        published: `2026-08-10T10:00:${pad(index).slice(1)}.000Z`,
        eventType: 'user.session.start',
        displayMessage: text,
        severity: 'INFO',
        outcome: { result: 'SUCCESS', reason: text },
        actor: { id: `00u${index}`, type: 'User', alternateId: workerMail(index), displayName: text },
        client: {
          ipAddress: `100.2.51.${index + 1}`,
          userAgent: { rawUserAgent: text, os: text, browser: text },
          geographicalContext: { city: text, country: text, state: text },
        },
        securityContext: { isp: text },
        authenticationContext: { externalSessionId: text },
        debugContext: { debugData: { dtHash: text, url: text } },
        target: [{ id: text, type: text, displayName: text }],
      }),
    )
    .join('\n'),
  'intune\n"onmouseover=alert(1).json': JSON.stringify({
    value: hostileTexts.map((text, index) => ({
      id: `aac5bcd2-2a8b-4006-a8f3-${String(index).padStart(12, '0')}`,
      userId: text,
      deviceName: `LAPTOP-${index}${text}`,
      managedDeviceOwnerType: 'company',
      enrolledDateTime: '2026-08-05T12:00:00Z',
      lastSyncDateTime: '2026-08-10T12:00:00Z',
      operatingSystem: text,
      emailAddress: workerMail(index),
      userPrincipalName: workerMail(index),
      userDisplayName: text,
      model: text,
      manufacturer: text,
      serialNumber: serial(index),
      azureADDeviceId: `80d7f7ab-20b5-44e6-a473-${String(index).padStart(12, '0')}`,
      complianceState: text,
    })),
  }),
  'osquery.ndjson': hostileTexts
    .map((text, index) =>
      JSON.stringify({
        name: 'pack_it_usb_devices',
        hostIdentifier: serial(index),
        calendarTime: 'Mon Aug 10 12:00:00 2026 UTC',
        unixTime: 1_786_363_200 + index,
        epoch: 0,
        counter: 0,
        numerics: false,
        decorations: { hardware_serial: serial(index), hostname: `LAPTOP-${index}${text}` },
        columns: {
          vendor: 'PiKVM',
          vendor_id: '1d6b',
          model: 'PiKVM Composite Device',
          model_id: '0104',
          serial: text,
          class: '0',
          removable: '-1',
        },
        action: 'added',
      }),
    )
    .join('\n'),
};

/** Writes exports with hostile texts in every field and file name. */
export function writeHostileExports(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'greenhouse <b>.json'), JSON.stringify(makeCandidates()));
  writeFileSync(join(folder, 'unknown <title> \u202e.json'), JSON.stringify([{ [at(0)]: at(1) }, { a: at(2) }]));
  for (const [name, text] of Object.entries(workerFiles)) writeFileSync(join(folder, name), text);
}
