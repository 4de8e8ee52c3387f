import type { ScoreStep } from '../schema/report.ts';
import type { Family, Priority } from '../schema/result.ts';
import { compareText, countFindings, type EvidenceItem, rankFamilies } from './count-findings.ts';
import { toBits, toHundredths, toWeightHundredths } from './hundredths.ts';
import { toLogOdds, toProbability } from './prior.ts';
import { rankPriority } from './rank-priority.ts';

export type { EvidenceItem } from './count-findings.ts';
export { defaultStrengthBits, priorFor } from './prior.ts';

/** A fact that speaks for the person; `bits` is positive and is subtracted. A kind counts once, at its largest. */
export type CounterItem = { kind: string; text: string; bits: number };

export type WeighInput = { prior_probability: number; items: EvidenceItem[]; counter: CounterItem[] };

export type Weighed = {
  prior_bits: number;
  /** Every item once, what counts most first; `note` says why it counts so much. */
  counted: { finding_id: string; counted_bits: number; note: string }[];
  counter_bits: number;
  /** prior + counted - counter: what the probability is made of. */
  bits: number;
  probability: number;
  /** Families that count, strongest first. */
  families: Family[];
  priority: Priority;
  /** Prior, each finding and counter-evidence that counts, total. The parts sum exactly to the total. */
  steps: ScoreStep[];
};

type Part = { label: string; kind: ScoreStep['kind']; hundredths: number; finding_id: string | null };

/**
 * Weighs a person: docs/reference/evidence.md says how, with an example. Every part is rounded to two decimals first and
 * the total is the sum of the rounded parts, so what is shown can be recomputed by hand. The order of the input is of no
 * matter. Throws a RangeError for a prior outside (0, 1) or a weight that is not finite.
 */
export function weighPerson({ prior_probability, items, counter }: WeighInput): Weighed {
  const prior = toHundredths(toLogOdds(prior_probability));
  const counted = countFindings(items);
  const counterParts = countCounterEvidence(counter);
  const steps = addUp([
    { label: 'prior', kind: 'prior', hundredths: prior, finding_id: null },
    ...counted
      .filter(({ hundredths }) => hundredths > 0)
      .map(({ item, hundredths, note }): Part => {
        const label = `${item.detection_id}, ${note}`;
        return { label, kind: 'finding', hundredths, finding_id: item.finding_id };
      }),
    ...counterParts,
  ]);
  const bits = steps.at(-1)?.bits ?? 0;
  const probability = toProbability(bits);
  const families = rankFamilies(counted);
  return {
    prior_bits: toBits(prior),
    counted: counted.map(({ item, hundredths, note }) => ({
      finding_id: item.finding_id,
      counted_bits: toBits(hundredths),
      note,
    })),
    counter_bits: toBits(counterParts.reduce((sum, part) => sum - part.hundredths, 0)),
    bits,
    probability,
    families,
    priority: rankPriority(items, families.length, probability),
    steps,
  };
}

function countCounterEvidence(counter: readonly CounterItem[]): Part[] {
  const byWeight = counter
    .map(({ kind, text, bits }) => ({ kind, text, hundredths: toWeightHundredths(bits) }))
    .filter(({ hundredths }) => hundredths > 0)
    .sort((a, b) => b.hundredths - a.hundredths || compareText(a.kind, b.kind) || compareText(a.text, b.text));
  const kinds = new Set<string>();
  return byWeight.flatMap(({ kind, text, hundredths }): Part[] => {
    if (kinds.has(kind)) return [];
    kinds.add(kind);
    return [{ label: text, kind: 'counter_evidence', hundredths: -hundredths, finding_id: null }];
  });
}

function addUp(parts: readonly Part[]): ScoreStep[] {
  let sum = 0;
  const steps = parts.map(({ hundredths, ...part }): ScoreStep => {
    sum += hundredths;
    return {
      label: part.label,
      kind: part.kind,
      bits: toBits(hundredths),
      bits_after: toBits(sum),
      finding_id: part.finding_id,
    };
  });
  return [...steps, { label: 'total', kind: 'total', bits: toBits(sum), bits_after: toBits(sum), finding_id: null }];
}
