import type { Stage, Strength } from '../schema/result.ts';

/** What a detection weighs when it does not state bits of its own. */
export const defaultStrengthBits: Record<Strength, number> = { weak: 1.5, medium: 4, strong: 7 };

/** How likely a story is false before anything is known about the person, as probabilities. */
export type Priors = { candidate: number; worker: number; linked_to_confirmed_case: number };

export const defaultPriors: Priors = { candidate: 0.003, worker: 0.001, linked_to_confirmed_case: 0.3 };

/** The prior of a person: a leaver, or an account that no people file names, has the worker's. */
export function priorFor(stage: Stage, linked_to_confirmed_case: boolean, priors: Priors = defaultPriors): number {
  if (linked_to_confirmed_case) return priors.linked_to_confirmed_case;
  return stage === 'candidate' ? priors.candidate : priors.worker;
}

/** log2 of the odds. Throws a RangeError unless 0 < probability < 1: certainty cannot be weighed. */
export function toLogOdds(probability: number): number {
  if (!(probability > 0 && probability < 1)) {
    throw new RangeError(`A prior must lie between 0 and 1, both excluded, not ${probability}.`);
  }
  return Math.log2(probability) - Math.log2(1 - probability);
}

/** The probability that a number of bits stands for, within [0, 1]. */
export function toProbability(bits: number): number {
  return 1 / (1 + 2 ** -bits);
}
