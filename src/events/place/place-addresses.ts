import { createRequire } from 'node:module';
import type { Catalogue } from '../../schema/catalogue.ts';
import type { Settings } from '../../schema/settings.ts';
import type { EventStore } from '../event-store.ts';
import { AddressPlaces } from './city-of-address.ts';
import { createNetworkClassifier } from './network-kind.ts';

/** Fills the engine's table of autonomous systems, once per store, from the CSV files of `@ip-location-db/asn`. */
export async function loadAutonomousSystems(store: EventStore): Promise<void> {
  const [loaded] = await store.query<{ n: string }>('SELECT count() AS n FROM asn_range_v6');
  if (Number(loaded?.n) > 0) return;
  await store.command('TRUNCATE TABLE asn_range_v4');
  for (const version of [4, 6] as const) {
    const path = createRequire(import.meta.url).resolve(`@ip-location-db/asn/asn-ipv${version}-num.csv`);
    const bound = (column: number) =>
      version === 4 ? `toUInt32(part[${column}])` : `toUInt64(bitShiftRight(toUInt128(part[${column}]), 64))`;
    await store.withLines(path, (relation) =>
      store.command(`INSERT INTO asn_range_v${version}
        WITH splitByChar(',', line, 4) AS part
        SELECT 1, ${bound(1)}, ${bound(2)}, toUInt32(part[3]), trim(BOTH '"' FROM part[4]) FROM ${relation} WHERE line != ''`),
    );
    await store.command(`SYSTEM RELOAD DICTIONARY asn_v${version}`);
  }
}

/**
 * Says where each distinct address of the store is and what kind of network it is in (table `address_place`). The network is looked
 * up in the engine, or in the user's own database; the city in the city database. Settings may have changed: all are judged anew.
 */
export async function placeAddresses(store: EventStore, catalogue: Catalogue, settings: Settings): Promise<number> {
  await loadAutonomousSystems(store);
  const rows = await store.query<{ address: string; asn: number; as_org: string }>(`
    SELECT address, tupleElement(autonomous_system(address), 1) AS asn, tupleElement(autonomous_system(address), 2) AS as_org
    FROM (SELECT DISTINCT arrayJoin([src_ip, device_public_ip]) AS address FROM event) WHERE address != ''`);
  const addresses = rows.map((row) => row.address);
  const places = new AddressPlaces(settings);
  const cities = new Map((await places.cities(addresses)).map((city) => [city.address, city]));
  const networks = new Map((await places.networks(addresses)).map((network) => [network.address, network]));
  const classify = createNetworkClassifier(catalogue, settings);
  await store.replace(
    'address_place',
    rows.map((row) => {
      const { asn, as_org } = networks.get(row.address) ?? row;
      const city = cities.get(row.address);
      const network = classify({ address: row.address, asn, as_org });
      return {
        address: row.address,
        asn,
        as_org,
        country: city?.country ?? '',
        region: city?.region ?? '',
        city: city?.city ?? '',
        latitude: city?.latitude ?? 0,
        longitude: city?.longitude ?? 0,
        network_kind: network.kind,
        network_name: network.name,
        shared_exit: network.shared_exit ? 1 : 0,
      };
    }),
  );
  return rows.length;
}
