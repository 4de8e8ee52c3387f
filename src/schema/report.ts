import type { ScanResult } from './result.ts';

/** One dot on a person's timeline: what a source saw, one click from the raw record. */
export type TimelineEntry = {
  time: string;
  source: string;
  /** The lane it is drawn in: `hiring`, `parcel`, `device`, `sign-in`, `endpoint`, `code`. */
  lane: string;
  title: string;
  place: string;
  file: string;
  sequence: number;
  /** How many like entries of that day this one stands for. */
  count: number;
  /** Findings that rest on it. */
  finding_ids: string[];
};

/**
 * One place that a source puts the person at. Degrees WGS 84. `first_check_in` is where a device of theirs first told of
 * itself after a parcel came, or at all when none did; `check_in` is every other such place.
 */
export type PlaceSeen = {
  kind: 'claimed' | 'shipped' | 'first_check_in' | 'check_in' | 'sign_in';
  /** Town and country. */
  label: string;
  /** What else is known of it: the address on the parcel. */
  detail: string;
  latitude: number;
  longitude: number;
  count: number;
  first_time: string | null;
  last_time: string | null;
  /** Kinds of network it was seen over, the most frequent first. */
  network_kind: string;
};

/** What happened to the score, in order; `bits_after` is the running sum. Starts with the prior, ends with the total. */
export type ScoreStep = {
  label: string;
  kind: 'prior' | 'finding' | 'counter_evidence' | 'total';
  bits: number;
  bits_after: number;
  finding_id: string | null;
};

/** Why an identifier belongs to a person. */
export type IdentityTie = { kind: string; value: string; reason: string; file: string; sequence: number };

/** What the person says of themselves, or the people files of them; '' and null = nothing. */
export type Stated = { title: string; place: string; start_date: string | null; end_date: string | null };

/** What the page of one person draws beyond the result file. Only the most pressing people have one. */
export type PersonDetail = {
  person_id: string;
  stated: Stated;
  /** One sentence: why the priority is not higher, and why not lower. */
  priority_reason: string;
  /** For each finding, by id, why it counts for what it counts. */
  counted_notes: Record<string, string>;
  timeline: TimelineEntry[];
  places: PlaceSeen[];
  /** How many places, seen less often than those kept, are left out. */
  places_left_out: number;
  score: ScoreStep[];
  ties: IdentityTie[];
};

/** A raw record as it came; `truncated` when only its first 20 kB are kept. */
export type RawRecord = { file: string; sequence: number; source: string; text: string; truncated: boolean };

export type RejectedRecord = { file: string; sequence: number; reason: string };

/** A file that no source recognised, and the source that came nearest. */
export type UnknownFile = { file: string; reason: string; nearest_source: string; missing: string[] };

/** An identifier that more than one person could own; it is tied to none of them. */
export type Ambiguity = { kind: string; value: string; person_ids: string[]; reason: string };

/** Everything the HTML report draws: the result file, and what a reader may want to see behind it. */
export type ReportData = {
  result: ScanResult;
  details: PersonDetail[];
  raw_records: RawRecord[];
  rejects: RejectedRecord[];
  reject_count: number;
  unknown_files: UnknownFile[];
  ambiguities: Ambiguity[];
  /** How many people of each stage were looked at, reported or not. */
  people_by_stage: Record<string, number>;
};
