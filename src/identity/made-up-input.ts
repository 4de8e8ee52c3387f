import type { Claim, Identity, IdentityInput, SeenAccount, SeenDevice, SeenParcel } from './identity-input.ts';
import { resolvePersons } from './resolve-persons.ts';

/** Short ways to write what was read, for tests of who is who. */
type Facts = Partial<Record<string, string | string[]>>;

/** What one record of a people file says: `worker hr:7 { name, … }`. */
export function persona(kind: 'worker' | 'candidate' | 'link', id: string, facts: Facts): Claim[] {
  const source = id.slice(0, id.indexOf(':'));
  return Object.entries(facts).flatMap(([claim_kind, values]) =>
    [values ?? []].flat().map((value) => ({
      persona: id,
      persona_kind: kind,
      source,
      kind: claim_kind,
      value,
      time: '2026-03-01 00:00:00.000',
      file: `${source}.json`,
      sequence: Number(id.replaceAll(/\D/g, '') || 0),
    })),
  );
}

export const account = (source: string, name: string, more: Partial<SeenAccount> = {}): SeenAccount => ({
  source,
  account: name,
  login: name,
  email: name.includes('@') ? name : '',
  full_name: '',
  file: `${source}.json`,
  sequence: 0,
  ...more,
});
export const device = (keys: string[], name: string, inventory = false): SeenDevice => {
  const source = inventory ? 'mdm' : 'edr';
  return { source, keys, account: name, inventory, file: `${source}.json`, sequence: 0 };
};
export const parcel = (tracking_number: string, consignee: string, serial = ''): SeenParcel => ({
  source: 'selvage.shipments',
  tracking_number,
  consignee,
  serial,
  file: 'shipments.csv',
  sequence: 0,
});

export function resolve(input: Partial<IdentityInput>): Identity {
  return resolvePersons({
    claims: [],
    accounts: [],
    devices: [],
    parcels: [],
    account_sources: new Set(['idp', 'code']),
    as_of: '2026-04-01T00:00:00.000Z',
    ...input,
  });
}
export const idsOf = (input: Partial<IdentityInput>) => resolve(input).persons.map((person) => person.person_id);
export const ownerOf = (input: Partial<IdentityInput>, value: string) =>
  resolve(input).ties.find((tie) => tie.value === value)?.person_id;
export const doubtOf = (input: Partial<IdentityInput>, value: string) =>
  resolve(input).ambiguous.find((ambiguous) => ambiguous.value === value)?.person_ids;

export const ilse = persona('worker', 'hr:7', {
  name: 'Ilse Marquez',
  work_email: 'ilse.marquez@corp.example.com',
  email: 'ilse@example.com',
  phone: '(512) 555-0143',
  employee_id: '000117',
});
export const tomasz = persona('worker', 'hr:8', {
  name: 'Tomasz Okoye',
  work_email: 'tomasz@corp.example.com',
  email: 'tomasz@example.com',
});
