import { type Family, family, type Strength } from '../schema/result.ts';
import { toWeightHundredths } from './hundredths.ts';

/** A finding before it is counted. `finding_id` is unique within a person. */
export type EvidenceItem = {
  finding_id: string;
  detection_id: string;
  family: Family;
  strength: Strength;
  /** The detection's own weight, read to two decimals; below zero reads as zero. */
  bits: number;
  /** Equal causes count once, at the largest; compared as given, across families too. */
  cause: string;
  /** Data leaving, access after the end, extortion. */
  active_harm: boolean;
  /** The honest explanation that the data support: the finding then counts nothing. */
  explained_by: string | null;
};

export type CountedFinding = { item: EvidenceItem; hundredths: number; note: string };

/** Findings that speak: not explained away, and of some weight. */
export function findSpeaking(items: readonly EvidenceItem[]): EvidenceItem[] {
  return items.filter((item) => item.explained_by === null && toWeightHundredths(item.bits) > 0);
}

/**
 * What each finding adds. Three steps, in this order: explained findings drop out; of equal causes over the whole person
 * the largest stays (then the lower detection_id, then the lower finding_id); inside each family the largest counts whole,
 * the next half, the next a quarter … Every item appears once, what counts most first.
 */
export function countFindings(items: readonly EvidenceItem[]): CountedFinding[] {
  const keeperOfCause = new Map<string, EvidenceItem>();
  const placesTaken = new Map<Family, number>();
  const counted = items.toSorted(compareItems).map((item): CountedFinding => {
    if (item.explained_by !== null) return { item, hundredths: 0, note: `explained: ${item.explained_by}` };
    const keeper = keeperOfCause.get(item.cause);
    if (keeper) return { item, hundredths: 0, note: `same cause as ${keeper.finding_id}` };
    keeperOfCause.set(item.cause, item);
    const place = placesTaken.get(item.family) ?? 0;
    placesTaken.set(item.family, place + 1);
    const hundredths = Math.round(toWeightHundredths(item.bits) / 2 ** place);
    return { item, hundredths, note: describePlace(place, item.family) };
  });
  return counted.sort((a, b) => b.hundredths - a.hundredths || compareItems(a.item, b.item));
}

/** Families that count, strongest first; equal ones in the order of the schema. */
export function rankFamilies(counted: readonly CountedFinding[]): Family[] {
  const sums = new Map<Family, number>(family.options.map((name) => [name, 0]));
  for (const { item, hundredths } of counted) sums.set(item.family, (sums.get(item.family) ?? 0) + hundredths);
  return [...sums]
    .filter(([, sum]) => sum > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name);
}

/** Order of strings by code unit: the same on every machine, whatever its language. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function compareItems(a: EvidenceItem, b: EvidenceItem): number {
  return (
    toWeightHundredths(b.bits) - toWeightHundredths(a.bits) ||
    compareText(a.detection_id, b.detection_id) ||
    compareText(a.finding_id, b.finding_id)
  );
}

function describePlace(place: number, name: Family): string {
  const words = ['whole', `half: second in ${name}`, `quarter: third in ${name}`, `eighth: fourth in ${name}`];
  const share = place < 10 ? `1/${2 ** place}` : 'under 1/1000';
  return words[place] ?? `${share}: number ${place + 1} in ${name}`;
}
