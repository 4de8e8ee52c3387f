import type { DetectionDefinition } from '../schema/detection.ts';

/** The sentence about a person: `{name}` of the detection's summary replaced by the finding's facts. */
export function renderSummary(detection: Pick<DetectionDefinition, 'summary'>, facts: Record<string, string>): string {
  return detection.summary.replaceAll(/\{([a-z_]+)\}/g, (_, name: string) => facts[name] || '(not known)');
}

/** Names in the summary for which a finding has no fact. */
export function findMissingFacts(
  detection: Pick<DetectionDefinition, 'summary'>,
  facts: Record<string, string>,
): string[] {
  return [...detection.summary.matchAll(/\{([^}]*)\}/g)].map((match) => match[1] ?? '').filter((name) => !facts[name]);
}
