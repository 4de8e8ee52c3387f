import type { Stage } from '../schema/result.ts';
import type {
  Ambiguous,
  Identity,
  IdentityInput,
  ResolvedPerson,
  SeenAccount,
  SeenDevice,
  Tie,
} from './identity-input.ts';
import { claimed, groupPersonas, mergePersonas, type Persona } from './merge-personas.ts';
import { normaliseName } from './union-find.ts';

/**
 * Which person each persona, account, device and parcel belongs to, each tie with its reason. What could be two people's
 * is told as ambiguous and tied to neither. Pure: the same input in any order gives the same answer.
 */
export function resolvePersons(input: IdentityInput): Identity {
  const personas = groupPersonas(input.claims);
  const groups = mergePersonas(personas.filter((persona) => persona.persona_kind !== 'link'));
  const persons = groups.map((group) => describePerson(group, input.as_of));
  separateEqualIds(persons);
  const owners = new Owners();
  groups.forEach((group, index) => owners.addPersonas(persons[index]!.person_id, group));
  const ties = new Ties();
  for (const link of personas.filter((persona) => persona.persona_kind === 'link')) tieLink(link, owners, ties);
  tieAccounts(input, owners, ties, persons);
  tieDevices(input.devices, owners, ties, persons);
  tieParcels(input, owners, ties);
  return { persons: persons.sort((a, b) => (a.person_id < b.person_id ? -1 : 1)), ...ties.result() };
}

/** Who goes by a mail, login, id or name. */
class Owners {
  readonly #byKey = new Map<string, Set<string>>();

  add(kind: string, value: string, person_id: string): void {
    const key = `${kind} ${value.toLowerCase()}`;
    const set = this.#byKey.get(key);
    if (set) set.add(person_id);
    else this.#byKey.set(key, new Set([person_id]));
  }

  of(kind: string, value: string): string[] {
    return [...(this.#byKey.get(`${kind} ${value.toLowerCase()}`) ?? [])].sort();
  }

  addPersonas(person_id: string, personas: readonly Persona[]): void {
    for (const persona of personas) {
      for (const mail of claimed(persona, 'work_email')) {
        this.add('work mail', mail, person_id);
        this.add('login', mail.split('@')[0] ?? '', person_id);
      }
      for (const mail of claimed(persona, 'email')) this.add('mail', mail, person_id);
      for (const login of claimed(persona, 'login', 'github_login')) this.add('account', login, person_id);
      for (const id of claimed(persona, 'employee_id', 'candidate_id')) this.add('id', id, person_id);
      for (const name of claimed(persona, 'name')) this.add('name', normaliseName(name), person_id);
      for (const key of claimed(persona, 'device_serial', 'device_hostname', 'device_uid'))
        this.add('device', key, person_id);
      for (const number of claimed(persona, 'tracking_number')) this.add('parcel', number, person_id);
    }
    this.add('id', person_id, person_id);
  }

  /** Persons that a free reference (mail, id, login or name) may mean, by the surest kind that knows it. */
  meant(reference: string): { kind: string; person_ids: string[] } {
    for (const kind of ['work mail', 'account', 'id', 'mail', 'login']) {
      const person_ids = this.of(kind, reference);
      if (person_ids.length > 0) return { kind, person_ids };
    }
    return { kind: 'name', person_ids: this.of('name', normaliseName(reference)) };
  }
}

/** Collects ties; a value claimed by two people ends as ambiguous. */
class Ties {
  readonly #ties = new Map<string, Tie>();
  readonly #ambiguous = new Map<string, Ambiguous>();

  offer(tie: Omit<Tie, 'person_id' | 'sources'>, source: string, person_ids: readonly string[]): void {
    const value = tie.value.toLowerCase();
    const key = `${tie.kind} ${value}`;
    const [person_id] = person_ids;
    if (value === '' || person_id === undefined) return;
    const known = this.#ties.get(key);
    const all = [
      ...new Set([...person_ids, ...(known ? [known.person_id] : []), ...(this.#ambiguous.get(key)?.person_ids ?? [])]),
    ].sort();
    if (all.length > 1) {
      this.#ties.delete(key);
      this.#ambiguous.set(key, { kind: tie.kind, value, person_ids: all, reason: tie.reason });
    } else if (known) {
      if (!known.sources.includes(source)) known.sources.push(source);
    } else if (!this.#ambiguous.has(key)) {
      this.#ties.set(key, { ...tie, value, person_id, sources: [source] });
    }
  }

  ownerOf(kind: string, value: string): string | undefined {
    return this.#ties.get(`${kind} ${value.toLowerCase()}`)?.person_id;
  }

  isKnown(kind: string, value: string): boolean {
    const key = `${kind} ${value.toLowerCase()}`;
    return this.#ties.has(key) || this.#ambiguous.has(key);
  }

  result(): { ties: Tie[]; ambiguous: Ambiguous[] } {
    const order = (a: { kind: string; value: string }, b: { kind: string; value: string }) =>
      `${a.kind} ${a.value}` < `${b.kind} ${b.value}` ? -1 : 1;
    return { ties: [...this.#ties.values()].sort(order), ambiguous: [...this.#ambiguous.values()].sort(order) };
  }
}

function describePerson(personas: readonly Persona[], as_of: string): ResolvedPerson {
  const rank = (persona: Persona) => ['worker', 'candidate'].indexOf(persona.persona_kind);
  const ordered = [...personas].sort((a, b) => rank(a) - rank(b) || (a.persona < b.persona ? -1 : 1));
  const main = ordered[0]!;
  const id = main.persona.slice(main.source.length + 1);
  const texts = (...kinds: string[]) => [
    ...new Set(ordered.flatMap((p) => kinds.flatMap((k) => (p.claims.get(k) ?? []).map((c) => c.value.trim())))),
  ];
  const isWorker = ordered.some((persona) => persona.persona_kind === 'worker');
  const ends = ordered.flatMap((persona) => claimed(persona, 'end_date'));
  const hasLeft = ends.length > 0 && ends.every((end) => end.slice(0, 10) <= as_of.slice(0, 10));
  const stage: Stage = isWorker ? (hasLeft ? 'leaver' : 'worker') : 'candidate';
  return {
    person_id: main.source === 'selvage.people' ? id : `${main.persona_kind}:${id}`,
    stage,
    personas: personas.map((persona) => persona.persona),
    names: texts('name'),
    emails: [...new Set(texts('work_email', 'email').map((mail) => mail.toLowerCase()))],
  };
}

/** Two systems may use one number for two people: the later one then carries its source. */
function separateEqualIds(persons: ResolvedPerson[]): void {
  const seen = new Set<string>();
  for (const person of persons) {
    if (seen.has(person.person_id)) person.person_id = `${person.person_id}@${person.personas[0]?.split(':')[0] ?? ''}`;
    seen.add(person.person_id);
  }
}

/** A row of the user's links.csv: `persona` names the person, its claims what belongs to him or her. */
function tieLink(link: Persona, owners: Owners, ties: Ties): void {
  const reference = link.persona.slice(link.source.length + 1);
  const { person_ids } = owners.meant(reference);
  for (const [kind, claims] of link.claims) {
    for (const claim of claims) {
      const place = { file: claim.file, sequence: claim.sequence, value: claim.value };
      if (kind.startsWith('device_'))
        ties.offer(
          { ...place, kind: 'device', reason: `your links file gives it to ${reference}` },
          link.source,
          person_ids,
        );
      else if (kind === 'tracking_number')
        ties.offer(
          { ...place, kind: 'parcel', reason: `your links file gives it to ${reference}` },
          link.source,
          person_ids,
        );
      else
        ties.offer(
          { ...place, kind: 'account', reason: `your links file gives it to ${reference}` },
          link.source,
          person_ids,
        );
      if (person_ids.length === 1 && !kind.startsWith('device_')) owners.add('account', claim.value, person_ids[0]!);
    }
  }
}

function tieAccounts(input: IdentityInput, owners: Owners, ties: Ties, persons: ResolvedPerson[]): void {
  const mails = new Map<string, Set<string>>();
  for (const seen of input.accounts) {
    if (seen.login === '' || seen.email === '') continue;
    mails.set(seen.login, (mails.get(seen.login) ?? new Set()).add(seen.email));
  }
  const orphans: SeenAccount[] = [];
  for (const seen of input.accounts) {
    if (ties.ownerOf('account', seen.account) && seen.source !== '') {
      ties.offer(
        { kind: 'account', value: seen.account, reason: '', file: seen.file, sequence: seen.sequence },
        seen.source,
        [ties.ownerOf('account', seen.account)!],
      );
      continue;
    }
    const { person_ids, reason } = whoseAccount(seen, owners, mails);
    if (person_ids.length > 0)
      ties.offer(
        { kind: 'account', value: seen.account, reason, file: seen.file, sequence: seen.sequence },
        seen.source,
        person_ids,
      );
    else if (input.account_sources.has(seen.source)) orphans.push(seen);
  }
  for (const seen of orphans) {
    const known = mails.get(seen.account);
    const mail = known?.size === 1 ? [...known][0]! : seen.account;
    const person_id = `account:${mail}`;
    let person = persons.find((p) => p.person_id === person_id);
    if (!person) {
      person = { person_id, stage: 'account', personas: [], names: [], emails: mail.includes('@') ? [mail] : [] };
      persons.push(person);
    }
    if (seen.full_name !== '' && !person.names.includes(seen.full_name)) person.names.push(seen.full_name);
    owners.add('account', seen.account, person_id);
    ties.offer(
      {
        kind: 'account',
        value: seen.account,
        reason: 'no people file names this account',
        file: seen.file,
        sequence: seen.sequence,
      },
      seen.source,
      [person_id],
    );
  }
}

function whoseAccount(
  seen: SeenAccount,
  owners: Owners,
  mails: ReadonlyMap<string, Set<string>>,
): { person_ids: string[]; reason: string } {
  for (const [kind, reason] of [
    ['work mail', 'equals the work mail'],
    ['account', 'equals a login in the people files'],
    ['mail', 'equals the personal mail'],
    ['id', 'equals an id in the people files'],
  ] as const) {
    const person_ids = owners.of(kind, seen.account);
    if (person_ids.length > 0) return { person_ids, reason };
  }
  for (const mail of mails.get(seen.account) ?? []) {
    const { person_ids } = owners.meant(mail);
    if (person_ids.length > 0) return { person_ids, reason: `the log itself ties it to ${mail}` };
  }
  const login = owners.of('login', seen.account);
  return { person_ids: login, reason: 'equals the part before @ of the work mail' };
}

function tieDevices(devices: readonly SeenDevice[], owners: Owners, ties: Ties, persons: ResolvedPerson[]): void {
  const ordered = [...devices].sort((a, b) => Number(b.inventory) - Number(a.inventory));
  for (const seen of ordered) {
    const [tied] = seen.keys.map((key) => ties.ownerOf('device', key)).filter((owner) => owner !== undefined);
    const claimants = seen.keys.flatMap((key) => owners.of('device', key));
    const owner =
      ties.ownerOf('account', seen.account) ??
      (seen.account === '' ? undefined : onlyOne(owners.meant(seen.account).person_ids));
    // A logon on somebody's known device says nothing about whose device it is: only an inventory may contradict one.
    const person_ids =
      seen.inventory && owner ? [owner] : tied ? [tied] : claimants.length > 0 ? claimants : owner ? [owner] : [];
    const reason =
      seen.inventory && owner
        ? `the inventory gives it to ${seen.account}`
        : tied
          ? 'another name of a device already tied'
          : claimants.length > 0
            ? 'shipped or linked to this person'
            : `only ${seen.account} works on it`;
    for (const key of seen.keys) {
      ties.offer(
        { kind: 'device', value: key, reason, file: seen.file, sequence: seen.sequence },
        seen.source,
        person_ids,
      );
    }
  }
  for (const seen of ordered) {
    const [main] = seen.keys;
    if (main === undefined || seen.keys.some((key) => ties.isKnown('device', key))) continue;
    const person_id = `device:${main}`;
    if (!persons.some((person) => person.person_id === person_id))
      persons.push({ person_id, stage: 'account', personas: [], names: [], emails: [] });
    for (const key of seen.keys)
      ties.offer(
        {
          kind: 'device',
          value: key,
          reason: 'nothing read says whose device it is',
          file: seen.file,
          sequence: seen.sequence,
        },
        seen.source,
        [person_id],
      );
  }
}

function tieParcels(input: IdentityInput, owners: Owners, ties: Ties): void {
  for (const parcel of input.parcels) {
    const { kind, person_ids } = owners.meant(parcel.consignee);
    const place = { file: parcel.file, sequence: parcel.sequence };
    ties.offer(
      { ...place, kind: 'parcel', value: parcel.tracking_number, reason: `sent to ${parcel.consignee} (${kind})` },
      parcel.source,
      person_ids,
    );
  }
}

function onlyOne(person_ids: readonly string[]): string | undefined {
  return person_ids.length === 1 ? person_ids[0] : undefined;
}
