import { z } from 'zod';

const reason = z.string().default('');
/** An address or a range, v4 or v6. */
const egress = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], { error: 'not an IP address or range' });
const probability = z.number().gt(0).lt(1);

const timezone = z.string().refine(
  (name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
    } catch {
      return false;
    }
  },
  { error: 'not an IANA time zone such as Europe/Berlin' },
);

/** Everyone, or people named by e-mail, login, employee id or candidate id. */
const people = z.union([z.literal('all'), z.array(z.string().min(1)).min(1)], {
  error: 'write `all` or a list of people',
});

/**
 * `selvage.yml`, the user's own facts. Every key may be left out; an unknown one is an error.
 * People are named by e-mail, login, employee id or candidate id. Days are ISO dates, both ends included.
 */
export const settings = z.strictObject({
  organisation: z.string().default(''),
  /** Zone of clocks in exports that do not say. */
  timezone: timezone.default('UTC'),
  /** The company's own domains: an address in one of them is a work address. */
  email_domains: z.array(z.string().regex(/^[^@\s]+\.[^@\s]+$/, 'not a domain such as example.com')).default([]),
  offices: z.array(z.strictObject({ name: z.string(), egress_ips: z.array(egress).default([]) })).default([]),
  corporate_vpn_egress_ips: z.array(egress).default([]),
  /** Agencies whose shared telephone, address or network says nothing about a candidate. */
  recruiting_agencies: z.array(z.string()).default([]),
  approved_remote_tools: z
    .array(z.strictObject({ tool: z.string(), people: people.default('all'), reason }))
    .default([]),
  approved_travel: z
    .array(
      z
        .strictObject({
          person: z.string(),
          country: z.string().min(2),
          city: z.string().optional(),
          from: z.iso.date(),
          to: z.iso.date(),
        })
        .refine((trip) => trip.from <= trip.to, { error: '`to` is before `from`', path: ['to'] }),
    )
    .default([]),
  /** Postal addresses that unrelated people rightly share: a mail room, a parcel locker. */
  shared_addresses: z.array(z.strictObject({ address: z.string(), reason })).default([]),
  shared_households: z.array(z.strictObject({ people: z.array(z.string()).min(2), reason })).default([]),
  /** Probability before any evidence. */
  priors: z
    .strictObject({
      applicant: probability.default(0.003),
      worker: probability.default(0.001),
      linked_to_confirmed: probability.default(0.3),
    })
    .prefault({}),
  /** Weight of a detection in bits, in place of its own; 0 switches it off. */
  strengths: z
    .record(z.string().regex(/^[A-HX]\d{2}$/, 'not a detection id such as D06'), z.number().min(0).max(20))
    .default({}),
  /** Own databases, relative to this file. MaxMind, IPinfo and DB-IP layouts of `.mmdb` are read. */
  city_database: z.string().optional(),
  asn_database: z.string().optional(),
  /** A newer GeoNames `cities1000.txt`, and GeoNames postal codes (`allCountries.txt`, `US.txt` …). */
  places_file: z.string().optional(),
  postcodes_file: z.string().optional(),
});
export type Settings = z.output<typeof settings>;

const listOf = <T extends z.ZodType>(item: T) => z.array(item).default([]);

/**
 * `selvage.network_profile`: the same facts as data. It comes from another system, so keys it has beyond these are
 * left alone, and a tool or an office may be a bare text.
 */
export const networkProfile = z.object({
  organisation: z.string().optional(),
  email_domains: listOf(z.string()),
  offices: listOf(
    z.union([
      z.object({ name: z.string().default('Office'), egress_ips: listOf(egress) }),
      egress.transform((address) => ({ name: 'Office', egress_ips: [address] })),
    ]),
  ),
  corporate_vpn_egress_ips: listOf(egress),
  recruiting_agencies: listOf(z.union([z.string(), z.object({ name: z.string() }).transform((agency) => agency.name)])),
  approved_remote_tools: listOf(
    z.union([
      z.string().transform((tool) => ({ tool, people: 'all' as const, reason: '' })),
      z
        .object({
          tool: z.string().optional(),
          name: z.string().optional(),
          people: people.optional(),
          reason: z.string().optional(),
        })
        .refine((entry) => (entry.tool ?? entry.name) !== undefined, { error: 'a tool needs a name' })
        .transform((entry) => ({
          tool: entry.tool ?? entry.name ?? '',
          people: entry.people ?? ('all' as const),
          reason: entry.reason ?? '',
        })),
    ]),
  ),
});
export type NetworkProfile = z.output<typeof networkProfile>;
