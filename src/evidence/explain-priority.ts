import type { Family } from '../schema/result.ts';
import type { EvidenceItem } from './count-findings.ts';
import { toBits, toHundredths } from './hundredths.ts';
import { findHarm, findLineReached, hasStrong, type Line, priorityLines, rankPriority } from './rank-priority.ts';
import type { Weighed } from './weigh-person.ts';

const numberWords = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight'];

/** One plain sentence: why a person's priority is not higher, and why not lower. `items` are those that were weighed. */
export function explainPriority(items: readonly EvidenceItem[], weighed: Weighed): string {
  const harm = findHarm(items);
  if (harm.length === 0) return `${explainWeight(items, weighed)}.`;
  const quiet = items.map((item) => ({ ...item, active_harm: false }));
  const byWeight = rankPriority(quiet, weighed.families.length, weighed.probability);
  if (byWeight === 'urgent')
    return `${explainWeight(items, weighed)}, and there are signs of active harm (${listIds(harm)}).`;
  const otherwise = byWeight === 'none' ? 'not be listed' : `be at ${byWeight}`;
  return `Urgent because of signs of active harm (${listIds(harm)}); by weight alone it would ${otherwise}.`;
}

function explainWeight(items: readonly EvidenceItem[], { families, probability, bits }: Weighed): string {
  if (families.length === 0) return explainSilence(items);
  const agree = describeFamilies(families);
  const line = findLineReached(probability);
  const strong = hasStrong(items);
  if (families.length === 1) {
    if (line) return `${agree}, so it stays at watch although its weight would reach ${line.priority}`;
    if (strong) return `${agree}; a strong finding keeps it at watch, and a second family is needed for more`;
    return `${agree}, none of its findings is strong, and it is ${describeGap('review', bits)}`;
  }
  if (line?.priority === 'urgent') return `${agree}; ${describeBits(bits, line.bits)} above the line of urgent`;
  if (line) return `${agree}; ${describeGap(nextLine(line).priority, bits)}`;
  const gap = describeGap('review', bits);
  return strong
    ? `${agree}; ${gap}, but a strong finding keeps it at watch`
    : `${agree}; ${gap}, and no finding is strong`;
}

function explainSilence(items: readonly EvidenceItem[]): string {
  const explained = items.some((item) => item.explained_by !== null);
  return explained
    ? 'Every finding that could count has an honest explanation that the data support'
    : 'No finding counts';
}

function describeFamilies(families: readonly Family[]): string {
  const list = families.join(', ');
  return families.length === 1
    ? `Only one family speaks (${list})`
    : `${numberWords[families.length]} families agree (${list})`;
}

function describeGap(priority: Line['priority'], bits: number): string {
  const line = priorityLines.find((candidate) => candidate.priority === priority);
  return `${describeBits(line?.bits ?? bits, bits)} short of ${priority}`;
}

function describeBits(from: number, to: number): string {
  const gap = toBits(toHundredths(from) - toHundredths(to));
  return gap === 1 ? '1 bit' : `${gap} bits`;
}

function nextLine(line: Line): Line {
  return priorityLines[priorityLines.indexOf(line) - 1] ?? line;
}

function listIds(items: readonly EvidenceItem[]): string {
  return [...new Set(items.map((item) => item.detection_id))].toSorted().join(', ');
}
