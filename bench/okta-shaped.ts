import { Random } from '../simulate/random.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const start_ms = Date.parse('2026-03-01T00:00:00Z');

const places = [
  ['Austin', 'Texas', 'United States', '78701', 30.2672, -97.7431],
  ['Columbus', 'Ohio', 'United States', '43215', 39.9612, -82.9988],
  ['Denver', 'Colorado', 'United States', '80202', 39.7392, -104.9903],
  ['Leeds', 'England', 'United Kingdom', 'LS1', 53.7996, -1.5491],
  ['Kraków', 'Lesser Poland', 'Poland', '30-001', 50.0614, 19.9366],
  ['São Paulo', 'São Paulo', 'Brazil', '01000', -23.5475, -46.6361],
  ['Toronto', 'Ontario', 'Canada', 'M5H', 43.7001, -79.4163],
  ['Pune', 'Maharashtra', 'India', '411001', 18.5196, 73.8554],
] as const;
const networks = [
  [7922, 'comcast cable communications', 'comcast.net'],
  [7018, 'at&t services', 'sbcglobal.net'],
  [20115, 'charter communications', 'spectrum.com'],
  [2856, 'british telecommunications plc', 'btcentralplus.com'],
  [5617, 'orange polska', 'orange.pl'],
  [14618, 'amazon', 'amazonaws.com'],
] as const;
const givenNames = [
  'Amina',
  'Bruno',
  'Chloé',
  'Dmitri',
  'Elena',
  'Farah',
  'Goran',
  'Hana',
  'Ines',
  'Jonas',
  'Kofi',
  'Leila',
];
const familyNames = [
  'Abara',
  'Berg',
  'Castillo',
  'Dubois',
  'Eriksen',
  'Fofana',
  'García',
  'Haddad',
  'Ito',
  'Jansen',
  'Kowalski',
];
const applications = [
  'Wiki',
  'Source Hosting',
  'Mail',
  'Payroll',
  'Ticketing',
  'Chat',
  'Cloud Console',
  'Design Board',
  'VPN',
  'CRM',
];
const behaviours = ['New Geo-Location', 'New Device', 'New IP', 'New State', 'New Country', 'Velocity', 'New City'];

type EventKind = { type: string; message: string; legacy: string | null; uri: string; weight: number };
const kinds: readonly EventKind[] = [
  {
    type: 'user.authentication.sso',
    message: 'User single sign on to app',
    legacy: 'core.user_auth.sso',
    uri: '/app/source/exk/sso/saml',
    weight: 38,
  },
  {
    type: 'policy.evaluate_sign_on',
    message: 'Evaluation of sign-on policy',
    legacy: null,
    uri: '/idp/idx/identify',
    weight: 22,
  },
  {
    type: 'user.session.start',
    message: 'User login to Okta',
    legacy: 'core.user_auth.login_success',
    uri: '/idp/idx/challenge/answer',
    weight: 14,
  },
  {
    type: 'user.authentication.auth_via_mfa',
    message: 'Authentication of user via MFA',
    legacy: 'core.user.factor.attempt_success',
    uri: '/idp/idx/authenticators/poll',
    weight: 11,
  },
  {
    type: 'app.oauth2.token.grant.access_token',
    message: 'OIDC access token is granted',
    legacy: null,
    uri: '/oauth2/v1/token',
    weight: 6,
  },
  {
    type: 'user.session.end',
    message: 'User logout from Okta',
    legacy: 'core.user_auth.logout_success',
    uri: '/login/signout',
    weight: 3,
  },
  {
    type: 'system.push.send_factor_verify_push',
    message: 'Send push verification',
    legacy: null,
    uri: '/idp/idx/challenge',
    weight: 3,
  },
  {
    type: 'application.user_membership.add',
    message: 'Add user to application membership',
    legacy: 'app.generic.provision.assign_user_to_app',
    uri: '/api/v1/apps/users',
    weight: 1,
  },
  {
    type: 'group.user_membership.add',
    message: 'Add user to group membership',
    legacy: 'core.user_group_member.user_add',
    uri: '/api/v1/groups/users',
    weight: 1,
  },
  {
    type: 'user.account.update_password',
    message: 'User update password for Okta',
    legacy: 'core.user.config.password_update.success',
    uri: '/user/settings/password',
    weight: 1,
  },
];
const drawn = kinds.flatMap((kind) => Array.from({ length: kind.weight }, () => kind));

type Person = { id: string; login: string; name: string; homes: Home[]; device: { id: string; name: string } };
type Home = { address: string; place: (typeof places)[number]; network: (typeof networks)[number]; agent: Agent };
type Agent = { os: string; browser: string; rawUserAgent: string };

/** Lines like those of the System Log API: `count` records of one company of 2,500 people over 90 days, in order of time. */
export function* oktaShapedLines(count: number, seed: string): Generator<string> {
  const random = new Random(`${seed}/okta`);
  const people = Array.from({ length: 2_500 }, (_, index) => makePerson(random, index));
  const step_ms = (90 * 86_400_000) / count;
  for (let index = 0; index < count; index++) {
    const published = new Date(start_ms + Math.floor(index * step_ms + random.float() * step_ms)).toISOString();
    const record = makeRecord(random, random.pick(people), random.pick(drawn), published);
    // Forwarders write the same records without their nulls.
    yield index % 2 === 0 ? JSON.stringify(record) : JSON.stringify(record, (_, value) => value ?? undefined);
  }
}

function makePerson(random: Random, index: number): Person {
  const given = random.pick(givenNames);
  const family = random.pick(familyNames);
  const login = `${given}.${family}${index}@example.com`
    .normalize('NFD')
    .replaceAll(/[^\w.@]/g, '')
    .toLowerCase();
  const homes = Array.from({ length: random.int(1, 5) }, () => ({
    address: random.chance(0.06)
      ? `2600:1700:${random.hex(4)}:${random.hex(4)}::${random.hex(3)}`
      : `${random.pick([24, 68, 71, 73, 81, 86, 98, 104, 151, 189])}.${random.int(1, 250)}.${random.int(0, 255)}.${random.int(1, 254)}`,
    place: random.pick(places),
    network: random.pick(networks),
    agent: makeAgent(random),
  }));
  const device = { id: `guo${random.text(17, alphabet)}`, name: `EX-${random.text(7, alphabet).toUpperCase()}` };
  return { id: `00u${random.text(17, alphabet)}`, login, name: `${given} ${family}`, homes, device };
}

function makeAgent(random: Random): Agent {
  const chrome = `${random.int(132, 145)}.0.${random.int(0, 7400)}.${random.int(0, 200)}`;
  const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  return random.pick<Agent>([
    {
      os: 'Windows 10',
      browser: 'CHROME',
      rawUserAgent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/${chrome} Safari/537.36`,
    },
    {
      os: 'Windows 10',
      browser: 'EDGE',
      rawUserAgent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/${chrome} Safari/537.36 Edg/${chrome}`,
    },
    {
      os: 'Mac OS X',
      browser: 'SAFARI',
      rawUserAgent: `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.${random.int(0, 6)} Safari/605.1.15`,
    },
    {
      os: 'Linux',
      browser: 'FIREFOX',
      rawUserAgent: `Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:${random.int(120, 148)}.0) Gecko/20100101 Firefox/${random.int(120, 148)}.0`,
    },
    {
      os: 'iOS',
      browser: 'SAFARI',
      rawUserAgent: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_${random.int(0, 6)} like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1`,
    },
    {
      os: 'Android',
      browser: 'CHROME',
      rawUserAgent: `Mozilla/5.0 (Linux; Android 1${random.int(3, 6)}; Pixel ${random.int(6, 10)}) ${webkit} Chrome/${chrome} Mobile Safari/537.36`,
    },
  ]);
}

function makeRecord(random: Random, person: Person, kind: EventKind, published: string): Record<string, unknown> {
  const home = random.pick(person.homes);
  const requestId = random.text(27, alphabet);
  const session = random.text(25, alphabet);
  const [city, state, country, postalCode, lat, lon] = home.place;
  const geographicalContext = { city, state, country, postalCode, geolocation: { lat, lon } };
  const failed = random.chance(0.03);
  const [asNumber, isp, domain] = home.network;
  const managed = kind.type !== 'user.session.end' && random.chance(0.4);
  return {
    actor: { id: person.id, type: 'User', alternateId: person.login, displayName: person.name, detailEntry: null },
    client: {
      userAgent: home.agent,
      zone: random.chance(0.1) ? 'Office' : 'null',
      device: home.agent.os === 'iOS' || home.agent.os === 'Android' ? 'Mobile' : 'Computer',
      id: null,
      ipAddress: home.address,
      geographicalContext,
    },
    device: managed
      ? {
          ...person.device,
          os_platform: home.agent.os,
          os_version: `10.0.${random.int(19041, 26100)}`,
          managed: true,
          registered: true,
          device_integrator: null,
          disk_encryption_type: 'ALL_INTERNAL_VOLUMES',
          screen_lock_type: 'BIOMETRIC',
          jailbreak: false,
          secure_hardware_present: true,
        }
      : null,
    authenticationContext: {
      authenticationProvider: null,
      credentialProvider: null,
      credentialType: null,
      issuer: null,
      interface: null,
      authenticationStep: 0,
      rootSessionId: session,
      externalSessionId: session,
    },
    displayMessage: kind.message,
    eventType: kind.type,
    outcome: outcomeOf(kind.type, failed),
    published,
    securityContext: { asNumber, asOrg: isp, isp, domain, isProxy: random.chance(0.01) },
    severity: failed ? 'WARN' : 'INFO',
    debugContext: { debugData: makeDebugData(random, kind, requestId) },
    legacyEventType: kind.legacy,
    transaction: { type: 'WEB', id: requestId, detail: {} },
    uuid: random.uuid(),
    version: '0',
    request: {
      ipChain: [
        { ip: home.address, geographicalContext, version: home.address.includes(':') ? 'V6' : 'V4', source: null },
      ],
    },
    target: makeTargets(random, person, kind),
  };
}

function outcomeOf(type: string, failed: boolean) {
  if (type === 'policy.evaluate_sign_on')
    return {
      result: failed ? 'CHALLENGE' : 'ALLOW',
      reason: `Sign-on policy evaluation resulted in ${failed ? 'CHALLENGE' : 'ALLOW'}`,
    };
  return failed ? { result: 'FAILURE', reason: 'INVALID_CREDENTIALS' } : { result: 'SUCCESS', reason: null };
}

function makeDebugData(random: Random, kind: EventKind, requestId: string): Record<string, unknown> {
  const judged = behaviours.map((name) => `${name}=${random.chance(0.04) ? 'POSITIVE' : 'NEGATIVE'}`).join(', ');
  const data: Record<string, unknown> = {
    requestId,
    dtHash: random.hex(64),
    requestUri: kind.uri,
    threatSuspected: 'false',
    url: `${kind.uri}?`,
  };
  if (kind.type.startsWith('app.'))
    return {
      ...data,
      grantType: 'authorization_code',
      requestedScopes: 'openid,profile,email',
      clientAuthType: 'client_secret_basic',
      grantedScopes: 'openid, profile, email',
    };
  data.authnRequestId = random.hex(32);
  data.oktaUserAgentExtended = `okta-auth-js/7.${random.int(8, 14)}.0 okta-signin-widget-7.${random.int(20, 39)}.3`;
  if (kind.type === 'user.authentication.sso') {
    data.initiationType = 'SP_INITIATED';
    data.signOnMode = 'SAML 2.0';
    data.authenticationClassRef = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
  } else {
    data.behaviors = `{${judged}}`;
    data.risk = `{level=${random.pick(['LOW', 'LOW', 'LOW', 'MEDIUM', 'HIGH'])}}`;
  }
  if (kind.type.includes('mfa') || kind.type.includes('push'))
    data.factor = random.pick(['OKTA_VERIFY_PUSH', 'FIDO_WEBAUTHN', 'SIGNED_NONCE']);
  if (random.chance(0.02)) data.tunnels = '[{"anonymous":true,"operator":"EXAMPLE_VPN","type":"VPN"}]';
  if (random.chance(0.1)) data.deviceFingerprint = random.hex(32);
  return data;
}

function makeTargets(random: Random, person: Person, kind: EventKind) {
  const self = { id: person.id, type: 'User', alternateId: person.login, displayName: person.name, detailEntry: null };
  const name = random.pick(applications);
  const application = {
    id: `0oa${random.text(17, alphabet)}`,
    type: 'AppInstance',
    alternateId: name,
    displayName: name,
    detailEntry: { signOnModeType: 'SAML_2_0' },
  };
  const user = {
    id: `0ua${random.text(17, alphabet)}`,
    type: 'AppUser',
    alternateId: person.login,
    displayName: person.name,
    detailEntry: null,
  };
  switch (kind.type) {
    case 'user.authentication.sso':
      return [application, user];
    case 'policy.evaluate_sign_on':
      return [
        {
          id: `00p${random.text(17, alphabet)}`,
          type: 'PolicyEntity',
          alternateId: 'unknown',
          displayName: 'Any two factors',
          detailEntry: { policyType: 'OktaSignOn' },
        },
        {
          id: `0pr${random.text(17, alphabet)}`,
          type: 'PolicyRule',
          alternateId: '00p1example',
          displayName: 'Catch-all Rule',
          detailEntry: null,
        },
        application,
      ];
    case 'application.user_membership.add':
      return [user, application, self];
    case 'group.user_membership.add':
      return [
        self,
        {
          id: `00g${random.text(17, alphabet)}`,
          type: 'UserGroup',
          alternateId: 'unknown',
          displayName: `${name} users`,
          detailEntry: null,
        },
      ];
    case 'app.oauth2.token.grant.access_token':
      return [
        {
          id: `AT.${random.text(43, alphabet)}`,
          type: 'access_token',
          alternateId: null,
          displayName: 'Access Token',
          detailEntry: { expires: '2026-09-01T00:00:00.000Z', subject: person.id, hash: '' },
        },
      ];
    default:
      return [self];
  }
}
