import type { Catalogue, Network, NetworkKind } from '../../schema/catalogue.ts';
import type { Settings } from '../../schema/settings.ts';
import { isPublicAddress, parseAddress, parseRange, RangeTable } from './ip-address.ts';

/** What is known of an address before its kind is: `asn` 0 and `as_org` '' = not known. */
export type NetworkFacts = { address: string; asn: number; as_org: string };

/**
 * `name`: who runs it, or the user's own name for it.
 * `shared_exit`: many unrelated people come out of this address, so that sharing it says nothing.
 */
export type NetworkOfAddress = { kind: NetworkKind; name: string; shared_exit: boolean };

/** Ranges of earlier kinds win over those of later ones, and all ranges over autonomous systems. */
const order: readonly NetworkKind[] = [
  'privacy_relay',
  'consumer_vpn',
  'hosting',
  'corporate',
  'education',
  'mobile',
  'home',
];

const wordsShare: ReadonlySet<NetworkKind> = new Set([
  'mobile',
  'education',
  'corporate',
  'consumer_vpn',
  'privacy_relay',
]);

function ownRanges(settings: Settings): RangeTable<NetworkOfAddress> {
  const table = new RangeTable<NetworkOfAddress>();
  const add = (text: string, name: string) => {
    const range = parseRange(text);
    if (range !== null) table.add(range, { kind: 'corporate', name, shared_exit: true });
  };
  for (const office of settings.offices) for (const text of office.egress_ips) add(text, office.name);
  for (const text of settings.corporate_vpn_egress_ips) add(text, 'Corporate VPN');
  return table;
}

/** Lower-case words of an organisation's name, without accents. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/**
 * Builds the function that tells the kind of network of an address. Order: the user's own offices and VPN,
 * ranges (relay, VPN, hosting …), the autonomous system, words of its organisation's name, unknown.
 */
export function createNetworkClassifier(
  catalogue: Pick<Catalogue, 'networks' | 'org_words'>,
  settings: Settings,
): (facts: NetworkFacts) => NetworkOfAddress {
  const own = ownRanges(settings);
  const by_range = new Map(order.map((kind) => [kind, new RangeTable<Network>()]));
  const by_asn = new Map<number, Network>();
  for (const network of catalogue.networks) {
    for (const text of network.ranges) {
      const range = parseRange(text);
      if (range !== null) by_range.get(network.kind)?.add(range, network);
    }
    const before = network.asn === null ? undefined : by_asn.get(network.asn);
    const sooner = before === undefined || order.indexOf(network.kind) < order.indexOf(before.kind);
    if (network.asn !== null && sooner) by_asn.set(network.asn, network);
  }
  const kind_of_word = new Map<string, NetworkKind>();
  for (const { kind, words } of catalogue.org_words) {
    for (const word of words) if (!kind_of_word.has(word)) kind_of_word.set(word, kind);
  }
  const word_order = catalogue.org_words.map((entry) => entry.kind);
  const by_org = new Map<string, NetworkKind>();

  const kindOfOrganisation = (as_org: string): NetworkKind => {
    const known = by_org.get(as_org);
    if (known !== undefined) return known;
    const kinds = new Set(wordsOf(as_org).map((word) => kind_of_word.get(word)));
    const kind = word_order.find((candidate) => kinds.has(candidate)) ?? 'unknown';
    by_org.set(as_org, kind);
    return kind;
  };

  return ({ address, asn, as_org }) => {
    const parsed = parseAddress(address);
    if (parsed === null) return { kind: 'unknown', name: '', shared_exit: false };
    const mine = own.find(parsed);
    if (mine !== undefined) return mine;
    if (!isPublicAddress(parsed)) return { kind: 'unknown', name: 'private or reserved', shared_exit: false };
    for (const kind of order) {
      const found = by_range.get(kind)?.find(parsed);
      if (found !== undefined) return { kind, name: found.name, shared_exit: found.shared_exit };
    }
    const listed = by_asn.get(asn);
    if (listed !== undefined) return { kind: listed.kind, name: listed.name, shared_exit: listed.shared_exit };
    const kind = kindOfOrganisation(as_org);
    return { kind, name: as_org, shared_exit: wordsShare.has(kind) };
  };
}
