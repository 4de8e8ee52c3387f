import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../src/schema/result.ts';
import { scanTo } from './run-selvage.ts';

/** Simulated data: this proves that the parts work together, not how well real schemes are found. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'selvage-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Truth = { planted: { kind: string; name: string; emails: string[] }[] };
const truth = JSON.parse(readFileSync(join(root, 'simulate/meridian-truth.json'), 'utf8')) as Truth;
let result: Awaited<ReturnType<typeof scanTo>>;

beforeAll(async () => {
  result = await scanTo(join(folder, 'result.json'), [
    join(root, 'examples/meridian'),
    '--report',
    join(folder, 'report.html'),
  ]);
}, 240_000);

const plantedMails = new Set(truth.planted.flatMap(({ emails }) => emails));
const isPlanted = (person: Person) => person.emails.some((mail) => plantedMails.has(mail));
const needsALook = (person: Person) => ['urgent', 'high', 'review'].includes(person.priority);

describe('the example company', () => {
  test('every file is known and no record is lost', () => {
    for (const { file, source, records, rejected } of result.inputs) {
      expect([file, source === '' ? 'unknown' : 'known', rejected]).toEqual([file, 'known', 0]);
      expect(records).toBeGreaterThan(0);
    }
    expect(result.inputs).toHaveLength(14);
  });

  test.each(truth.planted.map(({ kind, name, emails }) => [name, kind, emails] as const))(
    '%s (%s) needs a look',
    (_name, _kind, emails) => {
      const person = result.people.find((candidate) => candidate.emails.some((mail) => emails.includes(mail)));
      expect(
        person && needsALook(person)
          ? 'needs a look'
          : `${person?.priority ?? 'not listed'}: ${person?.findings.map((f) => f.detection_id).join(' ')}`,
      ).toBe('needs a look');
      expect(person?.families.length).toBeGreaterThanOrEqual(2);
    },
  );

  test('no honest person is at review or above', () => {
    expect(
      result.people
        .filter((person) => needsALook(person) && !isPlanted(person))
        .map((person) => [person.names, person.priority]),
    ).toEqual([]);
  });

  test('the planted stand above everybody else', () => {
    const first = result.people.slice(0, truth.planted.length);
    expect(first.filter((person) => !isPlanted(person)).map((person) => person.names)).toEqual([]);
  });

  test('a second scan says the same, to the letter', async () => {
    const {
      generated_at: _,
      ended: __,
      ...again
    } = await scanTo(join(folder, 'again.json'), [join(root, 'examples/meridian')]);
    const { generated_at: ___, ended: ____, ...first } = result;
    expect(again).toEqual(first);
  }, 120_000);

  test('every reason leads to a raw record, and every score can be recomputed from what is shown', () => {
    for (const person of result.people) {
      const prior = person.stage === 'candidate' ? 0.003 : 0.001;
      const shown =
        person.findings.reduce((sum, { counted_bits }) => sum + counted_bits, 0) -
        person.counter_evidence.reduce((sum, { bits }) => sum + bits, 0);
      expect(person.bits).toBeCloseTo(Math.round(100 * Math.log2(prior / (1 - prior))) / 100 + shown, 6);
      expect(person.probability).toBeCloseTo(1 / (1 + 2 ** -person.bits), 9);
      for (const finding of person.findings) expect(finding.evidence.length).toBeGreaterThan(0);
    }
  });
});
