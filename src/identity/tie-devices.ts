import type { ResolvedPerson, SeenDevice } from './identity-input.ts';
import type { Owners } from './owners.ts';
import type { Ties } from './ties.ts';

/**
 * Ties every name of every device to its person, from the surest statement to the least sure: the user's links, the inventory,
 * the parcel it came in, another name of the same device, and last its only user. A weaker statement never contradicts a
 * surer one: a logon on somebody's laptop says nothing about whose it is. A device that nobody owns is shown by itself.
 */
export function tieDevices(
  devices: readonly SeenDevice[],
  owners: Owners,
  ties: Ties,
  persons: Map<string, ResolvedPerson>,
): void {
  const ownersOf = (seen: SeenDevice): readonly string[] => {
    if (seen.account === '') return [];
    const tied = ties.candidatesFor('account', seen.account);
    return tied.length > 0 ? tied : owners.meant(seen.account).person_ids;
  };
  tieUnknown(devices, ties, (seen) =>
    seen.inventory ? { reason: `the inventory gives it to ${seen.account}`, person_ids: ownersOf(seen) } : null,
  );
  tieUnknown(devices, ties, (_, key) => ({
    reason: 'sent to or claimed by this person',
    person_ids: owners.of('device', key),
  }));
  tieOtherNames(devices, ties);
  tieUnknown(devices, ties, (seen) =>
    seen.inventory ? null : { reason: `used by ${seen.account}`, person_ids: ownersOf(seen) },
  );
  tieOtherNames(devices, ties);
  tieUnknown(devices, ties, (seen, key) => {
    const person_id = `device:${seen.keys[0] ?? key}`;
    if (!persons.has(person_id))
      persons.set(person_id, { person_id, stage: 'account', personas: [], names: [], emails: [] });
    return { reason: 'nothing read says whose device it is', person_ids: [person_id] };
  });
  for (const seen of devices) for (const key of seen.keys) ties.addSource('device', key, seen.source);
}

type Statement = { reason: string; person_ids: readonly string[] };

/** Offers what one kind of statement says of the keys that no surer kind has settled; all of it counts alike. */
function tieUnknown(
  devices: readonly SeenDevice[],
  ties: Ties,
  state: (seen: SeenDevice, key: string, open: ReadonlySet<string>) => Statement | null,
): void {
  const open = new Set(devices.flatMap((seen) => seen.keys).filter((key) => !ties.isKnown('device', key)));
  for (const seen of devices) {
    for (const key of seen.keys.filter((k) => open.has(k))) {
      const statement = state(seen, key, open);
      if (statement === null) continue;
      const { file, sequence, source } = seen;
      ties.offer(
        { kind: 'device', value: key, reason: statement.reason, file, sequence },
        source,
        statement.person_ids,
      );
    }
  }
}

/** A host name seen beside a serial belongs to whom the serial belongs. */
function tieOtherNames(devices: readonly SeenDevice[], ties: Ties): void {
  for (let round = 0; round < 3; round++) {
    tieUnknown(devices, ties, (seen, _, open) => {
      const settled = seen.keys.filter((key) => !open.has(key));
      const owners = settled.map((key) => ties.ownerOf('device', key)).filter((id) => id !== undefined);
      const person_ids = [...new Set(owners)];
      return person_ids.length === 0 ? null : { reason: 'another name of a device already tied', person_ids };
    });
  }
}
