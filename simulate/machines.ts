import { hour_ms } from './calendar.ts';
import type { Random } from './random.ts';
import type { Client, Display, Laptop, UsbDevice } from './world.ts';

const windowsModels = [
  ['Dell Inc.', 'Latitude 7450'],
  ['Dell Inc.', 'Latitude 5550'],
  ['LENOVO', 'ThinkPad T14 Gen 5'],
  ['LENOVO', 'ThinkPad X1 Carbon Gen 12'],
] as const;
const macModels = ['MacBook Pro (14-inch, 2024)', 'MacBook Air (15-inch, M3, 2024)', 'MacBook Pro (16-inch, 2024)'];
const serialLetters = 'BCDFGHJKLMNPQRSTVWXYZ0123456789';

const displays: readonly Display[] = [
  { name: 'DELL U2723QE', vendor_id: '10ac', product_id: 'a1f4', serial_number: '' },
  { name: 'LG HDR 4K', vendor_id: '1e6d', product_id: '7707', serial_number: '' },
  { name: 'BenQ PD2705Q', vendor_id: '09d1', product_id: '8032', serial_number: '' },
  { name: 'S24R65x', vendor_id: '4c2d', product_id: '1014', serial_number: '' },
];

const peripherals: readonly UsbDevice[] = [
  {
    vendor: 'Logitech',
    vendor_id: '046d',
    model: 'USB Receiver',
    model_id: 'c52b',
    serial: '',
    usb_class: '0',
    subclass: '0',
    protocol: '0',
  },
  {
    vendor: 'Logitech',
    vendor_id: '046d',
    model: 'HD Pro Webcam C920',
    model_id: '082d',
    serial: '',
    usb_class: '239',
    subclass: '2',
    protocol: '1',
  },
  {
    vendor: 'Yubico',
    vendor_id: '1050',
    model: 'YubiKey OTP+FIDO+CCID',
    model_id: '0407',
    serial: '',
    usb_class: '0',
    subclass: '0',
    protocol: '0',
  },
  {
    vendor: 'Keychron',
    vendor_id: '3434',
    model: 'Keychron K2 Pro',
    model_id: '0220',
    serial: '',
    usb_class: '0',
    subclass: '0',
    protocol: '0',
  },
  {
    vendor: 'Jabra',
    vendor_id: '0b0e',
    model: 'Jabra Evolve2 65',
    model_id: '245d',
    serial: '',
    usb_class: '0',
    subclass: '0',
    protocol: '0',
  },
  {
    vendor: 'Generic',
    vendor_id: '0bda',
    model: 'USB3.0 Card Reader',
    model_id: '0306',
    serial: '',
    usb_class: '8',
    subclass: '6',
    protocol: '80',
  },
  {
    vendor: 'Dell Inc.',
    vendor_id: '413c',
    model: 'Dell Universal Receiver',
    model_id: '5715',
    serial: '',
    usb_class: '0',
    subclass: '0',
    protocol: '0',
  },
];

const chromeVersions = ['140.0.0.0', '141.0.0.0', '142.0.0.0'];

export function makeLaptop(random: Random, number: number, enrolled_at: number, os: Laptop['os']): Laptop {
  const [manufacturer, model] =
    os === 'Windows' ? random.pick(windowsModels) : (['Apple', random.pick(macModels)] as const);
  const platform = os === 'Windows' ? 'Windows NT 10.0; Win64; x64' : 'Macintosh; Intel Mac OS X 10_15_7';
  const length = manufacturer === 'Dell Inc.' ? 7 : manufacturer === 'Apple' ? 10 : 8;
  return {
    serial: random.text(length, serialLetters),
    hostname: `MRD-${os === 'Windows' ? 'W' : 'M'}${String(number).padStart(4, '0')}`,
    host_uuid: random.uuid().toUpperCase(),
    mdm_id: random.uuid(),
    os,
    manufacturer,
    model,
    wifi_mac: `${random.pick(['a4c3f0', '8c1759', 'f4d488', '3ce9f7'])}${random.hex(6)}`,
    enrolled_at: enrolled_at + random.int(5, 55) * 60_000,
    token: random.hex(64),
    user_agent: `Mozilla/5.0 (${platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${random.pick(chromeVersions)} Safari/537.36`,
    displays: random.chance(0.7) ? [{ ...random.pick(displays), serial_number: random.hex(8) }] : [],
    usb: random.shuffle(peripherals).slice(0, random.int(1, 3)),
    located: null,
  };
}

export const laptopClient = (laptop: Laptop): Client => ({
  token: laptop.token,
  user_agent: laptop.user_agent,
  os: laptop.os === 'Windows' ? 'Windows 10' : 'Mac OS X',
  browser: 'CHROME',
  form: 'Computer',
});

export function makeAuthenticator(random: Random): Client {
  const phone = random.pick([
    { os: 'iOS', agent: 'Okta Verify/9.41.0 OktaDeviceSDK/3.6.0 iOS/18.6 Apple/iPhone15,2' },
    { os: 'iOS', agent: 'Okta Verify/9.43.1 OktaDeviceSDK/3.6.2 iOS/19.0 Apple/iPhone16,1' },
    { os: 'Android', agent: 'Okta Verify/8.14.0 OktaDeviceSDK/2.1.0 Android/15 Google/Pixel 8' },
    { os: 'Android', agent: 'Okta Verify/8.14.0 OktaDeviceSDK/2.1.0 Android/14 samsung/SM-S921B' },
  ]);
  return { token: random.hex(64), user_agent: phone.agent, os: phone.os, browser: 'UNKNOWN', form: 'Mobile' };
}

/** A browser on a machine of the person's own. */
export function makeOwnClient(random: Random): Client {
  const agent =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0';
  return { token: random.hex(64), user_agent: agent, os: 'Windows 10', browser: 'EDGE', form: 'Computer' };
}

/** Asks the management system where a laptop is; it answers to a few hundred metres. */
export function locateLaptop(laptop: Laptop, random: Random, latitude: number, longitude: number, time: number): void {
  const blur = (): number => (random.float() - 0.5) * 0.06;
  laptop.located = {
    latitude: Math.round((latitude + blur()) * 1e5) / 1e5,
    longitude: Math.round((longitude + blur()) * 1e5) / 1e5,
    time: time + random.int(0, 5) * hour_ms,
  };
}
