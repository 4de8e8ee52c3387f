import type { Address } from './addressing.ts';
import { day_ms, hour_ms, minute_ms } from './calendar.ts';
import { foldName } from './names.ts';
import type { Random } from './random.ts';
import type { Parcel, Worker } from './world.ts';

export const fullName = (worker: Worker): string => `${worker.name.given} ${worker.name.family}`;

/** As a courier's hand-held writes it. */
export const signature = (given: string, family: string): string =>
  `${foldName(given)[0] ?? ''} ${foldName(family)}`.toUpperCase();

type Trip = {
  delivered_at: number;
  /** Hours from delivery to the first start. */
  enrolled_after_h?: number;
  /** Where it was asked to go, when not to the worker's home. */
  first?: Address;
  /** Where it went instead, told some days later. */
  changed_to?: Address;
  received_by?: string;
};

/** Sends the worker's laptop and sets when it is first switched on. */
export function shipLaptop(worker: Worker, trip: Trip, random: Random): Parcel {
  const delivered_at = trip.delivered_at + random.int(0, 90) * minute_ms;
  const requested_at = delivered_at - random.int(8, 12) * day_ms - random.int(0, 5) * hour_ms;
  worker.laptop.enrolled_at = delivered_at + Math.round((trip.enrolled_after_h ?? 0.75 + random.float() * 2) * hour_ms);
  const destinations = [
    { address: trip.first ?? worker.address, changed_at: requested_at, changed_by: 'it-desk@meridian.example' },
  ];
  if (trip.changed_to !== undefined) {
    const changed_at = requested_at + random.int(40, 90) * hour_ms;
    destinations.push({ address: trip.changed_to, changed_at, changed_by: worker.work_email });
  }
  const carrier = random.chance(0.5) ? 'FedEx' : 'UPS';
  return {
    tracking_number:
      carrier === 'FedEx' ? `7${random.text(11, '0123456789')}` : `1Z9A41F7${random.text(10, '0123456789')}`,
    carrier,
    worker,
    laptop: worker.laptop,
    requested_at,
    destinations,
    shipped_at: delivered_at - random.int(46, 74) * hour_ms,
    delivered_at,
    received_by:
      trip.received_by ?? (random.chance(0.12) ? 'FRONT DESK' : signature(worker.name.given, worker.name.family)),
  };
}

/** Midday at the destination of that day. */
export const middayAt = (day: number, address: Address): number => day + (11 - address.city.utc_offset) * hour_ms;
