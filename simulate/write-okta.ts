import { writeIso } from './calendar.ts';
import { cityNamed } from './cities.ts';
import type { Random } from './random.ts';
import { fullName } from './shipping.ts';
import type { SignIn, Worker } from './world.ts';

const domains: Record<string, string> = {
  'Comcast Cable': 'comcast.net',
  'Charter Spectrum': 'spectrum.com',
  'Verizon Fios': 'verizon.net',
  'AT&T Internet': 'sbcglobal.net',
  BT: 'btcentralplus.com',
  'Cox Communications': 'cox.net',
  Datacamp: 'datapacket.com',
  DigitalOcean: '.',
};

const events = {
  session: ['user.session.start', 'User login to Okta', 'core.user_auth.login_success'],
  mfa: ['user.authentication.auth_via_mfa', 'Authentication of user via MFA', 'core.user.factor.attempt_success'],
  sso: ['user.authentication.sso', 'User single sign on to app', 'app.auth.sso'],
  enrol: [
    'user.mfa.factor.activate',
    'Activate factor or authenticator enrollment method for user',
    'core.user.factor.activate',
  ],
} as const;

const person = (worker: Worker): Record<string, unknown> => ({
  id: worker.okta_id,
  type: 'User',
  alternateId: worker.work_email,
  displayName: fullName(worker),
  detailEntry: null,
});

/** Okta numbers events with UUIDs of version 1: the moment, then the machine that wrote them. */
function writeUuid(time: number, random: Random): string {
  const ticks = ((BigInt(time) + 12219292800000n) * 10000n + BigInt(random.int(0, 9999)))
    .toString(16)
    .padStart(15, '0');
  return `${ticks.slice(7)}-${ticks.slice(3, 7)}-1${ticks.slice(0, 3)}-${(0x8000 + random.int(0, 16383)).toString(16)}-1d6e57a0c4f2`;
}

function targets(fact: SignIn): unknown[] {
  const worker = person(fact.worker);
  switch (fact.action) {
    case 'sso':
      return [
        {
          id: `0oa${fact.application.length}kq1meridian`,
          type: 'AppInstance',
          alternateId: fact.application,
          displayName: fact.application,
          detailEntry: null,
        },
        { ...worker, type: 'AppUser' },
      ];
    case 'mfa':
      return [
        worker,
        {
          id: `opf${fact.client.token.slice(0, 16)}`,
          type: 'AuthenticatorEnrollment',
          alternateId: 'okta_verify',
          displayName: 'Okta Verify',
          detailEntry: null,
        },
      ];
    case 'session':
      return [];
    case 'enrol':
      return [worker];
  }
}

/** One System Log record of a sign-in. */
export function writeOktaEvent(fact: SignIn, random: Random): Record<string, unknown> {
  const [eventType, displayMessage, legacyEventType] = events[fact.action];
  const city = cityNamed(fact.site.city);
  const place = {
    city: city.name,
    state: city.region_name,
    country: city.country_name,
    postalCode: city.postcodes[0] ?? null,
    geolocation: { lat: city.latitude, lon: city.longitude },
  };
  const requestId = `aP${random.text(9, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-')}VwAAB2oMRD41QAAA`;
  const isNew = fact.managed === null && fact.action === 'session' ? 'POSITIVE' : 'NEGATIVE';
  const url = fact.action === 'sso' ? '/app/meridian/exk1/sso/saml' : '/idp/idx/challenge/answer';
  return {
    actor: person(fact.actor),
    client: {
      userAgent: { rawUserAgent: fact.client.user_agent, os: fact.client.os, browser: fact.client.browser },
      zone: fact.site.kind === 'office' ? 'Offices' : 'null',
      device: fact.client.form,
      id: null,
      ipAddress: fact.site.public_ip,
      geographicalContext: place,
    },
    device:
      fact.managed === null
        ? null
        : {
            id: `guo${fact.managed.mdm_id.replaceAll('-', '').slice(0, 17)}`,
            name: fact.managed.hostname,
            os_platform: fact.managed.os === 'Windows' ? 'WINDOWS' : 'OSX',
            os_version: fact.managed.os === 'Windows' ? '10.0.26100.6584' : '15.7.1',
            managed: true,
            registered: true,
            device_integrator: null,
            disk_encryption_type: 'ALL_INTERNAL_VOLUMES',
            screen_lock_type: 'BIOMETRIC',
            jailbreak: null,
            secure_hardware_present: true,
          },
    authenticationContext: {
      authenticationProvider: fact.action === 'mfa' ? 'FACTOR_PROVIDER' : null,
      credentialProvider: fact.action === 'mfa' ? 'OKTA_CREDENTIAL_PROVIDER' : null,
      credentialType: fact.action === 'mfa' ? 'OTP' : null,
      issuer: null,
      interface: null,
      authenticationStep: 0,
      rootSessionId: fact.session_id,
      externalSessionId: fact.success ? fact.session_id : 'unknown',
    },
    displayMessage,
    eventType,
    outcome: fact.success ? { result: 'SUCCESS', reason: null } : { result: 'FAILURE', reason: 'INVALID_CREDENTIALS' },
    published: writeIso(fact.time + random.int(0, 999)),
    securityContext: {
      asNumber: fact.site.asn,
      asOrg: fact.site.isp.toLowerCase(),
      isp: fact.site.isp.toLowerCase(),
      domain: domains[fact.site.isp] ?? '.',
      isProxy: fact.site.kind === 'vpn',
    },
    severity: fact.success ? 'INFO' : 'WARN',
    debugContext: {
      debugData: {
        behaviors: `{New Geo-Location=${isNew}, New Device=${isNew}, New IP=${isNew}, New State=NEGATIVE, New Country=NEGATIVE, Velocity=NEGATIVE, New City=${isNew}}`,
        requestId,
        dtHash: fact.client.token,
        deviceFingerprint: fact.client.token.slice(0, 32),
        risk: isNew === 'POSITIVE' ? '{reasons=Anomalous Device, level=MEDIUM}' : '{level=LOW}',
        requestUri: url,
        threatSuspected: 'false',
        url: `${url}?`,
        ...(fact.action === 'mfa' ? { factor: 'OKTA_VERIFY_PUSH' } : {}),
        ...(fact.site.kind === 'vpn'
          ? { tunnels: JSON.stringify([{ anonymous: true, operator: null, type: 'VPN' }]) }
          : fact.site.kind === 'relay'
            ? { tunnels: JSON.stringify([{ anonymous: true, operator: 'ICLOUD_RELAY_PROXY', type: 'PROXY' }]) }
            : {}),
      },
    },
    legacyEventType: fact.success ? legacyEventType : 'core.user_auth.login_failed',
    transaction: { type: 'WEB', id: requestId, detail: {} },
    uuid: writeUuid(fact.time, random),
    version: '0',
    request: {
      ipChain: [
        {
          ip: fact.site.public_ip,
          geographicalContext: place,
          version: fact.site.public_ip.includes(':') ? 'V6' : 'V4',
          source: null,
        },
      ],
    },
    target: targets(fact),
  };
}
