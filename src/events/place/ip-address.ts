import { isIP } from 'node:net';

/** An address as a number: 32 bits for family 4, 128 for family 6. */
export type IpAddress = { family: 4 | 6; value: bigint };
/** A block of addresses; `length` counts the leading bits that are fixed. */
export type IpRange = { family: 4 | 6; first: bigint; length: number };

const readV4 = (text: string): bigint => BigInt(text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0));

function readV6(text: string): bigint {
  let rest = text;
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text);
  if (dotted?.[1] !== undefined && dotted[2] !== undefined) {
    const low = readV4(dotted[2]);
    rest = `${dotted[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`;
  }
  const [head = '', tail] = rest.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return groups.reduce((sum: bigint, group: string) => (sum << 16n) | BigInt(`0x${group}`), 0n);
}

/**
 * Reads an IPv4 or IPv6 address; a v4-mapped one (::ffff:192.0.2.1) is taken as IPv4, a zone (%eth0) is left out.
 * Anything else gives null.
 */
export function parseAddress(text: string): IpAddress | null {
  const trimmed = text.trim();
  const zone = trimmed.indexOf('%');
  const bare = zone < 0 ? trimmed : trimmed.slice(0, zone);
  const family = isIP(bare);
  if (family === 4) return { family: 4, value: readV4(bare) };
  if (family !== 6) return null;
  const value = readV6(bare);
  return value >> 32n === 0xffffn ? { family: 4, value: value & 0xffff_ffffn } : { family: 6, value };
}

/** Reads `192.0.2.0/24`, `2001:db8::/32` or a single address; bits beyond the length are dropped. */
export function parseRange(text: string): IpRange | null {
  const [base = '', length_text, more] = text.trim().split('/');
  const address = parseAddress(base);
  if (address === null || more !== undefined) return null;
  const bits = address.family === 4 ? 32 : 128;
  if (length_text !== undefined && !/^\d{1,3}$/.test(length_text)) return null;
  const mapped = address.family === 4 && base.includes(':') ? 96 : 0;
  const length = length_text === undefined ? bits : Number(length_text) - mapped;
  if (length < 0 || length > bits) return null;
  const shift = BigInt(bits - length);
  return { family: address.family, first: (address.value >> shift) << shift, length };
}

/** Finds the narrowest range around an address: one map per prefix length, longest first. */
export class RangeTable<T> {
  private readonly maps = new Map<4 | 6, Map<number, Map<bigint, T>>>([
    [4, new Map()],
    [6, new Map()],
  ]);
  private lengths = new Map<4 | 6, number[]>();

  /** The first of two equal ranges stays. */
  add(range: IpRange, value: T): void {
    const by_length = this.maps.get(range.family) ?? new Map<number, Map<bigint, T>>();
    const ranges = by_length.get(range.length) ?? new Map<bigint, T>();
    const key = range.first >> BigInt((range.family === 4 ? 32 : 128) - range.length);
    if (!ranges.has(key)) ranges.set(key, value);
    by_length.set(range.length, ranges);
    this.lengths.set(
      range.family,
      [...by_length.keys()].sort((a, b) => b - a),
    );
  }

  find(address: IpAddress): T | undefined {
    const bits = address.family === 4 ? 32 : 128;
    for (const length of this.lengths.get(address.family) ?? []) {
      const found = this.maps
        .get(address.family)
        ?.get(length)
        ?.get(address.value >> BigInt(bits - length));
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

/** Ranges that are nobody's place on the public Internet: IANA special-purpose registries (RFC 6890) and multicast. */
const specialRanges = `
  0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24
  192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
  ::/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 5f00::/16 fc00::/7 fe80::/10
  fec0::/10 ff00::/8`;
const special = new RangeTable<true>();
for (const text of specialRanges.trim().split(/\s+/)) {
  const range = parseRange(text);
  if (range !== null) special.add(range, true);
}

/** True for an address that can be on the public Internet: not private, reserved, documentation, tunnel or multicast. */
export function isPublicAddress(address: IpAddress): boolean {
  return special.find(address) === undefined;
}
