import type { Site } from './addressing.ts';
import { hour_ms, minute_ms, workdays } from './calendar.ts';
import { laptopClient } from './machines.ts';
import { browserProgram, workPrograms } from './programs.ts';
import type { Random } from './random.ts';
import type { Client, EndpointFact, HostFact, Laptop, Route, SignIn, Worker, World } from './world.ts';

const applications = [
  'Slack',
  'GitHub Enterprise',
  'Google Workspace',
  'Jira',
  'BambooHR',
  'Zoom',
  'AWS IAM Identity Center',
  'Notion',
];

/** The network the laptop is on at this time. */
export function siteAt(worker: Worker, time: number): Site {
  let site = worker.stays[0]?.site;
  for (const stay of worker.stays) if (stay.from <= time) site = stay.site;
  if (site === undefined) throw new RangeError(`${worker.key} is nowhere`);
  return site;
}

/** The laptop in use at this time; null before the first one is enrolled. */
export function laptopAt(worker: Worker, time: number): Laptop | null {
  return time >= worker.laptop.enrolled_at ? worker.laptop : worker.old_laptop;
}

function clientOf(worker: Worker, laptop: Laptop, route: Route | null, random: Random): Client {
  if (route?.client === 'own') return worker.own_client;
  if (route?.client === 'phone') return worker.authenticator;
  if (route === null && random.chance(0.1)) return worker.authenticator;
  return laptopClient(laptop);
}

export function makeSignIn(
  worker: Worker,
  time: number,
  site: Site,
  client: Client,
  random: Random,
  action: SignIn['action'],
): SignIn {
  const laptop = laptopAt(worker, time);
  return {
    time,
    action,
    worker,
    actor: worker,
    site,
    client,
    managed: client.token === laptop?.token ? laptop : null,
    success: true,
    session_id: `trs${random.text(10, 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789')}Q5Kq2mWzDg`,
    application: '',
  };
}

/** A sign-in of this worker's, with the second factor and the applications that may follow it. */
function signIn(worker: Worker, laptop: Laptop, time: number, route: Route | null, random: Random): SignIn[] {
  const site = route?.site ?? siteAt(worker, time);
  const client = clientOf(worker, laptop, route, random);
  const start = makeSignIn(worker, time, site, client, random, 'session');
  const out: SignIn[] = [];
  if (random.chance(0.025)) out.push({ ...start, time: time - random.int(15, 90) * 1000, success: false });
  out.push(start);
  if (random.chance(0.2)) {
    const phone = { ...start, action: 'mfa' as const, client: worker.authenticator, managed: null };
    out.push({ ...phone, time: time + random.int(6, 25) * 1000 });
  }
  if (random.chance(0.2)) {
    out.push({
      ...start,
      action: 'sso',
      time: time + random.int(1, 40) * minute_ms,
      application: random.pick(applications),
    });
  }
  return out;
}

/** What the agent reports of the network, one table a day, turn and turn about. */
function checkIn(worker: Worker, laptop: Laptop, time: number, turn: number): HostFact {
  const site = siteAt(worker, time);
  if (laptop.os === 'macOS' && turn % 2 === 0) {
    const columns = {
      interface: 'en0',
      ssid: site.ssid,
      bssid: site.bssid,
      network_name: site.ssid,
      country_code: '',
      security_type: 'WPA2/WPA3 Personal',
      rssi: '-52',
      noise: '-93',
      channel: '149',
      channel_width: '80',
      channel_band: '5',
      transmit_rate: '866',
      mode: 'Station',
    };
    return { time, laptop, site, table: 'wifi_status', columns };
  }
  const gateway = site.kind === 'office' ? '10.20.0.1' : '192.168.1.1';
  const columns = {
    address: gateway,
    mac: site.gateway_mac,
    interface: laptop.os === 'macOS' ? 'en0' : '12',
    permanent: '0',
  };
  return { time, laptop, site, table: 'arp_cache', columns };
}

/** What a laptop tells once, on the day it is enrolled or first seen. */
function inventory(worker: Worker, laptop: Laptop, time: number): HostFact[] {
  const base = { time, laptop, site: siteAt(worker, time) };
  const facts: HostFact[] = laptop.usb.map((usb, i) => ({
    ...base,
    table: 'usb_devices',
    columns: {
      usb_address: String(3 + i),
      usb_port: String(1 + i),
      vendor: usb.vendor,
      vendor_id: usb.vendor_id,
      version: '1.00',
      model: usb.model,
      model_id: usb.model_id,
      serial: usb.serial,
      class: usb.usb_class,
      subclass: usb.subclass,
      protocol: usb.protocol,
      removable: '1',
    },
  }));
  if (laptop.os === 'macOS') {
    for (const display of laptop.displays) {
      facts.push({
        ...base,
        table: 'connected_displays',
        columns: {
          name: display.name,
          product_id: display.product_id,
          serial_number: display.serial_number,
          vendor_id: display.vendor_id,
          manufactured_week: '12',
          manufactured_year: '2023',
          display_id: '2',
          pixels: '1920 x 1080',
          resolution: '1920 x 1080 @ 60.00Hz',
          ambient_brightness_enabled: '0',
          connection_type: '',
          display_type: '',
          main: '1',
          mirror: '0',
          online: '1',
          rotation: '0',
        },
      });
    }
  }
  const table = laptop.os === 'macOS' ? 'apps' : 'programs';
  for (const name of ['Google Chrome', 'Slack', 'Zoom Workplace']) {
    const columns: Record<string, string> =
      table === 'apps'
        ? { name: `${name}.app`, path: `/Applications/${name}.app`, bundle_identifier: '', bundle_short_version: '1.0' }
        : { name, version: '1.0', install_location: '', publisher: '', install_date: '' };
    facts.push({ ...base, table, columns });
  }
  return facts;
}

/** Windows tells of each device that is plugged in (Security 6416). */
function plugIn(worker: Worker, laptop: Laptop, time: number): EndpointFact[] {
  if (laptop.os !== 'Windows') return [];
  return laptop.usb.map((usb, i) => {
    const id = `USB\\VID_${usb.vendor_id.toUpperCase()}&PID_${usb.model_id.toUpperCase()}`;
    return {
      time: time + i * 1700,
      laptop,
      user: worker.login,
      kind: 'peripheral',
      device_id: `${id}\\5&2C61A9F&0&${i + 1}`,
      description: usb.usb_class === '8' ? 'USB Mass Storage Device' : 'USB Composite Device',
      class_name: 'USB',
      vendor_ids: `\n\t\t${id}&REV_0100\n\t\t${id}\n\t\t`,
    };
  });
}

function endpointDay(worker: Worker, laptop: Laptop, time: number, random: Random): EndpointFact[] {
  if (laptop.os !== 'Windows') return [];
  const base = { laptop, user: worker.login };
  const facts: EndpointFact[] = [];
  if (random.chance(0.25)) facts.push({ ...base, time, kind: 'logon', logon_type: random.chance(0.7) ? 11 : 7 });
  if (random.chance(0.4)) {
    const item = random.pick(workPrograms);
    const image = item.program.image.replaceAll('%USER%', worker.login);
    facts.push({
      ...base,
      time: time + random.int(1, 300) * minute_ms,
      kind: 'process',
      program: { ...item.program, image },
      command_line: `"${image}"${item.arguments}`,
      parent_command_line: item.program.parent,
      system: item.program.parent.includes('System32') && !item.program.parent.includes('cmd'),
    });
  }
  if (random.chance(0.15)) {
    const query = random.pick([
      'slack.com',
      'github.com',
      'meridian.okta.com',
      'registry.npmjs.org',
      'calendar.google.com',
      'zoom.us',
    ]);
    facts.push({
      ...base,
      time: time + random.int(1, 400) * minute_ms,
      kind: 'dns',
      program: browserProgram,
      query,
      answer: `198.51.100.${random.int(1, 254)}`,
    });
  }
  return facts;
}

/** Ordinary working days of everybody, from what each worker's stays and routes say. */
export function liveThrough(world: World, random: Random): void {
  for (const worker of world.workers) {
    const own = random.fork(worker.key);
    const until = Math.min(world.end, worker.end ?? world.end);
    let turn = 0;
    let last: Laptop | null = null;
    for (const day of workdays(Math.max(world.first_day, worker.start), until)) {
      const present = own.chance(0.92) || day === worker.start;
      const morning = day + (8.3 - worker.utc_offset) * hour_ms + own.int(0, 100) * minute_ms;
      const times = own.chance(0.2) ? [morning, morning + own.int(200, 480) * minute_ms] : [morning];
      const laptop = laptopAt(worker, morning);
      if (!present || laptop === null) continue;
      for (const time of times) {
        const route = drawRoute(worker.routes, time, own.float());
        if (time < world.end) world.sign_ins.push(...signIn(worker, laptop, time, route, own));
      }
      if (laptop !== last) {
        world.host_facts.push(...inventory(worker, laptop, morning - 2 * minute_ms));
        world.endpoint_facts.push(...plugIn(worker, laptop, morning - 2 * minute_ms));
      }
      if (own.chance(0.65) || laptop !== last || turn < 6) {
        world.host_facts.push(checkIn(worker, laptop, morning + own.int(5, 60) * minute_ms, turn));
      }
      last = laptop;
      turn++;
      world.endpoint_facts.push(...endpointDay(worker, laptop, morning - 3 * minute_ms, own));
    }
  }
}

function drawRoute(routes: readonly Route[], time: number, draw: number): Route | null {
  let left = draw;
  for (const route of routes) {
    if (time < route.from || time >= route.until) continue;
    if (left < route.share) return route;
    left -= route.share;
  }
  return null;
}
