import { type Address, writeAddressLine } from './addressing.ts';
import { day_ms, hour_ms, writeIsoSeconds } from './calendar.ts';
import type { Parcel, World } from './world.ts';
import { writeCsv } from './write-csv.ts';

const depot = { city: 'COLUMBUS', state: 'OH', country: 'US', zip: '43228' };

const placeOf = (address: Address): { city: string; state: string | null; country: string; zip: string } => ({
  city: address.city.name
    .normalize('NFD')
    .replace(/[^A-Za-z ]/g, '')
    .toUpperCase(),
  state: ['US', 'CA'].includes(address.city.country) ? address.city.region : null,
  country: address.city.country,
  zip: address.postcode,
});

const location = (
  place: { city: string; state: string | null; country: string; zip: string } | null,
): Record<string, unknown> => ({
  object: 'TrackingLocation',
  city: place?.city ?? null,
  state: place?.state ?? null,
  country: place?.country ?? null,
  zip: place?.zip ?? null,
});

/** Where the carrier brought it: the last destination. */
function destinationOf(parcel: Parcel): Address {
  const last = parcel.destinations.at(-1);
  if (last === undefined) throw new RangeError(`${parcel.tracking_number} goes nowhere`);
  return last.address;
}

function tracker(parcel: Parcel): Record<string, unknown> {
  const to = placeOf(destinationOf(parcel));
  const id = `${parcel.worker.laptop.mdm_id.replaceAll('-', '').slice(0, 20)}${parcel.tracking_number.slice(-12).toLowerCase()}`;
  const scan = (
    message: string,
    status: string,
    detail: string,
    time: number,
    place: typeof to | null,
  ): Record<string, unknown> => ({
    object: 'TrackingDetail',
    message,
    description: '',
    status,
    status_detail: detail,
    datetime: writeIsoSeconds(time),
    source: parcel.carrier,
    carrier_code: '',
    tracking_location: location(place),
    est_delivery_date: null,
  });
  const { shipped_at: shipped, delivered_at: delivered } = parcel;
  return {
    id: `trk_${id}`,
    object: 'Tracker',
    mode: 'production',
    tracking_code: parcel.tracking_number,
    status: 'delivered',
    status_detail: 'arrived_at_destination',
    created_at: writeIsoSeconds(shipped - 2 * hour_ms),
    updated_at: writeIsoSeconds(delivered + 600_000),
    signed_by: parcel.received_by,
    weight: 96.0,
    est_delivery_date: writeIsoSeconds(Math.floor(delivered / day_ms) * day_ms),
    shipment_id: `shp_${id.slice(0, 32)}`,
    carrier: parcel.carrier,
    tracking_details: [
      scan('Shipment information sent', 'pre_transit', 'label_created', shipped - 2 * hour_ms, null),
      scan('Picked up', 'in_transit', 'accepted', shipped, depot),
      scan('Departed facility', 'in_transit', 'departed_facility', shipped + 6 * hour_ms, depot),
      scan('Out for delivery', 'out_for_delivery', 'out_for_delivery', delivered - 4 * hour_ms, to),
      scan('Delivered', 'delivered', 'arrived_at_destination', delivered, to),
    ],
    carrier_detail: {
      object: 'CarrierDetail',
      service: parcel.carrier === 'FedEx' ? 'FEDEX_2_DAY' : '2ndDayAir',
      container_type: null,
      est_delivery_date_local: null,
      est_delivery_time_local: null,
      origin_location: `${depot.city} ${depot.state}, ${depot.zip}`,
      origin_tracking_location: location(depot),
      destination_location: `${to.city} ${to.state ?? to.country}, ${to.zip}`,
      destination_tracking_location: location(to),
      guaranteed_delivery_date: null,
      alternate_identifier: null,
      initial_delivery_attempt: writeIsoSeconds(delivered),
    },
    finalized: true,
    is_return: false,
    public_url: `https://track.easypost.com/${id.slice(0, 24)}`,
    fees: [],
  };
}

export const writeTrackers = (world: World): Record<string, unknown> => ({
  trackers: world.parcels.map(tracker),
  has_more: false,
});

/** The IT desk's own list; a parcel that was sent elsewhere stands there again. */
export function writeShipments(world: World): string {
  const header = [
    'tracking_number',
    'worker',
    'serial',
    'requested_at',
    'shipped_at',
    'delivered_at',
    'destination',
    'received_by',
    'status',
    'changed_at',
    'changed_by',
  ];
  const rows = world.parcels.flatMap((parcel) =>
    parcel.destinations.map((destination, i) => {
      const last = i === parcel.destinations.length - 1;
      return {
        time: destination.changed_at,
        row: [
          parcel.tracking_number,
          parcel.worker.work_email,
          parcel.laptop.serial,
          writeIsoSeconds(parcel.requested_at),
          last ? writeIsoSeconds(parcel.shipped_at) : '',
          last ? writeIsoSeconds(parcel.delivered_at) : '',
          writeAddressLine(destination.address),
          last ? parcel.received_by : '',
          last ? 'delivered' : 'requested',
          i === 0 ? '' : writeIsoSeconds(destination.changed_at),
          i === 0 ? '' : destination.changed_by,
        ],
      };
    }),
  );
  return writeCsv([header, ...rows.toSorted((a, b) => a.time - b.time).map(({ row }) => row)]);
}
