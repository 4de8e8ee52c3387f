import { expect, test } from 'vitest';
import { workforceClasses } from '../../src/schema/event-columns.ts';
import { useStore } from './use-store.ts';

/** One person with an account, a candidate's and an employee's number, who does one thing of each kind from one address. */
const opened = useStore(async (store) => {
  const person = {
    person_id: 'p1',
    stage: 'worker',
    names: ['Rosa Lind'],
    emails: [],
    home_city: 'Tulsa',
    home_country: 'US',
    home_latitude: 36.15,
    home_longitude: -95.99,
  };
  await store.insert('person', [person]);
  await store.insert('persona_of_person', [{ persona: 'test:p1', person_id: 'p1' }]);
  await store.insert('identifier', [{ kind: 'account', value: 'rosa@example.com', person_id: 'p1' }]);
  const claim = { persona: 'test:p1', persona_kind: 'worker' };
  await store.insert('claim', [
    { ...claim, claim_id: '1', kind: 'candidate_id', value: 'c7' },
    { ...claim, claim_id: '2', kind: 'employee_id', value: 'e7' },
  ]);
  await store.insert('address_place', [
    { address: '198.51.100.7', city: 'Tulsa', country: 'US', latitude: 36.15, longitude: -95.99, network_kind: 'home' },
  ]);
  const event = {
    time: '2026-06-01T09:00:00Z',
    source: 'test',
    src_ip: '198.51.100.7',
    account: 'rosa@example.com',
    action: 'done',
    candidate_uid: 'c7',
    employee_uid: 'e7',
  };
  const classes = [
    workforceClasses.application,
    workforceClasses.interview,
    workforceClasses.employment,
    workforceClasses.payroll,
    6006,
  ];
  await store.insert('mapped_record', [
    ...classes.map((class_uid, index) => ({ ...event, class_uid, event_id: String(index + 1) })),
    { ...event, class_uid: 6001, event_id: '9', repository: 'meridian/api' },
    { ...event, class_uid: workforceClasses.application, event_id: '10', candidate_uid: 'nobody' },
  ]);
});

const here = { person_id: 'p1', person_name: 'Rosa Lind', network_kind: 'home', city: 'Tulsa', country: 'US' };
test.each([
  ['application', here],
  ['interview', here],
  ['employment', { person_id: 'p1', person_name: 'Rosa Lind', home_city: 'Tulsa' }],
  ['payroll_change', here],
  ['file_access', here],
  ['code_access', here],
])('%s: one row, with its person, time, place and network', async (view, expected) => {
  const rows = await opened.store.query(`SELECT * FROM ${view}`);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ ...expected, time: '2026-06-01 09:00:00.000' });
});
