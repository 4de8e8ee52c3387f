import type { Finding, Person } from '../schema/result.ts';

/** What a person is called: the first name known, else the first address, else the id. */
export function namePerson(person: Person): string {
  return [...person.names, ...person.emails].find((text) => text.trim() !== '') ?? person.person_id;
}

/** The word for a weight; lines between the weights of weak (1.5), medium (4) and strong (7). */
export function nameStrength(bits: number): string {
  if (bits >= 6) return 'strong';
  return bits >= 3 ? 'medium' : 'weak';
}

/** The findings that add most to the score, of each kind the first; those that add nothing only when no other does. */
export function pickStrongest(person: Person, count: number): Finding[] {
  const counting = person.findings.filter((finding) => finding.counted_bits > 0);
  const kinds = new Map<string, Finding>();
  for (const finding of (counting.length > 0 ? counting : person.findings).toSorted(compareWeight))
    if (!kinds.has(finding.detection_id)) kinds.set(finding.detection_id, finding);
  return [...kinds.values()].slice(0, count);
}

const compareWeight = (a: Finding, b: Finding) => b.counted_bits - a.counted_bits || b.bits - a.bits;

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? 'none';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
