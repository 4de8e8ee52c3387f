import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { family, strength } from '../schema/result.ts';
import { explainPriority } from './explain-priority.ts';
import { type EvidenceItem, type WeighInput, weighPerson } from './weigh-person.ts';

const weight = fc.oneof(
  fc.constantFrom(1.5, 4, 7),
  fc.integer({ min: 1, max: 1200 }).map((hundredths) => hundredths / 100),
  fc.double({ min: 0, max: 12, noNaN: true }),
);
/** Few causes, so that they meet often. */
const cause = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j');
const drawnFields = {
  detection_id: fc.constantFrom('A06', 'D06', 'E03', 'F01'),
  family: fc.constantFrom(...family.options),
  strength: fc.constantFrom(...strength.options),
  bits: weight,
  cause,
  active_harm: fc.boolean(),
};
const drawnItem = fc.record({ ...drawnFields, explained_by: fc.constantFrom(null, null, null, 'approved') });
const someItems = fc
  .array(drawnItem, { maxLength: 12 })
  .map((items) => items.map((item, n): EvidenceItem => ({ ...item, finding_id: `F${n + 10}` })));
const someCounter = fc.array(
  fc.record({ kind: fc.constantFrom('met', 'verified', 'agrees'), text: fc.string({ maxLength: 3 }), bits: weight }),
  { maxLength: 4 },
);
const input: fc.Arbitrary<WeighInput> = fc.record({
  prior_probability: fc.constantFrom(0.001, 0.003, 0.3, 0.5),
  items: someItems,
  counter: someCounter,
});
/** `F00` sorts before every drawn finding, `F99` after: both sides of a tie. */
const added = fc.record({
  ...drawnFields,
  finding_id: fc.constantFrom('F00', 'F99'),
  explained_by: fc.constant(null),
});

const rank = { none: 0, watch: 1, review: 2, high: 3, urgent: 4 };
const cents = (bits: number) => Math.round(bits * 100);

/** Everything but the list of items: what a reader of the score sees. */
function scoreOf(weighed: ReturnType<typeof weighPerson>) {
  const { bits, probability, families, priority, counter_bits, prior_bits } = weighed;
  return { bits, probability, families, priority, counter_bits, prior_bits };
}

describe('weighPerson, for any evidence', () => {
  test('the order of findings and counter-evidence does not matter', () => {
    const shuffled = input.chain((one) =>
      fc.tuple(
        fc.constant(one),
        fc.shuffledSubarray(one.items, { minLength: one.items.length }),
        fc.shuffledSubarray(one.counter, { minLength: one.counter.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([one, items, counter]) => {
        const other = weighPerson({ ...one, items, counter });
        const weighed = weighPerson(one);
        expect(other).toEqual(weighed);
        expect(explainPriority(items, other)).toBe(explainPriority(one.items, weighed));
      }),
    );
  });

  test('adding evidence of one cause twice changes nothing', () => {
    fc.assert(
      fc.property(input, fc.constantFrom('0', 'Z'), ({ items, ...rest }, prefix) => {
        const copies = items.map((item) => ({ ...item, finding_id: `${prefix}${item.finding_id}` }));
        const counter = [...rest.counter, ...rest.counter];
        const doubled = weighPerson({ ...rest, items: [...items, ...copies], counter });
        expect(scoreOf(doubled)).toEqual(scoreOf(weighPerson({ ...rest, items })));
      }),
    );
  });

  test('the shown parts sum exactly to the shown score, step by step', () => {
    fc.assert(
      fc.property(input, (one) => {
        const weighed = weighPerson(one);
        let sum = 0;
        for (const step of weighed.steps.slice(0, -1)) {
          sum += cents(step.bits);
          expect(step.bits).toBe(Number(step.bits.toFixed(2)));
          expect(step.bits_after).toBe(sum / 100 + 0);
        }
        expect(weighed.steps.at(-1)).toEqual({
          label: 'total',
          kind: 'total',
          bits: weighed.bits,
          bits_after: weighed.bits,
          finding_id: null,
        });
        expect(cents(weighed.bits)).toBe(sum);
        const counted = weighed.counted.reduce((total, { counted_bits }) => total + cents(counted_bits), 0);
        expect(cents(weighed.prior_bits) + counted - cents(weighed.counter_bits)).toBe(sum);
        expect(weighed.probability).toBe(1 / (1 + 2 ** -weighed.bits));
      }),
    );
  });

  test('every finding appears exactly once', () => {
    fc.assert(
      fc.property(input, (one) => {
        const ids = weighPerson(one).counted.map(({ finding_id }) => finding_id);
        expect(ids.toSorted()).toEqual(one.items.map(({ finding_id }) => finding_id).toSorted());
      }),
    );
  });

  test('a single family never passes watch unless harm is active', () => {
    fc.assert(
      fc.property(input, fc.constantFrom(...family.options), fc.boolean(), (one, name, oneFamilyDrawn) => {
        const items = one.items.map((item) => ({
          ...item,
          family: oneFamilyDrawn ? name : item.family,
          active_harm: false,
        }));
        const { families, priority } = weighPerson({ ...one, items });
        if (families.length < 2) expect(rank[priority]).toBeLessThanOrEqual(rank.watch);
        if (families.length === 0) expect(priority).toBe('none');
      }),
    );
  });

  test('an explained finding weighs and shows as if it were absent', () => {
    fc.assert(
      fc.property(input, (one) => {
        const withAll = weighPerson(one);
        const without = weighPerson({ ...one, items: one.items.filter((item) => item.explained_by === null) });
        expect(scoreOf(withAll)).toEqual(scoreOf(without));
        expect(withAll.steps).toEqual(without.steps);
      }),
    );
  });

  test('counter-evidence never raises the probability or the priority', () => {
    const more = fc.record({ kind: fc.constantFrom('met', 'new'), text: fc.constant('x'), bits: weight });
    fc.assert(
      fc.property(input, more, (one, counter) => {
        const before = weighPerson(one);
        const after = weighPerson({ ...one, counter: [...one.counter, counter] });
        expect(after.bits).toBeLessThanOrEqual(before.bits);
        expect(after.probability).toBeLessThanOrEqual(before.probability);
        expect(rank[after.priority]).toBeLessThanOrEqual(rank[before.priority]);
      }),
    );
  });

  test('any finite numbers give a finite score, a probability in [0, 1] and a sentence', () => {
    const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
    const prior = fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(input, prior, fc.array(finite, { minLength: 16, maxLength: 16 }), (one, prior_probability, drawn) => {
        const items = one.items.map((item, n) => ({ ...item, bits: drawn[n] ?? 0 }));
        const counter = one.counter.map((item, n) => ({ ...item, bits: drawn[12 + n] ?? 0 }));
        const weighed = weighPerson({ prior_probability, items, counter });
        expect(Number.isFinite(weighed.bits)).toBe(true);
        expect(weighed.probability).toBeGreaterThanOrEqual(0);
        expect(weighed.probability).toBeLessThanOrEqual(1);
        expect(explainPriority(items, weighed)).toMatch(/^[A-Z][^.]*(\.\d+[^.]*)*\.$/);
      }),
    );
  });
});

describe('one more unexplained finding', () => {
  test('never lowers probability or priority, unless it takes over a cause from another family', () => {
    fc.assert(
      fc.property(input, added, (one, item) => {
        const before = weighPerson(one);
        const after = weighPerson({ ...one, items: [...one.items, item] });
        const takenFrom = one.items.find(({ finding_id, cause, explained_by }) => {
          const counts = before.counted.some((c) => c.finding_id === finding_id && !c.note.startsWith('same cause'));
          return counts && cause === item.cause && explained_by === null;
        });
        const gaveWay = after.counted.some(
          (c) => c.finding_id === takenFrom?.finding_id && c.note === `same cause as ${item.finding_id}`,
        );
        fc.pre(!(gaveWay && takenFrom?.family !== item.family));
        expect(after.bits).toBeGreaterThanOrEqual(before.bits);
        expect(after.probability).toBeGreaterThanOrEqual(before.probability);
        expect(rank[after.priority]).toBeGreaterThanOrEqual(rank[before.priority]);
      }),
    );
  });

  test('never leaves less than there would be without that cause', () => {
    fc.assert(
      fc.property(input, added, (one, item) => {
        const without = weighPerson({ ...one, items: one.items.filter((other) => other.cause !== item.cause) });
        const after = weighPerson({ ...one, items: [...one.items, item] });
        expect(after.bits).toBeGreaterThanOrEqual(without.bits);
        expect(rank[after.priority]).toBeGreaterThanOrEqual(rank[without.priority]);
      }),
    );
  });

  test('the exception: two facts that looked independent turn out to be one story', () => {
    const base = { strength: 'medium' as const, active_harm: false, explained_by: null };
    const parcel = {
      ...base,
      finding_id: 'F1',
      detection_id: 'D07',
      family: 'logistics' as const,
      bits: 7,
      cause: 'parcel',
    };
    const device = {
      ...base,
      finding_id: 'F2',
      detection_id: 'E19',
      family: 'endpoint' as const,
      bits: 4,
      cause: 'serial',
    };
    const sameDevice = { ...device, finding_id: 'F3', detection_id: 'D06', family: 'logistics' as const, bits: 5 };
    const weigh = (items: EvidenceItem[]) => weighPerson({ prior_probability: 0.001, items, counter: [] });
    const before = weigh([parcel, device]);
    const after = weigh([parcel, device, sameDevice]);
    expect([before.bits, before.families, before.priority]).toEqual([1.04, ['logistics', 'endpoint'], 'high']);
    expect([after.bits, after.families, after.priority]).toEqual([-0.46, ['logistics'], 'watch']);
  });
});
