import type { Claim } from './identity-input.ts';
import { normaliseName, UnionFind } from './union-find.ts';

/** What a persona claims, by kind; the newest claim of a kind first. */
export type Persona = { persona: string; persona_kind: string; source: string; claims: Map<string, Claim[]> };

/** Personas in order of their id, whatever the order of the claims. */
export function groupPersonas(claims: readonly Claim[]): Persona[] {
  const personas = new Map<string, Persona>();
  for (const claim of [...claims].sort(newestFirst)) {
    let persona = personas.get(claim.persona);
    if (!persona) {
      persona = { persona: claim.persona, persona_kind: claim.persona_kind, source: claim.source, claims: new Map() };
      personas.set(claim.persona, persona);
    }
    const list = persona.claims.get(claim.kind);
    if (list) list.push(claim);
    else persona.claims.set(claim.kind, [claim]);
  }
  return [...personas.values()].sort((a, b) => (a.persona < b.persona ? -1 : 1));
}

function newestFirst(a: Claim, b: Claim): number {
  if (a.time !== b.time) return a.time > b.time ? -1 : 1;
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  if (a.sequence !== b.sequence) return a.sequence - b.sequence;
  const [left, right] = [`${a.persona_kind} ${a.kind} ${a.value}`, `${b.persona_kind} ${b.kind} ${b.value}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Values of one kind that a persona claims, lower-cased and trimmed. */
export function claimed(persona: Persona, ...kinds: string[]): string[] {
  return kinds
    .flatMap((kind) => (persona.claims.get(kind) ?? []).map((claim) => claim.value.trim().toLowerCase()))
    .filter((v) => v !== '');
}

/**
 * Merges personas that are one person: an equal employee id, candidate id or work mail; or an equal name together with an equal
 * mail or phone (a re-applicant, a candidate who was hired). A middle name that one side leaves out is no other name. A shared
 * mail or phone under different names merges nothing: that is a finding, not an identity.
 */
export function mergePersonas(personas: readonly Persona[]): Persona[][] {
  const groups = new UnionFind(personas.map((persona) => persona.persona));
  const join = (keysOf: (persona: Persona) => string[]) => {
    const first = new Map<string, string>();
    for (const persona of personas) {
      for (const key of keysOf(persona)) {
        const other = first.get(key);
        if (other === undefined) first.set(key, persona.persona);
        else groups.union(other, persona.persona);
      }
    }
  };
  join((p) => claimed(p, 'employee_id').map((id) => `employee ${id}`));
  join((p) => claimed(p, 'candidate_id').map((id) => `candidate ${id}`));
  join((p) => claimed(p, 'work_email'));
  join((p) => namesOf(p).flatMap((name) => contactsOf(p).map((contact) => `${name}|${contact}`)));
  joinShortenedNames(personas, groups);
  const byRoot = new Map<string, Persona[]>();
  for (const persona of personas) {
    const root = groups.find(persona.persona);
    const list = byRoot.get(root);
    if (list) list.push(persona);
    else byRoot.set(root, [persona]);
  }
  return [...byRoot.values()];
}

/** `Ana Maria Lopez` and `Ana Lopez` with one mail are one person, unless that mail has a second `Ana … Lopez`. */
function joinShortenedNames(personas: readonly Persona[], groups: UnionFind): void {
  const ofTwoWords = new Map<string, string>();
  for (const persona of personas) {
    for (const name of namesOf(persona).filter((n) => n.split(' ').length === 2)) {
      for (const contact of contactsOf(persona)) ofTwoWords.set(`${name}|${contact}`, persona.persona);
    }
  }
  const longer = new Map<string, Map<string, string>>();
  for (const persona of personas) {
    for (const name of namesOf(persona)) {
      const words = name.split(' ');
      if (words.length < 3 || words.length > 6) continue;
      const pairs = words.flatMap((first, i) => words.slice(i + 1).map((second) => `${first} ${second}`));
      for (const contact of contactsOf(persona)) {
        for (const key of pairs.map((pair) => `${pair}|${contact}`).filter((k) => ofTwoWords.has(k)))
          longer.set(key, (longer.get(key) ?? new Map<string, string>()).set(name, persona.persona));
      }
    }
  }
  for (const [key, names] of longer) {
    const [only] = names.values();
    const short = ofTwoWords.get(key);
    if (names.size === 1 && only !== undefined && short !== undefined) groups.union(short, only);
  }
}

function namesOf(persona: Persona): string[] {
  return [...new Set(claimed(persona, 'name').map(normaliseName))].filter((name) => name !== '');
}

/** Mails, and the last nine digits of phones: a country code or a leading zero does not part them. */
function contactsOf(persona: Persona): string[] {
  const phones = claimed(persona, 'phone')
    .map((phone) => phone.replaceAll(/\D/g, ''))
    .filter((digits) => digits.length >= 7)
    .map((digits) => digits.slice(-9));
  return [...claimed(persona, 'email', 'work_email').filter((mail) => mail.includes('@')), ...phones];
}
