import type { Stage } from '../schema/result.ts';

/** One thing that a persona says of itself. */
export type Claim = {
  persona: string;
  persona_kind: string;
  source: string;
  kind: string;
  value: string;
  time: string;
  file: string;
  sequence: number;
};

/** An account as logs show it, with the mail it goes by where a record says so. */
export type SeenAccount = {
  source: string;
  account: string;
  login: string;
  email: string;
  full_name: string;
  file: string;
  sequence: number;
};

/** A device as one record shows it: every name it has, and the account the record ties it to ('' = none). */
export type SeenDevice = {
  source: string;
  keys: string[];
  account: string;
  /** Does an inventory name the account as the owner, not only as who happened to be signed in? */
  inventory: boolean;
  file: string;
  sequence: number;
};

/** A parcel and whom it is for (mail, employee or candidate id, or name), with the device inside where told. */
export type SeenParcel = {
  source: string;
  tracking_number: string;
  consignee: string;
  serial: string;
  file: string;
  sequence: number;
};

export type IdentityInput = {
  claims: readonly Claim[];
  accounts: readonly SeenAccount[];
  devices: readonly SeenDevice[];
  parcels: readonly SeenParcel[];
  /** Sources whose accounts are people even when no people file names them. */
  account_sources: ReadonlySet<string>;
  as_of: string;
};

export type ResolvedPerson = {
  person_id: string;
  stage: Stage;
  personas: string[];
  names: string[];
  emails: string[];
};

export type Tie = {
  kind: 'account' | 'device' | 'parcel';
  value: string;
  person_id: string;
  sources: string[];
  reason: string;
  file: string;
  sequence: number;
};

export type Ambiguous = { kind: string; value: string; person_ids: string[]; reason: string };

export type Identity = { persons: ResolvedPerson[]; ties: Tie[]; ambiguous: Ambiguous[] };
