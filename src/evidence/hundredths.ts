/** No single weight is read as more than this many bits: far past certainty, and sums stay finite. */
const largestWeight_bits = 1000;

/**
 * Bits as a whole number of hundredths, so that sums of shown parts are exact. Rounds half up.
 * Throws a RangeError for NaN and infinities.
 */
export function toHundredths(bits: number): number {
  if (!Number.isFinite(bits)) throw new RangeError(`A weight must be a finite number of bits, not ${bits}.`);
  const capped = Math.min(largestWeight_bits, Math.max(-largestWeight_bits, bits));
  return Math.round(capped * 100) + 0; // + 0 turns -0 into 0
}

/** The same for a weight that can only add: below zero reads as zero. */
export function toWeightHundredths(bits: number): number {
  return Math.max(0, toHundredths(bits));
}

/** Hundredths back to bits, the double nearest to the two shown decimals. */
export function toBits(hundredths: number): number {
  return hundredths / 100;
}
