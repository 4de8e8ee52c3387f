import { z } from 'zod';
import { family, strength } from './result.ts';

/** An honest reading of a finding. With an `id`, the query can say that the data support it. */
const honestExplanation = z.strictObject({ id: z.string().optional(), text: z.string() });

/** `detection.yml` of a folder under `content/detections/<stage>/<slug>/`. */
export const detectionDefinition = z.strictObject({
  /** The row of the behaviour catalogue: A06, D02 … */
  id: z.string().regex(/^[A-HX]\d{2}$/),
  title: z.string(),
  stage: z.enum(['apply', 'interview', 'onboard', 'ship', 'access', 'work', 'exit', 'share']),
  family,
  strength,
  /** Weight of its own, in bits, with the reason; else the default of its strength. */
  bits: z.strictObject({ value: z.number().positive(), reason: z.string() }).optional(),
  kind: z.enum(['query', 'sigma']),
  /** Kinds of data without which it stays silent; told beside the score. */
  needs: z.array(z.string()).min(1),
  /** What makes two findings one, in words: the address, the IP, the serial. */
  cause: z.string(),
  /** One sentence about the person; `{name}` is replaced by the query's facts. */
  summary: z.string(),
  honest_explanations: z.array(honestExplanation).min(1),
  next_steps: z.array(z.string()).min(1),
  active_harm: z.boolean().default(false),
  references: z.array(z.string()).default([]),
  attack: z.array(z.string()).default([]),
  insider_threat_matrix: z.array(z.string()).default([]),
});
export type DetectionDefinition = z.infer<typeof detectionDefinition>;

export type Detection = DetectionDefinition & { folder: string; query_sql: string };

/** A row that a detection's query returns, and that becomes a finding. */
export const detectionRow = z.object({
  person_id: z.string(),
  time: z.string(),
  cause: z.string(),
  facts: z.record(z.string(), z.string()),
  /** `event_id` or `claim_id`, hexadecimal. */
  evidence: z.array(z.string()),
  /** Ids of honest explanations that the data support. */
  explained: z.array(z.string()).default([]),
  /** Another strength than the detection's own, for this row. */
  strength: strength.optional(),
});
export type DetectionRow = z.infer<typeof detectionRow>;

/** `counter.yml` of a folder under `content/counter_evidence/<slug>/`: a fact that speaks for a person. */
export const counterEvidenceDefinition = z.strictObject({
  kind: z.string().regex(/^[a-z_]+$/),
  title: z.string(),
  /** What it takes off the score, with the reason. */
  bits: z.strictObject({ value: z.number().positive(), reason: z.string() }),
  /** Kinds of data without which it stays silent. */
  needs: z.array(z.string()).min(1),
  /** One sentence about the person; `{name}` is replaced by the query's facts. */
  summary: z.string(),
});
export type CounterEvidenceDefinition = z.infer<typeof counterEvidenceDefinition>;
export type CounterEvidenceQuery = CounterEvidenceDefinition & { folder: string; query_sql: string };

/** A row that the query of a counter-evidence returns. */
export const counterEvidenceRow = z.object({
  person_id: z.string(),
  facts: z.record(z.string(), z.string()),
  evidence: z.array(z.string()),
});
