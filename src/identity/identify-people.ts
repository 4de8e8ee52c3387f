import type { EventStore } from '../events/event-store.ts';
import type { PlaceNames } from '../events/place/locate-place-name.ts';
import type { Claim, Identity, SeenAccount, SeenDevice, SeenParcel } from './identity-input.ts';
import { claimed, groupPersonas, type Persona } from './merge-personas.ts';
import { resolvePersons } from './resolve-persons.ts';

/** Claims that say who somebody is; the rest is left in the store. */
const identifyingKinds = [
  'name',
  'email',
  'work_email',
  'phone',
  'employee_id',
  'candidate_id',
  'login',
  'github_login',
  'device_serial',
  'device_hostname',
  'device_uid',
  'tracking_number',
  'start_date',
  'end_date',
  'title',
  'address',
  'city',
  'region',
  'postcode',
  'country',
  'place',
];

/** Sources of `covers: sign-ins, code, devices`: their accounts are people even when no people file names them. */
export type IdentifyOptions = { account_sources: ReadonlySet<string>; as_of: string; names: PlaceNames };

/** Works out who is who from everything in the store, and writes the tables of people, ties and ambiguities anew. */
export async function identifyPeople(store: EventStore, options: IdentifyOptions): Promise<Identity> {
  const claims = await store.query<Claim>(
    `SELECT persona, persona_kind, source, kind, value, toString(time) AS time, file, sequence FROM claim
     WHERE kind IN {kinds:Array(String)} ORDER BY persona, kind, time DESC, claim_id`,
    { kinds: identifyingKinds },
  );
  const identity = resolvePersons({
    claims,
    accounts: await seenAccounts(store),
    devices: await seenDevices(store),
    parcels: await seenParcels(store),
    account_sources: options.account_sources,
    as_of: options.as_of,
  });
  const personas = new Map(groupPersonas(claims).map((persona) => [persona.persona, persona]));
  await store.replace(
    'person',
    identity.persons.map((person) => {
      const own = person.personas.map((id) => personas.get(id)).filter((persona) => persona !== undefined);
      return {
        person_id: person.person_id,
        stage: person.stage,
        names: person.names,
        emails: person.emails,
        ...describeEmployment(own),
        ...locateHome(own, options.names),
      };
    }),
  );
  await store.replace(
    'persona_of_person',
    identity.persons.flatMap(({ person_id, personas: own }) => own.map((persona) => ({ persona, person_id }))),
  );
  await store.replace('identifier', identity.ties);
  await store.replace('ambiguous_identifier', identity.ambiguous);
  return identity;
}

function describeEmployment(personas: readonly Persona[]) {
  const dates = (kind: string) =>
    personas
      .flatMap((persona) => claimed(persona, kind))
      .map((date) => date.slice(0, 10))
      .filter((date) => /^\d{4}-\d\d-\d\d$/.test(date))
      .sort();
  const title = personas.flatMap((persona) => persona.claims.get('title') ?? []).map((claim) => claim.value)[0] ?? '';
  return { title, start_date: dates('start_date').at(-1) ?? null, end_date: dates('end_date').at(-1) ?? null };
}

/** Where the people files say the person works; a worker's file before a candidate's. */
function locateHome(personas: readonly Persona[], names: PlaceNames) {
  const ordered = [...personas].sort(
    (a, b) => Number(b.persona_kind === 'worker') - Number(a.persona_kind === 'worker'),
  );
  for (const persona of ordered) {
    const first = (kind: string) => persona.claims.get(kind)?.[0]?.value ?? '';
    const parts = {
      city: first('city'),
      region: first('region'),
      postcode: first('postcode'),
      country: first('country'),
    };
    const found =
      names.locate(parts) ??
      (first('place') === '' ? null : names.locate({ city: first('place') })) ??
      (first('address') === '' ? null : names.locate({ ...parts, city: first('address') }));
    if (found) {
      return {
        home_city: found.city,
        home_country: found.country,
        home_latitude: found.latitude,
        home_longitude: found.longitude,
        home_precision: found.precision,
      };
    }
  }
  return { home_city: '', home_country: '', home_latitude: 0, home_longitude: 0, home_precision: '' };
}

function seenAccounts(store: EventStore): Promise<SeenAccount[]> {
  return store.query<SeenAccount>(`
    SELECT source, account, lower(actor_user_name) AS login, lower(actor_user_email_addr) AS email, any(actor_user_full_name) AS full_name,
      argMin(file, (time, event_id)) AS file, argMin(sequence, (time, event_id)) AS sequence
    FROM event WHERE account != '' GROUP BY source, account, login, email ORDER BY source, account, login, email`);
}

async function seenDevices(store: EventStore): Promise<SeenDevice[]> {
  const rows = await store.query<SeenDevice & { serial: string; hostname: string; uid: string }>(`
    SELECT source, lower(device_serial_number) AS serial, lower(splitByChar('.', device_hostname)[1]) AS hostname, lower(device_uid) AS uid,
      account, class_uid = 5001 AND user_email_addr != '' AS inventory, argMin(file, (time, event_id)) AS file, argMin(sequence, (time, event_id)) AS sequence
    FROM event WHERE device != '' GROUP BY source, serial, hostname, uid, account, inventory
    ORDER BY source, serial, hostname, uid, account, inventory`);
  return rows.map(({ serial, hostname, uid, ...row }) => ({
    source: row.source,
    account: row.account,
    file: row.file,
    sequence: row.sequence,
    inventory: Boolean(row.inventory),
    keys: [serial, hostname, uid].filter((key) => key !== ''),
  }));
}

function seenParcels(store: EventStore): Promise<SeenParcel[]> {
  return store.query<SeenParcel>(`
    SELECT source, lower(tracking_number) AS tracking_number, parcel_consignee AS consignee, lower(device_serial_number) AS serial,
      argMin(file, (time, event_id)) AS file, argMin(sequence, (time, event_id)) AS sequence
    FROM event WHERE class_uid = 98001004 AND tracking_number != '' AND (consignee != '' OR serial != '')
    GROUP BY source, tracking_number, consignee, serial ORDER BY tracking_number, consignee, serial`);
}
