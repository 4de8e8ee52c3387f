import type { Claim } from './identity-input.ts';
import { normaliseName, UnionFind } from './union-find.ts';

/** What a persona claims, by kind. */
export type Persona = { persona: string; persona_kind: string; source: string; claims: Map<string, Claim[]> };

export function groupPersonas(claims: readonly Claim[]): Persona[] {
  const personas = new Map<string, Persona>();
  for (const claim of claims) {
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

/** Values of one kind that a persona claims, lower-cased and trimmed. */
export function claimed(persona: Persona, ...kinds: string[]): string[] {
  return kinds
    .flatMap((kind) => (persona.claims.get(kind) ?? []).map((claim) => claim.value.trim().toLowerCase()))
    .filter((v) => v !== '');
}

/**
 * Merges personas that are one person: an equal employee id, candidate id or work mail; or an equal name together with an equal
 * mail or phone (a re-applicant, a candidate who was hired). A shared mail or phone under different names merges nothing: that is a
 * finding, not an identity.
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
  join((p) => {
    const names = claimed(p, 'name').map(normaliseName);
    const contacts = [
      ...claimed(p, 'email', 'work_email'),
      ...claimed(p, 'phone').map((phone) => phone.replaceAll(/\D/g, '').slice(-9)),
    ];
    return names.flatMap((name) => contacts.filter((c) => c.length >= 7).map((contact) => `${name} ${contact}`));
  });
  const byRoot = new Map<string, Persona[]>();
  for (const persona of personas) {
    const root = groups.find(persona.persona);
    const list = byRoot.get(root);
    if (list) list.push(persona);
    else byRoot.set(root, [persona]);
  }
  return [...byRoot.values()];
}
