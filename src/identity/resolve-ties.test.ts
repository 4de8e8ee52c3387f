import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { IdentityInput } from './identity-input.ts';
import { account, device, doubtOf, ilse, ownerOf, parcel, persona, resolve, tomasz } from './made-up-input.ts';

describe('accounts', () => {
  const claims = [...ilse, ...tomasz];
  test.each<[string, Partial<IdentityInput>, string, string | undefined]>([
    [
      'by work mail',
      { accounts: [account('idp', 'ilse.marquez@corp.example.com')] },
      'ilse.marquez@corp.example.com',
      'worker:7',
    ],
    ['by personal mail', { accounts: [account('idp', 'ilse@example.com')] }, 'ilse@example.com', 'worker:7'],
    [
      'by the part before @ of the work mail',
      { accounts: [account('win', 'ilse.marquez')] },
      'ilse.marquez',
      'worker:7',
    ],
    ['by employee id', { accounts: [account('win', '000117')] }, '000117', 'worker:7'],
    [
      'by a login in the people file',
      { claims: [...claims, ...persona('worker', 'hr:7', { login: 'imq' })], accounts: [account('win', 'imq')] },
      'imq',
      'worker:7',
    ],
    [
      'by the mail that the log gives the login',
      { accounts: [account('code', 'octo', { email: 'tomasz@corp.example.com' })] },
      'octo',
      'worker:8',
    ],
    [
      'by the mail that another log gives DOMAIN\\login',
      { accounts: [account('win', 'imq'), account('idp', 'ilse.marquez@corp.example.com', { login: 'CORP\\IMQ' })] },
      'imq',
      'worker:7',
    ],
    [
      'by links.csv',
      {
        claims: [...claims, ...persona('link', 'selvage.links:000117', { github_login: 'octo' })],
        accounts: [account('code', 'octo')],
      },
      'octo',
      'worker:7',
    ],
    [
      'links.csv goes before the login part',
      {
        claims: [...claims, ...persona('link', 'selvage.links:Ilse Marquez', { login: 'tomasz' })],
        accounts: [account('code', 'tomasz')],
      },
      'tomasz',
      'worker:7',
    ],
    [
      'of nobody, in a source whose accounts are people',
      { accounts: [account('idp', 'ghost@corp.example.com')] },
      'ghost@corp.example.com',
      'account:ghost@corp.example.com',
    ],
    ['of nobody, in another source', { accounts: [account('win', 'svc-backup')] }, 'svc-backup', undefined],
  ])('%s', (_, input, value, person_id) => {
    expect(ownerOf({ claims, ...input }, value)).toBe(person_id);
  });

  test('two orphan accounts of one mail are one person; links.csv may name an account', () => {
    const accounts = [
      account('idp', 'ghost@corp.example.com', { full_name: 'G Host' }),
      account('code', 'gh', { email: 'ghost@corp.example.com' }),
      account('code', 'octo'),
    ];
    const link = persona('link', 'selvage.links:ghost@corp.example.com', {
      github_login: 'octo',
      device_serial: 'C02',
    });
    const found = resolve({ claims: link, accounts });
    expect(found.persons).toMatchObject([
      { person_id: 'account:ghost@corp.example.com', stage: 'account', names: ['G Host'] },
    ]);
    expect(found.ties.map((tie) => tie.value)).toEqual(['gh', 'ghost@corp.example.com', 'octo', 'c02']);
  });

  test('whom links.csv names and nobody knows is told', () => {
    const link = persona('link', 'selvage.links:nobody@example.com', { device_serial: 'C02' });
    expect(resolve({ claims: link }).ambiguous).toMatchObject([{ kind: 'device', value: 'c02', person_ids: [] }]);
  });
});

describe('ambiguity is shown, and ties to nobody', () => {
  const both = ['worker:7', 'worker:9'];
  const twin = persona('worker', 'hr:9', {
    name: 'Iris Marquez',
    work_email: 'ilse.marquez@other.example.com',
    email: 'ilse@example.com',
  });
  test.each<[string, Partial<IdentityInput>, string]>([
    ['a login part of two work mails', { accounts: [account('win', 'ilse.marquez')] }, 'ilse.marquez'],
    ['a personal mail of two', { accounts: [account('idp', 'ilse@example.com')] }, 'ilse@example.com'],
    [
      'a login that logs give two mails',
      {
        accounts: [
          account('win', 'x'),
          account('idp', 'a', { login: 'x', email: 'ilse.marquez@corp.example.com' }),
          account('idp', 'b', { login: 'x', email: 'ilse.marquez@other.example.com' }),
        ],
      },
      'x',
    ],
    [
      'a laptop that two work on',
      {
        devices: [
          device(['lt-1'], 'ilse.marquez@corp.example.com'),
          device(['lt-1'], 'ilse.marquez@other.example.com'),
        ],
      },
      'lt-1',
    ],
    [
      'a laptop that inventories give to two',
      {
        devices: [
          device(['sn1'], 'ilse.marquez@corp.example.com', true),
          device(['sn1'], 'ilse.marquez@other.example.com', true),
        ],
      },
      'sn1',
    ],
    ['a parcel for two', { parcels: [parcel('1z', 'Ilse Marquez'), parcel('1z', 'Iris Marquez')] }, '1z'],
  ])('%s', (_, input, value) => {
    expect(doubtOf({ claims: [...ilse, ...twin], ...input }, value)).toEqual(both);
    expect(ownerOf({ claims: [...ilse, ...twin], ...input }, value)).toBeUndefined();
  });
});

describe('devices', () => {
  const claims = [...ilse, ...tomasz];
  const [hers, his] = ['ilse.marquez@corp.example.com', 'tomasz@corp.example.com'];
  test.each<[string, Partial<IdentityInput>, Record<string, string | undefined>]>([
    [
      'by inventory, under every name',
      { devices: [device(['sn1', 'lt-1', 'guid-1'], hers, true)] },
      { sn1: 'worker:7', 'lt-1': 'worker:7', 'guid-1': 'worker:7' },
    ],
    [
      'the inventory stands against who logs on',
      { devices: [device(['lt-1'], his), device(['sn1', 'lt-1'], hers, true)] },
      { 'lt-1': 'worker:7' },
    ],
    [
      'the inventory stands against the parcel',
      { devices: [device(['sn1'], hers, true)], parcels: [parcel('1z', his, 'sn1')] },
      { sn1: 'worker:7', '1z': 'worker:8' },
    ],
    [
      'by the serial in a parcel, then its host name',
      {
        devices: [device(['sn1'], ''), device(['sn1', 'lt-1'], ''), device(['lt-1'], his)],
        parcels: [parcel('1z', hers, 'sn1')],
      },
      { sn1: 'worker:7', 'lt-1': 'worker:7' },
    ],
    ['by its only user', { devices: [device(['lt-1'], hers), device(['lt-1'], '')] }, { 'lt-1': 'worker:7' }],
    [
      'links.csv goes before the inventory',
      {
        claims: [...claims, ...persona('link', `selvage.links:${his}`, { device_serial: 'SN1' })],
        devices: [device(['sn1'], hers, true)],
      },
      { sn1: 'worker:8' },
    ],
    [
      'of nobody: shown by itself',
      { devices: [device(['sn1', 'lt-1'], '')] },
      { sn1: 'device:sn1', 'lt-1': 'device:sn1' },
    ],
    [
      'a parcel that names nobody is for the owner of what is in it',
      { devices: [device(['sn1'], hers, true)], parcels: [parcel('1z', 'front desk', 'sn1')] },
      { '1z': 'worker:7' },
    ],
    ['a parcel for an employee id', { parcels: [parcel('1z', '000117')] }, { '1z': 'worker:7' }],
  ])('%s', (_, input, owners) => {
    for (const [value, person_id] of Object.entries(owners))
      expect(ownerOf({ claims, ...input }, value)).toBe(person_id);
  });
});

test('the order of what was read changes nothing', () => {
  const claims = [
    ...ilse,
    ...tomasz,
    ...persona('candidate', 'ats:1', {
      name: ['Ilse Marquez', 'Ilse A. Marquez'],
      email: ['ilse@example.com', 'im@example.com'],
    }),
    ...persona('candidate', 'ats:2', { name: 'Iris Stone', email: 'ilse@example.com', phone: '555 0143 99' }),
    ...persona('worker', 'payroll:7', {
      name: 'Ana Petrov',
      work_email: 'ana@corp.example.com',
      end_date: '2026-01-01',
    }),
    ...persona('link', 'selvage.links:ana@corp.example.com', { github_login: 'octo', device_hostname: 'LT-9' }),
    ...persona('link', 'selvage.links:ghost@corp.example.com', { github_login: 'gh' }),
  ];
  const mails = [
    'ilse.marquez@corp.example.com',
    'tomasz@corp.example.com',
    'ana@corp.example.com',
    'ilse@example.com',
    'ghost@corp.example.com',
  ];
  const accounts = [
    ...mails.map((mail) => account('idp', mail, { full_name: mail })),
    ...mails.map((mail) => account('code', mail)),
    account('code', 'octo'),
    account('code', 'gh'),
    account('win', 'tomasz'),
    account('win', 'x', { email: mails[0] ?? '' }),
    account('win', 'x', { email: mails[1] ?? '' }),
  ];
  const devices = mails.flatMap((mail, i) => [
    device([`sn${i}`, `lt-${i % 3}`], mail, i % 2 === 0),
    device([`lt-${i % 3}`, `guid-${i}`], mails[(i + 1) % 5] ?? ''),
    device([`guid-${i}`], ''),
  ]);
  const parcels = mails.map((mail, i) => parcel(`1z${i % 4}`, mail, `sn${(i + 2) % 5}`));
  const expected = resolve({ claims, accounts, devices, parcels });
  const shuffled = <T>(rows: T[]) => fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length });
  fc.assert(
    fc.property(shuffled(claims), shuffled(accounts), shuffled(devices), shuffled(parcels), (c, a, d, p) => {
      expect(resolve({ claims: c, accounts: a, devices: d, parcels: p })).toEqual(expected);
    }),
  );
});
