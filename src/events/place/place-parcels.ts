import type { EventStore } from '../event-store.ts';
import type { PlaceNames } from './locate-place-name.ts';

type WrittenRow = { place: string; address: string; city: string; region: string; postcode: string; country: string };

/** Finds where parcels went (table `named_place`, keyed by `place_key`). A destination in one line is read as one. */
export async function placeParcels(store: EventStore, names: PlaceNames): Promise<void> {
  const rows = await store.query<WrittenRow>(`
    SELECT DISTINCT place_key(parcel_address, parcel_city, parcel_region, parcel_postcode, parcel_country) AS place,
      parcel_address AS address, parcel_city AS city, parcel_region AS region, parcel_postcode AS postcode, parcel_country AS country
    FROM event WHERE class_uid = 98001004 AND place != '||||'`);
  const located = rows.flatMap((row) => {
    const found = row.city === '' ? names.locate({ city: row.address, country: row.country }) : names.locate(row);
    return found ? [{ place: row.place, ...found }] : [];
  });
  await store.replace('named_place', located);
}
