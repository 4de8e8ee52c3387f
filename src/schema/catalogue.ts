import { z } from 'zod';
import { strength } from './result.ts';

/** Where a fact comes from: an address, a document or a path in a public repository. */
const source = z.string().min(3);
/** The day somebody last looked at it. */
const checked = z.iso.date();

/** What kind of network an address belongs to. `corporate` = the user's own egress or a company's security gateway. */
export const networkKind = z.enum([
  'home',
  'mobile',
  'hosting',
  'consumer_vpn',
  'privacy_relay',
  'education',
  'corporate',
  'unknown',
]);
export type NetworkKind = z.infer<typeof networkKind>;

/**
 * `content/catalogue/networks.yml`. Groups share kind, source and date; an entry is an autonomous system or ranges.
 * `org_words`: words of an unlisted network's organisation name (lower case) that tell its kind.
 */
export const networksFile = z.strictObject({
  groups: z.array(
    z.strictObject({
      kind: networkKind.exclude(['unknown']),
      source,
      checked,
      /** Many unrelated people come out of one address. Default: true for mobile, VPN, relay, education, corporate. */
      shared_exit: z.boolean().optional(),
      note: z.string().optional(),
      networks: z.array(
        z.strictObject({
          name: z.string(),
          asn: z.int().positive().max(4_294_967_295).optional(),
          ranges: z.array(z.union([z.cidrv4(), z.cidrv6()])).optional(),
          shared_exit: z.boolean().optional(),
          note: z.string().optional(),
        }),
      ),
    }),
  ),
  org_words: z.array(z.strictObject({ kind: networkKind, source, checked, words: z.array(z.string().min(3)) })),
});
export type NetworksFile = z.infer<typeof networksFile>;

/** One network of the catalogue with everything it inherits from its group. */
export type Network = {
  name: string;
  kind: NetworkKind;
  asn: number | null;
  ranges: string[];
  shared_exit: boolean;
  source: string;
  checked: string;
};

/** `content/catalogue/remote-tools.yml`. Patterns are lower case; `*` stands for any text, in executables and domains. */
export const remoteTool = z.strictObject({
  tool: z.string(),
  /** Two tools of one vendor are one vendor in E02. */
  vendor: z.string(),
  kind: z.enum(['remote_desktop', 'rmm', 'tunnel', 'monitoring']),
  executables: z.array(z.string().regex(/^[^A-Z\\/]+$/)).min(1),
  services: z.array(z.string()).default([]),
  domains: z.array(z.string().regex(/^[a-z0-9.*-]+$/)).default([]),
  signers: z.array(z.string()).default([]),
  /** Part of the operating system or common in honest IT work: counts only with something else. */
  common: z.boolean().default(false),
  source,
});
export type RemoteTool = z.infer<typeof remoteTool>;
export const remoteToolsFile = z.strictObject({ checked, tools: z.array(remoteTool) });

const hexId = z.string().regex(/^[0-9a-f]{4}$/);

/** A trace of an IP-KVM. Every field given must agree: exactly, or as a prefix where `match` says so. */
export const ipKvmTrace = z.strictObject({
  device: z.string(),
  /**
   * usb_factory: own strings; usb_ids: ids alone; usb_disguise: pretends to be another maker's keyboard;
   * display: EDID; mac: 12 hex digits or the start of them; host: name on the local network; domain: name asked in DNS;
   * subnet: address range on the USB network adapter.
   */
  kind: z.enum(['usb_factory', 'usb_ids', 'usb_disguise', 'display', 'mac', 'host', 'domain', 'subnet']),
  match: z.enum(['exact', 'prefix']).default('exact'),
  vendor_id: hexId.optional(),
  product_id: hexId.optional(),
  vendor_name: z.string().optional(),
  product_name: z.string().optional(),
  serial: z.string().optional(),
  /** EDID: three letters, 4 hex digits, 8 hex digits or text, monitor name. */
  display_vendor_id: z.string().length(3).optional(),
  display_product_id: hexId.optional(),
  display_serial: z.string().optional(),
  display_name: z.string().optional(),
  value: z.string().optional(),
  certainty: strength,
  /** What else, on the same device, makes it strong. */
  strong_with: z.array(z.enum(['mass_storage', 'absolute_pointer', 'usb_strings', 'second_trace'])).default([]),
  source,
  note: z.string().optional(),
});
export type IpKvmTrace = z.infer<typeof ipKvmTrace>;
export const ipKvmFile = z.strictObject({
  checked,
  traces: z.array(ipKvmTrace),
  /** Devices that public sources name without any identifier to match. */
  without_identifiers: z.array(z.strictObject({ device: z.string(), source, note: z.string() })).default([]),
});

/** `content/catalogue/shared-resources.yml`: values many unrelated people have. They tie nobody to anybody. */
export const sharedResourcesFile = z.strictObject({
  checked,
  free_mail_domains: z.strictObject({ source, domains: z.array(z.string()) }),
  generic_values: z.array(
    z.strictObject({
      kind: z.enum(['phone', 'email', 'email_local_part', 'address', 'name']),
      /** Phones: digits only. `prefix` and `repeat` (one digit again and again) spare a list. */
      match: z.enum(['exact', 'prefix', 'repeat']).default('exact'),
      values: z.array(z.string()).min(1),
      reason: z.string(),
      source,
    }),
  ),
});
export type SharedResources = z.infer<typeof sharedResourcesFile>;

/** `content/catalogue/refused-signals.yml`: what no detection, view or weight may look at. */
export const refusedSignal = z.strictObject({
  id: z.string().regex(/^[a-z_]+$/),
  title: z.string(),
  /** Whole words, lower case, `_` or blank between parts; a test looks for them in SQL, YAML and column names. */
  words: z.array(z.string().regex(/^[a-z0-9_ ]+$/)).min(1),
  /** Contexts in which such a word is harmless, as it would stand there. */
  allowed: z.array(z.string()).default([]),
  reason: z.string(),
});
export type RefusedSignal = z.infer<typeof refusedSignal>;
export const refusedSignalsFile = z.strictObject({ source, checked, signals: z.array(refusedSignal) });

/** A row of the behaviour catalogue. `context` = a rule of process or data quality, or a multiplier: never evidence. */
export const behaviour = z.strictObject({
  id: z.string().regex(/^[A-HX]\d{2}$/),
  title: z.string(),
  stage: z.enum(['apply', 'interview', 'onboard', 'ship', 'access', 'work', 'exit', 'share']),
  strength: z.enum(['weak', 'medium', 'strong', 'context']),
  /** What it can become with the company it keeps. */
  up_to: strength.optional(),
  do_not_score: z.boolean().default(false),
});
export type Behaviour = z.infer<typeof behaviour>;
export const behavioursFile = z.strictObject({ source, checked, behaviours: z.array(behaviour) });

/** `content/catalogue/regions.yml`: names and codes of countries and their first-level regions. */
export const regionsFile = z.strictObject({
  source,
  checked,
  /** Other names of a country → ISO 3166-1 alpha-2. */
  country_names: z.record(z.string(), z.string().length(2)),
  /** ISO 3166-1 alpha-3 → alpha-2. */
  country_codes_3: z.record(z.string().length(3), z.string().length(2)),
  /** Other names of a city → `Name, CC` as the place list has it. */
  city_names: z.record(z.string(), z.string()),
  /** Country → GeoNames first-level code → names and postal abbreviations. */
  regions: z.record(z.string().length(2), z.record(z.string(), z.array(z.string()).min(1))),
  /** Country → start of a postcode (or `from-to` of equal length) → first-level code. */
  postcode_regions: z.record(z.string().length(2), z.record(z.string(), z.string())),
});
export type Regions = z.infer<typeof regionsFile>;

/** Everything under `content/catalogue/`, checked and typed. */
export type Catalogue = {
  networks: Network[];
  org_words: NetworksFile['org_words'];
  remote_tools: RemoteTool[];
  ip_kvm: IpKvmTrace[];
  shared_resources: SharedResources;
  refused_signals: RefusedSignal[];
  behaviours: Behaviour[];
  regions: Regions;
};
