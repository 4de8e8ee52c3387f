import { z } from 'zod';

/** What must be true of a record for a source to be its own: paths are dotted, `a|b` = either. */
const recognise = z.strictObject({
  /** Every one of these paths must exist in the record (its value may be null). */
  has: z.array(z.string()).min(1),
  /** Text at the path must match the regular expression. */
  matches: z.record(z.string(), z.string()).default({}),
  /** None of these paths may exist: what tells a neighbour apart. */
  lacks: z.array(z.string()).default([]),
});

/** `source.yml` of a folder under `content/sources/`. */
export const sourceDefinition = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]+\.[a-z0-9_]+$/),
  title: z.string(),
  vendor: z.string(),
  /** The page that describes the format: the vendor's, or one of ours. */
  format_page: z.union([z.url(), z.string().startsWith('docs/')]),
  /** How to get the export out of the vendor's product. */
  export_steps: z.array(z.string()).min(1),
  /** One alternative per shape of record; CSV sources of ours are known by `required_columns` instead. */
  recognise: z.array(recognise).default([]),
  /** Keys that hold the array of records in the vendor's answers (`value`, `employees`, `output.results`). */
  envelopes: z.array(z.string()).default([]),
  /** CSV sources: header names are matched without regard to case, blanks, `_` and `-`. */
  columns: z.record(z.string(), z.array(z.string())).default({}),
  /** CSV columns without which the file is not this source. */
  required_columns: z.array(z.string()).default([]),
  /** Sigma's log source, where rules for it exist. */
  logsource: z.strictObject({ product: z.string(), service: z.string().optional() }).optional(),
  /** What a person's page says is missing when no file of this kind was read. */
  covers: z.array(z.enum(['hiring', 'people', 'parcels', 'devices', 'sign-ins', 'endpoint', 'code'])).min(1),
  /** `product` of normalised records. */
  product: z.strictObject({ name: z.string(), vendor_name: z.string() }),
  /** Clock of times that carry no zone. */
  time_zone: z.string().default('UTC'),
});
export type SourceDefinition = z.infer<typeof sourceDefinition>;

/** A source as loaded: its definition and the SQL beside it. */
export type Source = SourceDefinition & { folder: string; map_sql: string; claims_sql: string | null };

/** What a persona can say of itself. One row per value. */
export const claimKinds = [
  'name',
  'email',
  'work_email',
  'phone',
  'address',
  'city',
  'region',
  'postcode',
  'country',
  'place',
  'title',
  'department',
  'start_date',
  'end_date',
  'manager_email',
  'employee_id',
  'candidate_id',
  'login',
  'url',
  'github_login',
  'application_ip',
  'application_user_agent',
  'device_serial',
  'device_hostname',
  'device_uid',
  'tracking_number',
] as const;
export type ClaimKind = (typeof claimKinds)[number];
