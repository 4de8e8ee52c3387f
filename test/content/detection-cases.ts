import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { parseContent } from '../../src/events/content-file.ts';
import { eventColumns } from '../../src/schema/event-columns.ts';
import { stage, strength } from '../../src/schema/result.ts';
import { settings } from '../../src/schema/settings.ts';
import { claimKinds } from '../../src/schema/source.ts';

/**
 * `cases.yml` of a detection: a list of small worlds, and whom the detection must name in each.
 *
 * `world` is what all cases share; a case adds to it (people, addresses, places and settings by key, events and claims
 * behind). An event is a row of table `event` by column name; what is left out stays empty. `repeat: { times, every_hours }`
 * writes it several times, later each time; `{n}` in its texts then is the number of the copy, from 1.
 */
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const columns = new Set([...eventColumns.map((column) => column.name), 'account', 'device', 'source', 'file']);

const event = z
  .looseObject({
    time: z.string(),
    repeat: z.strictObject({ times: z.int().min(2), every_hours: z.number() }).optional(),
  })
  .superRefine(({ repeat: _, ...row }, context) => {
    for (const name of Object.keys(row)) {
      if (!columns.has(name)) context.addIssue({ code: 'custom', message: `events have no column ${name}` });
    }
  });

const home = z.strictObject({
  city: z.string().default(''),
  country: z.string().default(''),
  latitude: z.number(),
  longitude: z.number(),
  precision: z.string().default('city'),
});

const person = z.strictObject({
  name: z.union([z.string(), z.array(z.string())]).default([]),
  stage: stage.default('worker'),
  title: z.string().default(''),
  start_date: z.iso.date().nullable().default(null),
  end_date: z.iso.date().nullable().default(null),
  emails: z.array(z.string()).default([]),
  home: home.optional(),
  accounts: z.array(z.string()).default([]),
  devices: z.array(z.string()).default([]),
  parcels: z.array(z.string()).default([]),
  /** What the person's persona says of itself; the persona is `test:<person id>`. */
  claims: z.partialRecord(z.enum(claimKinds), z.union([z.string(), z.array(z.string())])).default({}),
});

const address = z.strictObject({
  country: z.string().default(''),
  region: z.string().default(''),
  city: z.string().default(''),
  latitude: z.number().default(0),
  longitude: z.number().default(0),
  network_kind: z.string().default('home'),
  network_name: z.string().default(''),
  shared_exit: z.boolean().default(false),
  asn: z.int().default(64500),
  as_org: z.string().default(''),
});

const place = home;

const world = z.strictObject({
  people: z.record(z.string(), person).default({}),
  addresses: z.record(z.string(), address).default({}),
  /** Rows of `named_place` by key: the written place, lower-cased. */
  places: z.record(z.string(), place).default({}),
  /** As in `selvage.yml`. */
  settings: z.record(z.string(), z.unknown()).default({}),
  /** Columns that every event has unless it says otherwise. */
  event: z.record(z.string(), scalar).default({}),
  events: z.array(event).default([]),
  /** Claims beyond those of `people`: of a second persona, with a label or a time. */
  claims: z
    .array(
      z.strictObject({
        persona: z.string(),
        person: z.string(),
        persona_kind: z.string().default('worker'),
        kind: z.enum(claimKinds),
        value: z.string(),
        label: z.string().default(''),
        time: z.string().default('2026-01-01T00:00:00Z'),
      }),
    )
    .default([]),
});
export type World = z.output<typeof world>;

const detectionCase = world.extend({
  name: z.string(),
  /** Person ids, one for each finding. Empty: a near miss. */
  fires: z.array(z.string()),
  /** Person → ids of honest explanations that the data support. People left out: none. */
  explained: z.record(z.string(), z.array(z.string())).default({}),
  /** Person → strength, where it is not the detection's own. */
  strength: z.record(z.string(), strength).default({}),
  as_of: z.string().default('2026-10-01T00:00:00.000Z'),
});
export type DetectionCase = Omit<z.output<typeof detectionCase>, 'settings'> & { settings: z.output<typeof settings> };

const casesFile = z.strictObject({ world: world.prefault({}), cases: z.array(detectionCase).min(1) });

/** Reads a `cases.yml`; each case comes with the shared world laid under it. */
export function loadCases(path: string, shown_as: string): DetectionCase[] {
  const file = parseContent(readFileSync(path, 'utf8'), shown_as, casesFile);
  return file.cases.map((one) => ({
    ...one,
    people: { ...file.world.people, ...one.people },
    addresses: { ...file.world.addresses, ...one.addresses },
    places: { ...file.world.places, ...one.places },
    settings: settings.parse({ ...file.world.settings, ...one.settings }),
    event: { ...file.world.event, ...one.event },
    events: [...file.world.events, ...one.events],
    claims: [...file.world.claims, ...one.claims],
  }));
}
