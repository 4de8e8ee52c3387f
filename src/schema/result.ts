import { z } from 'zod';

/** Times in files are ISO 8601, UTC, milliseconds. */
export const isoTime = z.iso.datetime({ precision: 3 });

/** The groups of evidence that one cause could explain; independence is judged between them. */
export const family = z.enum(['identity', 'contact', 'network', 'endpoint', 'logistics', 'payroll', 'data', 'conduct']);
export type Family = z.infer<typeof family>;

/** From most to least pressing; `none` is never listed. */
export const priority = z.enum(['urgent', 'high', 'review', 'watch', 'none']);
export type Priority = z.infer<typeof priority>;

/** How much a detection weighs unless it says otherwise: 1.5, 4 and 7 bits. */
export const strength = z.enum(['weak', 'medium', 'strong']);
export type Strength = z.infer<typeof strength>;

/** Where a person stands with the company. `account` = seen in logs only: no people file names it. */
export const stage = z.enum(['candidate', 'worker', 'leaver', 'account']);
export type Stage = z.infer<typeof stage>;

/** One raw record, and the fields of it that a finding rests on. `sequence` counts from zero within `file`. */
export const evidence = z.strictObject({
  file: z.string(),
  sequence: z.int().nonnegative(),
  fields: z.record(z.string(), z.string()),
});
export type Evidence = z.infer<typeof evidence>;

/** An honest reading of a finding; `supported` = the data bear it out, and the finding then counts nothing. */
export const explanation = z.strictObject({ text: z.string(), supported: z.boolean() });
export type Explanation = z.infer<typeof explanation>;

/** A detection that fired for a person. `bits` is its own weight, `counted_bits` what it adds to the score. */
export const finding = z.strictObject({
  finding_id: z.string(),
  detection_id: z.string(),
  behaviour: z.string(),
  title: z.string(),
  stage: z.string(),
  family,
  bits: z.number(),
  counted_bits: z.number(),
  cause: z.string(),
  time: isoTime,
  summary: z.string(),
  evidence: z.array(evidence),
  explanations: z.array(explanation),
  next_steps: z.array(z.string()),
});
export type Finding = z.infer<typeof finding>;

/** A fact that speaks for the person; `bits` is positive and is subtracted. */
export const counterEvidence = z.strictObject({
  kind: z.string(),
  text: z.string(),
  bits: z.number().nonnegative(),
  evidence: z.array(evidence),
});
export type CounterEvidence = z.infer<typeof counterEvidence>;

/** A persona as the company knows it, with every reason for its place in the list. */
export const person = z.strictObject({
  person_id: z.string(),
  names: z.array(z.string()),
  emails: z.array(z.string()),
  ids: z.record(z.string(), z.array(z.string())),
  stage,
  probability: z.number().min(0).max(1),
  bits: z.number(),
  priority,
  families: z.array(family),
  findings: z.array(finding),
  counter_evidence: z.array(counterEvidence),
  missing_sources: z.array(z.string()),
});
export type Person = z.infer<typeof person>;

export const ringLink = z.strictObject({
  a: z.string(),
  b: z.string(),
  bits: z.number(),
  reasons: z.array(z.strictObject({ field: z.string(), level: z.string(), bits: z.number() })),
});
export type RingLink = z.infer<typeof ringLink>;

/** Personas held together by links, or by a shared address, network, account or device. */
export const ring = z.strictObject({
  ring_id: z.string(),
  kind: z.enum(['operator', 'farm', 'payroll', 'reference']),
  members: z.array(z.string()),
  bits: z.number(),
  links: z.array(ringLink),
  hubs: z.array(z.strictObject({ kind: z.string(), value: z.string(), members: z.array(z.string()) })),
});
export type Ring = z.infer<typeof ring>;

/** One file that was read: `records` = events' and claims' records + `rejected`, always. */
export const input = z.strictObject({
  file: z.string(),
  source: z.string(),
  records: z.int().nonnegative(),
  events: z.int().nonnegative(),
  claims: z.int().nonnegative(),
  rejected: z.int().nonnegative(),
  first_time: isoTime.nullable(),
  last_time: isoTime.nullable(),
});
export type Input = z.infer<typeof input>;

/** What `scan --json` writes. */
export const scanResult = z.strictObject({
  schema: z.literal('selvage/scan-result@1'),
  generated_at: isoTime,
  as_of: isoTime,
  inputs: z.array(input),
  people: z.array(person),
  rings: z.array(ring),
});
export type ScanResult = z.infer<typeof scanResult>;
