import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPackageRoot } from '../../src/events/package-root.ts';
import { loadSources } from '../../src/sources/load-sources.ts';
import { importRecords } from './import-records.ts';
import { useStore } from './use-store.ts';

/** The view `parcel`: destinations in the order they were set, from the sender's list and the carrier together. */
const sources = loadSources(join(findPackageRoot(), 'content'));
const opened = useStore();

const home = '88 Juniper Road Apt 4, Austin, TX 78701';
const elsewhere = '40 Quarry Lane, Nashville, TN 37201';
const row = (more: Record<string, string>) => ({
  worker: 'ilse@corp.example.com',
  serial: 'SN1',
  requested_at: '2026-03-10T12:00:00Z',
  shipped_at: '',
  delivered_at: '',
  destination: home,
  received_by: '',
  changed_at: '',
  changed_by: '',
  ...more,
});
const change = { destination: elsewhere, changed_at: '2026-03-10T16:30:00Z', changed_by: 'desk@corp.example.com' };
const arrival = { shipped_at: '2026-03-11T02:00:00Z', delivered_at: '2026-03-13T17:42:10Z', received_by: 'M OKOYE' };

const cases: [string, Record<string, string>[], { first: string; last: string; changed_by: string }][] = [
  ['never changed', [row(arrival)], { first: home, last: home, changed_by: '' }],
  [
    'told again with the change',
    [row({}), row({ ...change, ...arrival })],
    { first: home, last: elsewhere, changed_by: 'desk@corp.example.com' },
  ],
  [
    'newest row first',
    [row({ ...change, ...arrival }), row({})],
    { first: home, last: elsewhere, changed_by: 'desk@corp.example.com' },
  ],
  [
    'both rows tell the delivery',
    [row({ ...change, ...arrival }), row(arrival)],
    { first: home, last: elsewhere, changed_by: 'desk@corp.example.com' },
  ],
  [
    'told again without a moment of change',
    [row({}), row({ destination: elsewhere, ...arrival })],
    { first: home, last: elsewhere, changed_by: '' },
  ],
];

test.each(
  cases.map(([name, rows, expected], index) => ({ name, rows, expected, number: `1Z000000000000010${index}` })),
)('$name', async ({ rows, expected, number }) => {
  const records = rows.map((record) => ({ tracking_number: number, ...record }));
  await importRecords(opened.store, opened.folder, `shipments-${number}.csv`, records, sources);
  await importRecords(opened.store, opened.folder, `trackers-${number}.json`, [trackerOf(number)], sources);
  await opened.store.insert('person', [{ person_id: number, stage: 'worker', names: ['Ilse Marquez'], emails: [] }]);
  await opened.store.insert('identifier', [
    { kind: 'parcel', value: number.toLowerCase(), person_id: number, sources: [] },
  ]);
  const [parcel] = await opened.store.query(
    `SELECT first_destination AS first, last_destination AS last, changed_by, toString(delivered_at) AS delivered_at, received_by, device
       FROM parcel WHERE tracking_number = {number:String}`,
    { number },
  );
  expect(parcel).toEqual({
    ...expected,
    delivered_at: '2026-03-13 17:42:10.000',
    received_by: 'M OKOYE',
    device: 'sn1',
  });
});

/** The carrier knows the town only; that is no change of destination. */
function trackerOf(number: string): unknown {
  const file = join(findPackageRoot(), 'content/sources/easypost-trackers/fixtures/trackers.json');
  const { trackers } = JSON.parse(readFileSync(file, 'utf8')) as { trackers: Record<string, unknown>[] };
  return { ...trackers[0], tracking_code: number };
}
