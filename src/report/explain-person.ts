import type { Finding, Person } from '../schema/result.ts';
import { formatProbability } from './format-values.ts';
import { shorten } from './visible-text.ts';

/** What a person is called: the first name known, else the first address, else the id. */
export function namePerson(person: Person): string {
  return [...person.names, ...person.emails].find((text) => text.trim() !== '') ?? person.person_id;
}

/** One plain sentence: why the person stands at this priority. */
export function explainPriority(person: Person): string {
  const families = listWords(person.families);
  const chance = formatProbability(person.probability);
  const several = person.families.length > 1;
  switch (person.priority) {
    case 'urgent':
      return person.probability >= 0.9 && several
        ? `Urgent because ${person.families.length} independent families of evidence (${families}) put the probability at ${chance}, and urgent starts at 90 %.`
        : `Urgent because a finding says that harm may be under way now; the probability, ${chance}, would not make it urgent by itself.`;
    case 'high':
      return `High because ${person.families.length} independent families of evidence (${families}) put the probability at ${chance}: between 50 % and 90 %.`;
    case 'review':
      return `Review because ${person.families.length} independent families of evidence (${families}) put the probability at ${chance}: between 20 % and 50 %.`;
    case 'watch':
      return several
        ? `Watch because the evidence (${families}) is not enough for a review: the probability is ${chance}.`
        : `Watch because only one family of evidence speaks (${families}); one family alone never goes higher, since one ordinary cause could explain all of it.`;
    case 'none':
      return `Not listed for a look: the probability is ${chance}.`;
  }
}

export function nameStrength(bits: number): string {
  if (bits >= 6) return 'strong';
  return bits >= 3 ? 'medium' : 'weak';
}

/** Why a finding counts for what it counts, by the rules of causes, families and honest explanations. */
export function explainCounting(finding: Finding, findings: readonly Finding[]): string {
  const { bits, counted_bits: counted } = finding;
  if (finding.explanations.some((explanation) => explanation.supported)) {
    return counted > 0
      ? 'counts in part: an honest explanation is supported by the data'
      : 'counts nothing: an honest explanation is supported by the data';
  }
  const sameCause = findings.find(
    (other) => other !== finding && other.cause === finding.cause && other.counted_bits > 0,
  );
  if (counted === 0 && sameCause)
    return `counts nothing: same cause as “${shorten(sameCause.title, 80)}”, which counts already`;
  if (counted === 0) return 'counts nothing beside the other findings';
  if (Math.abs(counted - bits) < 0.005) return `counts whole: the strongest of the ${finding.family} family`;
  const share = [2, 4, 8, 16].find((divisor) => Math.abs(counted * divisor - bits) < 0.01);
  const words = { 2: 'half: second', 4: 'a quarter: third', 8: 'an eighth: fourth', 16: 'a sixteenth: fifth' };
  return share === undefined
    ? `counts in part: other findings of the ${finding.family} family count before it`
    : `counts ${words[share as keyof typeof words]} in the ${finding.family} family`;
}

/** The findings that add most to the score, those that count first. */
export function pickStrongest(person: Person, count: number): Finding[] {
  return [...person.findings].sort((a, b) => b.counted_bits - a.counted_bits || b.bits - a.bits).slice(0, count);
}

/** `a`, `a and b`, `a, b and c`. */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? 'none';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
