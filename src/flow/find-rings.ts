import { defaultStrengthBits } from '../evidence/weigh-person.ts';
import type { Person, Ring } from '../schema/result.ts';

/** Detections whose findings of one cause bind people together, and what kind of ring that makes. */
const binding: Record<string, Ring['kind']> = { A06: 'operator', E20: 'operator', D02: 'farm', D07: 'farm' };

/**
 * People who share a cause (an address, a phone, a home network, an authenticator) form a ring with that cause as its hub.
 * Rings of one kind that share a member are one. Findings that an honest explanation removed bind nobody, nor do weak ones:
 * what many share (an agency's telephone) says little of any two.
 */
export function findRings(people: readonly Person[]): Ring[] {
  const hubs = new Map<string, { kind: Ring['kind']; cause: string; bits: number; members: Set<string> }>();
  for (const person of people) {
    for (const finding of person.findings) {
      const kind = binding[finding.detection_id];
      const is_crowd = finding.bits < defaultStrengthBits.medium;
      if (!kind || is_crowd || finding.explanations.some((explanation) => explanation.supported)) continue;
      const key = `${kind} ${finding.cause}`;
      const hub = hubs.get(key) ?? { kind, cause: finding.cause, bits: finding.bits, members: new Set<string>() };
      hub.members.add(person.person_id);
      hubs.set(key, hub);
    }
  }
  const rings: {
    kind: Ring['kind'];
    members: Set<string>;
    hubs: { cause: string; bits: number; members: Set<string> }[];
  }[] = [];
  for (const hub of [...hubs.values()].filter(({ members }) => members.size > 1)) {
    const touching = rings.filter(
      (ring) => ring.kind === hub.kind && [...hub.members].some((member) => ring.members.has(member)),
    );
    const merged = {
      kind: hub.kind,
      members: new Set(hub.members),
      hubs: [hub as { cause: string; bits: number; members: Set<string> }],
    };
    for (const ring of touching) {
      for (const member of ring.members) merged.members.add(member);
      merged.hubs.push(...ring.hubs);
      rings.splice(rings.indexOf(ring), 1);
    }
    rings.push(merged);
  }
  return rings
    .map(({ kind, members, hubs: shared }) => {
      const sorted = [...members].sort();
      return {
        ring_id: `${kind}-${sorted[0]}`,
        kind,
        members: sorted,
        bits: Math.max(...shared.map((hub) => hub.bits)),
        links: [],
        hubs: shared
          .map(({ cause, members: own }) => ({
            kind: cause.split(':')[0] ?? '',
            value: cause.slice(cause.indexOf(':') + 1),
            members: [...own].sort(),
          }))
          .sort((a, b) => (`${a.kind} ${a.value}` < `${b.kind} ${b.value}` ? -1 : 1)),
      };
    })
    .sort((a, b) => b.members.length - a.members.length || (a.ring_id < b.ring_id ? -1 : 1));
}
