import type { Address, Site } from './addressing.ts';

/** Plain facts about a made-up company. Nothing here, and nothing that writes it out, knows who is honest. */
export type Name = { given: string; family: string };

export type Display = { name: string; vendor_id: string; product_id: string; serial_number: string };

/** One row of osquery's `usb_devices`; ids are hexadecimal, class codes decimal text. */
export type UsbDevice = {
  vendor: string;
  vendor_id: string;
  model: string;
  model_id: string;
  serial: string;
  usb_class: string;
  subclass: string;
  protocol: string;
};

export type Laptop = {
  serial: string;
  hostname: string;
  host_uuid: string;
  mdm_id: string;
  os: 'Windows' | 'macOS';
  manufacturer: string;
  model: string;
  wifi_mac: string;
  enrolled_at: number;
  /** What the identity provider sees of its browser. */
  token: string;
  user_agent: string;
  displays: Display[];
  usb: UsbDevice[];
  /** Where the management agent last located it, if anybody asked. */
  located: { latitude: number; longitude: number; time: number } | null;
};

/** The machine that signs in or answers a second factor. */
export type Client = { token: string; user_agent: string; os: string; browser: string; form: 'Computer' | 'Mobile' };

type Stay = { from: number; site: Site };

/** A part of the sign-ins that comes another way than through the network the laptop is on. */
export type Route = { share: number; from: number; until: number; site: Site; client: 'laptop' | 'phone' | 'own' };

export type Worker = {
  key: string;
  name: Name;
  work_email: string;
  personal_email: string;
  phone: string;
  home_phone: string;
  address: Address;
  employee_id: string;
  title: string;
  department: string;
  manager_email: string;
  start: number;
  end: number | null;
  kind: 'employee' | 'contractor';
  okta_id: string;
  github_login: string | null;
  /** The HR mail is written into the code host's audit log. */
  github_names_mail: boolean;
  login: string;
  laptop: Laptop;
  /** The one used until `laptop` was enrolled. */
  old_laptop: Laptop | null;
  authenticator: Client;
  own_client: Client;
  /** Hours ahead of UTC by which the worker keeps office hours. */
  utc_offset: number;
  stays: Stay[];
  routes: Route[];
};

export type SignIn = {
  time: number;
  action: 'session' | 'mfa' | 'sso' | 'enrol';
  worker: Worker;
  /** Who acts, when it is not the worker: support staff enrolling a factor. */
  actor: Worker;
  site: Site;
  client: Client;
  managed: Laptop | null;
  success: boolean;
  session_id: string;
  application: string;
};

export type HostFact = {
  time: number;
  laptop: Laptop;
  site: Site;
  table: string;
  columns: Record<string, string>;
};

export type Program = {
  image: string;
  description: string;
  product: string;
  company: string;
  original: string;
  version: string;
  parent: string;
};

export type EndpointFact = { time: number; laptop: Laptop; user: string } & (
  | { kind: 'process'; program: Program; command_line: string; parent_command_line: string; system: boolean }
  | { kind: 'dns'; program: Program; query: string; answer: string }
  | {
      kind: 'connection';
      program: Program;
      destination_ip: string;
      destination_name: string;
      port: number;
      source_ip: string;
    }
  | { kind: 'logon'; logon_type: number }
  | { kind: 'peripheral'; device_id: string; description: string; class_name: string; vendor_ids: string }
);

export type CodeAccess = {
  time: number;
  action: string;
  login: string;
  worker: Worker | null;
  repository: string;
  is_public: boolean;
  site: Site;
  access_type: string;
  hashed_token: string;
};

type Destination = { address: Address; changed_at: number; changed_by: string };

export type Parcel = {
  tracking_number: string;
  carrier: 'FedEx' | 'UPS';
  worker: Worker;
  laptop: Laptop;
  requested_at: number;
  /** The first is what was asked for; each later one replaced it. */
  destinations: Destination[];
  shipped_at: number;
  delivered_at: number;
  received_by: string;
};

export type Candidate = {
  candidate_id: number;
  name: Name;
  emails: { value: string; type: string }[];
  phones: { value: string; type: string }[];
  address: Address | null;
  city_line: string;
  applied_at: number;
  job: string;
  source: string;
  status: 'active' | 'rejected' | 'hired';
  decided_at: number | null;
  application_ip: string;
  application_user_agent: string;
  site_url: string;
};

type Settings = {
  office: Site;
  vpn: Site[];
  recruiting_agencies: string[];
  approved_remote_tools: { tool: string; people: string[]; reason: string }[];
  approved_travel: { person: string; country: string; city: string; from: string; to: string }[];
  shared_households: { people: string[]; reason: string }[];
};

export type World = {
  first_day: number;
  end: number;
  workers: Worker[];
  candidates: Candidate[];
  sign_ins: SignIn[];
  host_facts: HostFact[];
  endpoint_facts: EndpointFact[];
  code: CodeAccess[];
  parcels: Parcel[];
  settings: Settings;
};
