import type { Stage } from '../schema/result.ts';
import type { Ambiguous, Identity, IdentityInput, ResolvedPerson } from './identity-input.ts';
import { claimed, groupPersonas, mergePersonas, type Persona } from './merge-personas.ts';
import { Owners } from './owners.ts';
import { type Aliases, addAlias, tieAccounts } from './tie-accounts.ts';
import { tieDevices } from './tie-devices.ts';
import { Ties } from './ties.ts';

/**
 * Which person each persona, account, device and parcel belongs to, each tie with its reason. What could be two people's
 * is told as ambiguous and tied to neither. Pure: the same input in any order gives the same answer.
 */
export function resolvePersons(unordered: IdentityInput): Identity {
  const input = inOrder(unordered);
  const personas = groupPersonas(input.claims);
  const groups = mergePersonas(personas.filter((persona) => persona.persona_kind !== 'link'));
  const described = groups.map((group) => describePerson(group, input.as_of));
  separateEqualIds(described, groups);
  const persons = new Map(described.map((person) => [person.person_id, person]));
  const owners = new Owners();
  groups.forEach((group, index) => owners.addPersonas(described[index]?.person_id ?? '', group));
  const ties = new Ties();
  const aliases: Aliases = new Map();
  const links = personas.filter((persona) => persona.persona_kind === 'link');
  const unresolved = links.filter((link) => !tieLink(link, owners, ties));
  for (const link of unresolved) aliasLink(link, aliases);
  tieAccounts(input, aliases, owners, ties, persons);
  const unknown = unresolved.filter((link) => !tieLink(link, owners, ties)).flatMap(reportLink);
  tieParcels(input, owners, ties);
  tieDevices(input.devices, owners, ties, persons);
  tieParcelsByDevice(input, ties);
  const { ties: tied, ambiguous } = ties.result();
  const sorted = [...persons.values()].sort((a, b) => (a.person_id < b.person_id ? -1 : 1));
  return { persons: sorted, ties: tied, ambiguous: [...ambiguous, ...unknown] };
}

/** One order for all that was seen, so that reasons and evidence do not depend on how it came. */
function inOrder(input: IdentityInput): IdentityInput {
  const sort = <T>(rows: readonly T[]) =>
    rows
      .map((row) => ({ row, key: JSON.stringify(row) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ row }) => row);
  return { ...input, accounts: sort(input.accounts), devices: sort(input.devices), parcels: sort(input.parcels) };
}

function describePerson(personas: readonly Persona[], as_of: string): ResolvedPerson {
  const rank = (persona: Persona) => ['worker', 'candidate'].indexOf(persona.persona_kind);
  const ordered = [...personas].sort((a, b) => rank(a) - rank(b) || (a.persona < b.persona ? -1 : 1));
  const main = ordered[0]!;
  const id = main.persona.slice(main.source.length + 1);
  const texts = (...kinds: string[]) => [
    ...new Set(ordered.flatMap((p) => kinds.flatMap((k) => (p.claims.get(k) ?? []).map((c) => c.value.trim())))),
  ];
  const jobs = ordered.filter((persona) => persona.persona_kind === 'worker');
  const hasLeft = jobs.length > 0 && jobs.every((job) => hasEnded(job, as_of.slice(0, 10)));
  const stage: Stage = jobs.length === 0 ? 'candidate' : hasLeft ? 'leaver' : 'worker';
  return {
    person_id: main.source === 'selvage.people' ? id : `${main.persona_kind}:${id}`,
    stage,
    personas: personas.map((persona) => persona.persona),
    names: texts('name'),
    emails: [...new Set(texts('work_email', 'email').map((mail) => mail.toLowerCase()))],
  };
}

/** An end that has come, and no start after it. */
function hasEnded(job: Persona, today: string): boolean {
  const days = (kind: string) => claimed(job, kind).map((day) => day.slice(0, 10));
  const last_end = days('end_date').sort().at(-1);
  return last_end !== undefined && last_end <= today && !days('start_date').some((start) => start > last_end);
}

/** Two systems may use one number for two people: the later one then carries its source. */
function separateEqualIds(persons: ResolvedPerson[], groups: readonly (readonly Persona[])[]): void {
  const seen = new Set<string>();
  persons.forEach((person, index) => {
    const wished = person.person_id;
    const sources = (groups[index] ?? []).map((persona) => persona.source);
    const others = [...sources.map((source) => `${wished}@${source}`), `${wished}@${person.personas[0] ?? ''}`];
    person.person_id = [wished, ...others].find((id) => !seen.has(id)) ?? `${wished}@${index}`;
    seen.add(person.person_id);
  });
}

const linkReason = (link: Persona): string => `your links file gives it to ${referenceOf(link)}`;
const referenceOf = (link: Persona): string => link.persona.slice(link.source.length + 1);
const kindOfLink = (kind: string): 'device' | 'parcel' | 'account' =>
  kind.startsWith('device_') ? 'device' : kind === 'tracking_number' ? 'parcel' : 'account';

/** A row of the user's links.csv: `persona` names the person, its claims what belongs to him or her. False = nobody known. */
function tieLink(link: Persona, owners: Owners, ties: Ties): boolean {
  const { person_ids } = owners.meant(referenceOf(link));
  for (const claim of [...link.claims.values()].flat()) {
    const { file, sequence, value } = claim;
    const kind = kindOfLink(claim.kind);
    ties.offer({ kind, value, reason: linkReason(link), file, sequence }, link.source, person_ids);
    const [only] = person_ids;
    if (person_ids.length === 1 && only !== undefined && kind === 'account') owners.add('account', value, only);
  }
  return person_ids.length > 0;
}

/** No people file knows the person: perhaps an account goes by that name. */
function aliasLink(link: Persona, aliases: Aliases): void {
  for (const claim of [...link.claims.values()].flat())
    if (kindOfLink(claim.kind) === 'account') addAlias(aliases, claim.value, referenceOf(link));
}

/** Whom the links file names and nobody knows, the user must hear of. */
function reportLink(link: Persona): Ambiguous[] {
  const reason = `${linkReason(link)}, whom nothing read knows`;
  return [...link.claims.values()]
    .flat()
    .map((claim) => ({ kind: kindOfLink(claim.kind), value: claim.value.toLowerCase(), person_ids: [], reason }));
}

/** A parcel is for whom it is sent to; so is the device inside, until an inventory says otherwise. */
function tieParcels(input: IdentityInput, owners: Owners, ties: Ties): void {
  const linked = new Set(
    input.parcels.map((p) => p.tracking_number).filter((number) => ties.isKnown('parcel', number)),
  );
  for (const { tracking_number, consignee, serial, source, file, sequence } of input.parcels) {
    const { kind, person_ids } = owners.meant(consignee);
    const reason = `sent to ${consignee} (${kind})`;
    if (linked.has(tracking_number)) ties.addSource('parcel', tracking_number, source);
    else ties.offer({ kind: 'parcel', value: tracking_number, reason, file, sequence }, source, person_ids);
    for (const person_id of person_ids) owners.add('device', serial, person_id);
  }
}

/** A parcel that names nobody we know is for the owner of the device inside. */
function tieParcelsByDevice(input: IdentityInput, ties: Ties): void {
  const open = input.parcels.filter((parcel) => !ties.isKnown('parcel', parcel.tracking_number));
  for (const { tracking_number, serial, source, file, sequence } of open) {
    const owner = serial === '' ? undefined : ties.ownerOf('device', serial);
    if (owner === undefined || owner.startsWith('device:')) continue;
    const reason = `holds the device ${serial}`;
    ties.offer({ kind: 'parcel', value: tracking_number, reason, file, sequence }, source, [owner]);
  }
}
