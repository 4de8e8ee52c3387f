import { describe, expect, test } from 'vitest';
import type { Claim } from './identity-input.ts';
import { idsOf, ilse, persona, resolve } from './made-up-input.ts';

describe('personas that are one person', () => {
  test.each<[string, Claim[], string[]]>([
    [
      'a hired candidate, by name and mail',
      persona('candidate', 'ats:1', { name: 'Ilse Marquez', email: 'Ilse@example.com' }),
      ['worker:7'],
    ],
    [
      'by name and phone, written another way',
      persona('candidate', 'ats:1', { name: 'MARQUEZ, Ilse', phone: '+1 512 555 0143' }),
      ['worker:7'],
    ],
    [
      'by name with an accent',
      persona('candidate', 'ats:1', { name: 'Ilse Márquez', email: 'ilse@example.com' }),
      ['worker:7'],
    ],
    [
      'by a middle name that one side leaves out',
      persona('candidate', 'ats:1', { name: 'Ilse Ana Marquez', email: 'ilse@example.com' }),
      ['worker:7'],
    ],
    [
      'by employee id alone',
      persona('worker', 'payroll:x', { name: 'I. Marquez', employee_id: '000117' }),
      ['worker:7'],
    ],
    [
      'by work mail alone',
      persona('worker', 'payroll:x', { name: 'Ilse Stone', work_email: 'ilse.marquez@corp.example.com' }),
      ['worker:7'],
    ],
  ])('%s', (_, more, expected) => {
    expect(idsOf({ claims: [...ilse, ...more] })).toEqual(expected);
  });

  test('a candidate id in the people file joins the application', () => {
    const worker = persona('worker', 'hr:9', { name: 'Ravi Lindqvist', candidate_id: '41' });
    expect(
      idsOf({ claims: [...worker, ...persona('candidate', 'ats:41', { name: 'R Lindqvist', candidate_id: '41' })] }),
    ).toEqual(['worker:9']);
  });

  test('a re-applicant', () => {
    const first = persona('candidate', 'ats:1', { name: 'Noor de Vries', email: 'noor@example.com' });
    const again = persona('candidate', 'ats:2', {
      name: 'Noor de Vries',
      email: ['noor@example.com', 'noor.2@example.com'],
    });
    expect(resolve({ claims: [...again, ...first] }).persons).toMatchObject([
      { person_id: 'candidate:1', personas: ['ats:1', 'ats:2'] },
    ]);
  });
});

describe('personas that stay two', () => {
  test.each<[string, Claim[]]>([
    ['one mail under two names', persona('candidate', 'ats:1', { name: 'Ana Petrov', email: 'ilse@example.com' })],
    ['one phone under two names', persona('candidate', 'ats:1', { name: 'Ana Petrov', phone: '512-555-0143' })],
    [
      'one surname and one phone: a household',
      persona('candidate', 'ats:1', { name: 'Dora Marquez', phone: '512-555-0143' }),
    ],
    ['one name, nothing else', persona('candidate', 'ats:1', { name: 'Ilse Marquez', email: 'other@example.com' })],
    ['a phone too short to say anything', persona('candidate', 'ats:1', { name: 'Ilse Marquez', phone: '0143' })],
  ])('%s', (_, more) => {
    expect(idsOf({ claims: [...ilse, ...more] })).toEqual(['candidate:1', 'worker:7']);
  });

  test('names without a letter are no names', () => {
    const nameless = ['1', '2'].flatMap((id) =>
      persona('candidate', `ats:${id}`, { name: '???', email: 'jobs@example.com' }),
    );
    expect(idsOf({ claims: nameless })).toEqual(['candidate:1', 'candidate:2']);
  });

  test('a short name that two longer names could be', () => {
    const mail = { email: 'family@example.com' };
    const claims = ['Ana Lopez', 'Ana Maria Lopez', 'Ana Sofia Lopez'].flatMap((name, i) =>
      persona('candidate', `ats:${i}`, { name, ...mail }),
    );
    expect(idsOf({ claims })).toHaveLength(3);
  });

  test('two systems that number alike', () => {
    const claims = [
      ...persona('worker', 'hr:4', { name: 'Ana Petrov' }),
      ...persona('worker', 'payroll:4', { name: 'Noor de Vries' }),
    ];
    expect(idsOf({ claims })).toEqual(['worker:4', 'worker:4@payroll']);
  });
});

describe('stage', () => {
  test.each<[string, Claim[], string]>([
    ['no end', ilse, 'worker'],
    ['an end to come', [...ilse, ...persona('worker', 'hr:7', { end_date: '2026-04-30' })], 'worker'],
    ['an end that has come', [...ilse, ...persona('worker', 'hr:7', { end_date: '2026-03-31' })], 'leaver'],
    [
      'rehired',
      [...ilse, ...persona('worker', 'hr:7', { end_date: '2026-01-31', start_date: ['2020-01-01', '2026-02-15'] })],
      'worker',
    ],
    [
      'one of two jobs ended',
      [...ilse, ...persona('worker', 'payroll:1', { employee_id: '000117', end_date: '2025-01-01' })],
      'worker',
    ],
    ['never hired', persona('candidate', 'ats:1', { name: 'Ana Petrov' }), 'candidate'],
  ])('%s', (_, claims, stage) => {
    expect(resolve({ claims }).persons.map((person) => person.stage)).toEqual([stage]);
  });
});
