import type { IdentityInput, ResolvedPerson, SeenAccount } from './identity-input.ts';
import type { Owners } from './owners.ts';
import type { Ties } from './ties.ts';

/** Mails (or ids) that a login goes by: as logs say, and as the user's own links say of people whom no file names. */
export type Aliases = Map<string, Set<string>>;

export function addAlias(aliases: Aliases, login: string, other: string): void {
  const [from, to] = [bareLogin(login), other.trim().toLowerCase()];
  if (from !== '' && to !== '' && from !== to) aliases.set(from, (aliases.get(from) ?? new Set<string>()).add(to));
}

/** `CORP\jdoe` names the account `jdoe`. */
function bareLogin(login: string): string {
  return login.trim().toLowerCase().replace(/^.*\\/, '');
}

/**
 * Ties every account to its person. An account nobody's file names is a person of its own (`account:…`) when its source is
 * one whose accounts are people.
 */
export function tieAccounts(
  input: IdentityInput,
  aliases: Aliases,
  owners: Owners,
  ties: Ties,
  persons: Map<string, ResolvedPerson>,
): void {
  for (const seen of input.accounts) addAlias(aliases, seen.login, seen.email);
  const orphans: SeenAccount[] = [];
  const stated = new Set(
    input.accounts.map((seen) => seen.account).filter((account) => ties.isKnown('account', account)),
  );
  for (const seen of input.accounts) {
    const { account, source, file, sequence } = seen;
    if (stated.has(account)) {
      ties.addSource('account', account, source);
      continue;
    }
    const { person_ids, reason } = whoseAccount(account, owners, aliases);
    if (person_ids.length > 0)
      ties.offer({ kind: 'account', value: account, reason, file, sequence }, source, person_ids);
    else if (input.account_sources.has(source)) orphans.push(seen);
  }
  for (const { account, source, full_name, file, sequence } of orphans) {
    const known = [...(aliases.get(account) ?? [])];
    const name = known.length === 1 && known[0] !== undefined ? known[0] : account;
    const person_id = `account:${name}`;
    const person = persons.get(person_id) ?? {
      person_id,
      stage: 'account' as const,
      personas: [],
      names: [],
      emails: name.includes('@') ? [name] : [],
    };
    persons.set(person_id, person);
    if (full_name !== '' && !person.names.includes(full_name)) person.names.push(full_name);
    owners.add('account', account, person_id);
    owners.add('account', name, person_id);
    const reason = 'no people file names this account';
    ties.offer({ kind: 'account', value: account, reason, file, sequence }, source, [person_id]);
  }
}

function whoseAccount(account: string, owners: Owners, aliases: Aliases): { person_ids: string[]; reason: string } {
  for (const [kind, reason] of [
    ['work mail', 'equals the work mail'],
    ['account', 'equals a login in the people files'],
    ['mail', 'equals the personal mail'],
    ['id', 'equals an id in the people files'],
  ] as const) {
    const person_ids = owners.of(kind, account);
    if (person_ids.length > 0) return { person_ids, reason };
  }
  const known = [...(aliases.get(account) ?? [])].sort();
  const meant = [...new Set(known.flatMap((mail) => owners.meant(mail).person_ids))].sort();
  if (meant.length > 0) return { person_ids: meant, reason: `the log itself ties it to ${known.join(', ')}` };
  return { person_ids: owners.of('login', account), reason: 'equals the part before @ of the work mail' };
}
