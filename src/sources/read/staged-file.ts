/** One file whose records are ready to be mapped: an NDJSON file on disk, one record per line. */
export type StagedFile = {
  /** What the user sees: the path as given, `exports.zip!okta/log.json` inside archives. */
  file: string;
  /** How the records lay in the file. Values one after the other count as `ndjson`. */
  container: 'ndjson' | 'array' | 'envelope' | 'object' | 'csv' | 'unknown';
  /** The key that held the records. */
  envelope: string | null;
  /** File on disk to read: the user's own when it is plain NDJSON, else a temporary one. Line n holds record n (from zero); the line of a reject is empty. '' when nothing was staged: only files of ours may be removed. */
  path: string;
  in_place: boolean;
  /** Records staged, rejects not counted; null when in place (nobody counted). */
  records: number | null;
  bytes: number;
  /** Up to 50 parsed records from the start, for recognition. */
  sample: unknown[];
  /** Records that could not be staged. Their sequence number is used up, so numbers stay those of the raw file. */
  rejects: { sequence: number; reason: string }[];
  /** Why the file, or the rest of it, is unusable. What was read before stays. */
  problem: string | null;
};

export type ReadLimits = {
  /** A longer record is rejected. */
  record_bytes: number;
  /** Most that one archive, with all archives inside it, may expand to. */
  expanded_bytes: number;
  /** Most that compressed data may expand by, once past `expansion_free_bytes`. */
  expansion_ratio: number;
  expansion_free_bytes: number;
  /** Archives inside archives. */
  archive_depth: number;
  /** Entries read of one archive. */
  entries: number;
  /** Rejects kept of one file before it is given up. */
  rejects: number;
};

export const defaultLimits: ReadLimits = {
  record_bytes: 16 * 1024 * 1024,
  expanded_bytes: 16 * 1024 ** 3,
  expansion_ratio: 200,
  expansion_free_bytes: 64 * 1024 * 1024,
  archive_depth: 3,
  entries: 10_000,
  rejects: 100_000,
};

export type ReadOptions = {
  /** Where temporary files go; the caller removes it. */
  staging_dir: string;
  /** Does some source recognise this value as one of its records? An object that is not a record is opened as an envelope. */
  isRecord: (value: unknown) => boolean;
  /** Keys (dotted paths allowed: `output.results`) that may hold the array of records. */
  envelopes: readonly string[];
  /** Copies plain NDJSON too, checking its lines: for files that could not be read in place. */
  never_in_place?: boolean;
  limits?: Partial<ReadLimits>;
  /** Bytes read of the user's own file, so of the compressed one for archives. Of files used in place only the start is read. */
  onProgress?: (progress: { file: string; bytes_done: number; bytes_total: number }) => void;
};
