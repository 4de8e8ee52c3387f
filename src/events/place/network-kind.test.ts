import { BlockList } from 'node:net';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Catalogue } from '../../schema/catalogue.ts';
import { settings } from '../../schema/settings.ts';
import { loadCatalogue } from '../catalogue.ts';
import { isPublicAddress, parseAddress, parseRange, RangeTable } from './ip-address.ts';
import { createNetworkClassifier, type NetworkFacts } from './network-kind.ts';

const v4 = fc.ipV4();
const v6 = fc.ipV6();

describe('addresses and ranges', () => {
  test.each([
    ['192.0.2.1', 4, 0xc0000201n],
    ['::1', 6, 1n],
    ['::', 6, 0n],
    ['2001:db8::8:1', 6, 0x20010db8000000000000000000080001n],
    ['::ffff:192.0.2.1', 4, 0xc0000201n],
    ['::FFFF:c000:0201', 4, 0xc0000201n],
    ['fe80::1%eth0', 6, 0xfe800000000000000000000000000001n],
    ['64:ff9b::192.0.2.1', 6, 0x64ff9b0000000000000000c0000201n],
    [' 192.0.2.1 ', 4, 0xc0000201n],
  ] as const)('%s is read', (text, family, value) => {
    expect(parseAddress(text)).toEqual({ family, value });
  });

  test.each(['', 'x', '1.2.3', '1.2.3.256', '01.2.3.4', '1::2::3', '1.2.3.4:80', '[::1]', '12345', '::g', '1.2.3.4/8'])(
    '%j is no address',
    (text) => expect(parseAddress(text)).toBeNull(),
  );

  test.each(['1.2.3.0/33', '::/129', '1.2.3.0/-1', '1.2.3.0/a', '1.2.3.0/8/8', '1.2.3.0/', '/8'])(
    '%j is no range',
    (text) => expect(parseRange(text)).toBeNull(),
  );

  test('an address is in a range exactly when the block list of Node says so', () => {
    const range = fc.oneof(
      fc.tuple(v4, fc.integer({ min: 0, max: 32 })),
      fc.tuple(v6, fc.integer({ min: 0, max: 128 })),
    );
    fc.assert(
      fc.property(
        fc.array(range, { minLength: 1, maxLength: 20 }),
        fc.array(fc.oneof(v4, v6), { maxLength: 20 }),
        (ranges, more) => {
          const table = new RangeTable<true>();
          // Two lists: Node would look IPv4 addresses up in IPv6 ranges too, as mapped ones.
          const lists = { 4: new BlockList(), 6: new BlockList() };
          for (const [base, length] of ranges) {
            const parsed = parseRange(`${base}/${length}`);
            // Ranges over v4-mapped addresses are taken as IPv4 by us and as IPv6 by Node.
            if (parsed === null || (parsed.family === 4) === base.includes(':')) continue;
            table.add(parsed, true);
            lists[parsed.family].addSubnet(base, length, base.includes(':') ? 'ipv6' : 'ipv4');
          }
          for (const address of [...more, ...ranges.map(([base]) => base)]) {
            const parsed = parseAddress(address);
            if (parsed === null || (parsed.family === 4) === address.includes(':')) continue;
            expect(table.find(parsed) === true, address).toBe(
              lists[parsed.family].check(address, parsed.family === 4 ? 'ipv4' : 'ipv6'),
            );
          }
        },
      ),
    );
  });

  test('the narrowest range wins', () => {
    const table = new RangeTable<string>();
    for (const text of ['10.0.0.0/8', '10.1.0.0/16', '10.1.2.3']) {
      const range = parseRange(text);
      if (range !== null) table.add(range, text);
    }
    const find = (text: string) => table.find(parseAddress(text) ?? { family: 4, value: 0n });
    expect([find('10.1.2.3'), find('10.1.2.4'), find('10.9.9.9'), find('11.0.0.0')]).toEqual([
      '10.1.2.3',
      '10.1.0.0/16',
      '10.0.0.0/8',
      undefined,
    ]);
  });

  test.each([
    ['10.1.2.3', false],
    ['100.64.0.1', false],
    ['172.31.255.255', false],
    ['172.32.0.1', true],
    ['8.8.8.8', true],
    ['::ffff:10.0.0.1', false],
    ['fe80::1', false],
    ['fd00::1', false],
    ['2001:db8::1', false],
    ['2606:4700::1', true],
    ['203.0.113.9', false],
    ['255.255.255.255', false],
  ])('%s on the public Internet: %s', (text, expected) => {
    const address = parseAddress(text);
    expect(address !== null && isPublicAddress(address)).toBe(expected);
  });
});

describe('kind of network', () => {
  let catalogue: Catalogue;
  const mine = settings.parse({
    offices: [{ name: 'Headquarters', egress_ips: ['203.0.113.10', '24.48.0.0/24', '2001:db8:20::/48'] }],
    corporate_vpn_egress_ips: ['104.28.1.1'],
  });
  let classify: ReturnType<typeof createNetworkClassifier>;
  beforeAll(async () => {
    catalogue = await loadCatalogue(join(import.meta.dirname, '../../../content'));
    classify = createNetworkClassifier(catalogue, mine);
  });
  const facts = (address: string, asn = 0, as_org = ''): NetworkFacts => ({ address, asn, as_org });

  test.each([
    ['own office by address, though documentation range', facts('203.0.113.10'), 'corporate', 'Headquarters', true],
    ['own office by range before its provider', facts('24.48.0.9', 7922, 'Comcast'), 'corporate', 'Headquarters', true],
    ['own office, v6', facts('2001:db8:20::7'), 'corporate', 'Headquarters', true],
    ['own office, v4-mapped', facts('::ffff:24.48.0.9'), 'corporate', 'Headquarters', true],
    ['own VPN before a relay', facts('104.28.1.1', 13335), 'corporate', 'Corporate VPN', true],
    [
      'relay inside Cloudflare',
      facts('104.28.9.9', 13335),
      'privacy_relay',
      'iCloud Private Relay or Cloudflare WARP',
      true,
    ],
    ['the rest of Cloudflare', facts('1.1.1.1', 13335), 'hosting', 'Cloudflare', false],
    ['relay of Akamai, v6', facts('2a02:26f7:c000::1', 36183), 'privacy_relay', 'iCloud Private Relay (Akamai)', true],
    ['consumer VPN', facts('185.213.154.1', 39351), 'consumer_vpn', 'Mullvad (31173 Services)', true],
    ['VPN host', facts('82.102.16.219', 9009), 'consumer_vpn', 'M247', true],
    ['cloud', facts('3.3.3.3', 16509), 'hosting', 'Amazon Web Services', false],
    ['mobile carrier', facts('172.58.1.1', 21928), 'mobile', 'T-Mobile US', true],
    ['home', facts('73.1.1.1', 7922), 'home', 'Comcast Xfinity', false],
    ['satellite', facts('98.97.1.1', 14593), 'home', 'Starlink (Space Exploration Technologies)', true],
    ['campus', facts('18.1.1.1', 3), 'education', 'Massachusetts Institute of Technology', true],
    ['security gateway', facts('165.225.1.1', 22616), 'corporate', 'ZSCALER', true],
    [
      'unlisted, told by its name',
      facts('41.1.1.1', 64_500, 'Universidad de Ejemplo'),
      'education',
      'Universidad de Ejemplo',
      true,
    ],
    [
      'unlisted host',
      facts('41.1.1.1', 64_500, 'Example Hosting Telecom'),
      'hosting',
      'Example Hosting Telecom',
      false,
    ],
    ['unlisted carrier', facts('41.1.1.1', 64_500, 'Ejemplo Móvil S.A.'), 'mobile', 'Ejemplo Móvil S.A.', true],
    ['unlisted provider', facts('41.1.1.1', 64_500, 'Example Broadband'), 'home', 'Example Broadband', false],
    ['a word inside another word', facts('41.1.1.1', 64_500, 'Cloudberry Farms'), 'unknown', 'Cloudberry Farms', false],
    ['nothing known', facts('41.1.1.1'), 'unknown', '', false],
    ['private', facts('192.168.1.1', 7922), 'unknown', 'private or reserved', false],
    ['no address', facts('somewhere', 7922), 'unknown', '', false],
  ])('%s', (_, given, kind, name, shared_exit) => {
    expect(classify(given)).toEqual({ kind, name, shared_exit });
  });

  test('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(v4, v6, fc.string()),
        fc.integer(),
        fc.string({ unit: 'binary' }),
        (address, asn, as_org) => {
          expect(classify({ address, asn, as_org }).kind).toBeTypeOf('string');
        },
      ),
    );
  });
});
