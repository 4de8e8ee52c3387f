import type { Priority } from '../schema/result.ts';
import { type EvidenceItem, findSpeaking } from './count-findings.ts';
import { toBits } from './hundredths.ts';
import { toLogOdds } from './prior.ts';

export type Line = { priority: Priority; probability: number; bits: number };

/** The lines that need two families, highest first. `bits` is the smallest shown total that reaches the probability. */
export const priorityLines: readonly Line[] = [drawLine('urgent', 0.9), drawLine('high', 0.5), drawLine('review', 0.2)];

/** The line that a weight reaches by itself, whatever the families. */
export function findLineReached(probability: number): Line | undefined {
  return priorityLines.find((line) => probability >= line.probability);
}

/**
 * Findings of active harm that are medium or strong. One that gave way to a larger finding of its cause still tells of harm.
 */
export function findHarm(items: readonly EvidenceItem[]): EvidenceItem[] {
  return findSpeaking(items).filter((item) => item.active_harm && item.strength !== 'weak');
}

export function hasStrong(items: readonly EvidenceItem[]): boolean {
  return findSpeaking(items).some((item) => item.strength === 'strong');
}

/**
 * Active harm is urgent; else two families take the line that the probability reaches; else `watch`, for a strong finding
 * or for a line reached by one family alone; else `none`. A prior with no finding is never listed.
 */
export function rankPriority(items: readonly EvidenceItem[], familyCount: number, probability: number): Priority {
  if (findHarm(items).length > 0) return 'urgent';
  const line = findLineReached(probability);
  if (line && familyCount >= 2) return line.priority;
  return hasStrong(items) || (line && familyCount === 1) ? 'watch' : 'none';
}

function drawLine(priority: Priority, probability: number): Line {
  return { priority, probability, bits: toBits(Math.ceil(toLogOdds(probability) * 100) + 0) };
}
