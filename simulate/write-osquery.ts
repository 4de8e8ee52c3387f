import { writeAsctime } from './calendar.ts';
import type { HostFact } from './world.ts';

/** One line of osquery's results log. Newer agents write numbers as numbers, older ones as text. */
export function writeOsqueryResult(fact: HostFact, counter: number): Record<string, unknown> {
  const { laptop } = fact;
  const seconds = Math.floor(fact.time / 1000);
  const numeric = laptop.os === 'macOS';
  return {
    name: `pack_meridian-it_${fact.table}`,
    hostIdentifier: laptop.hostname,
    calendarTime: writeAsctime(fact.time),
    unixTime: numeric ? seconds : String(seconds),
    epoch: numeric ? 0 : '0',
    counter: numeric ? counter : String(counter),
    numerics: false,
    decorations: {
      host_uuid: laptop.host_uuid,
      hostname: laptop.hostname,
      hardware_serial: laptop.serial,
      public_ip: fact.site.public_ip,
    },
    columns: fact.columns,
    action: 'added',
  };
}
