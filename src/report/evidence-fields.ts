/** The columns of a record in a reader's words: what tells most first, what says the same once. */

export type ShownField = { label: string; value: string };

/** When, what and where from stand in the head line; `telling` beneath it; `rest` beside the raw record. */
export type ShownEvidence = { time: string; what: string; source: string; telling: ShownField[]; rest: ShownField[] };

/** A label and the columns that make up its value: the first that is filled, or all that are, joined. */
type Line = { label: string; columns: string[]; join?: string };

const tellingLines: Line[] = [
  { label: 'account', columns: ['actor_user_email_addr', 'user_email_addr', 'actor_user_name', 'user_name'] },
  { label: 'address', columns: ['src_ip'] },
  { label: 'from', columns: ['src_location_city', 'src_location_region', 'src_location_country'], join: ', ' },
  { label: 'network', columns: ['src_isp'] },
  { label: 'device', columns: ['device_hostname', 'device_serial_number', 'device_uid'] },
  { label: 'device’s address', columns: ['device_public_ip'] },
  { label: 'device’s position', columns: ['device_latitude', 'device_longitude'], join: ', ' },
  { label: 'browser', columns: ['http_user_agent'] },
  { label: 'authenticator or browser token', columns: ['fingerprint'] },
  { label: 'program', columns: ['process_path'] },
  { label: 'command', columns: ['process_cmd_line'] },
  { label: 'started by', columns: ['parent_process_path'] },
  { label: 'service', columns: ['service_name'] },
  { label: 'software', columns: ['software_name'] },
  { label: 'hardware', columns: ['peripheral_vendor_name', 'peripheral_name'], join: ' ' },
  { label: 'hardware ids', columns: ['peripheral_vendor_id', 'peripheral_product_id'], join: ':' },
  { label: 'hardware serial', columns: ['peripheral_serial_number'] },
  { label: 'display', columns: ['display_name'] },
  { label: 'display ids', columns: ['display_vendor_id', 'display_product_id'], join: ':' },
  { label: 'Wi-Fi', columns: ['wifi_ssid', 'wifi_bssid'], join: ', ' },
  { label: 'gateway', columns: ['gateway_mac'] },
  { label: 'name asked for', columns: ['dst_hostname'] },
  { label: 'connected to', columns: ['dst_ip', 'dst_port'], join: ' port ' },
  { label: 'repository', columns: ['repository'] },
  { label: 'visibility', columns: ['repository_visibility'] },
  { label: 'token', columns: ['access_type', 'token_uid'], join: ', ' },
  { label: 'parcel', columns: ['parcel_carrier', 'tracking_number'], join: ' ' },
  { label: 'to', columns: ['parcel_address'] },
  {
    label: 'town',
    columns: ['parcel_city', 'parcel_region', 'parcel_postcode', 'parcel_country'],
    join: ', ',
  },
  { label: 'for', columns: ['parcel_consignee'] },
  { label: 'received by', columns: ['parcel_received_by'] },
];

/** Columns that repeat others or describe the record rather than what happened. */
const plumbing =
  /^(severity|status|activity_name|message|action|(actor_)?user_(uid|type|full_name|name|email_addr)|src_(location_\w+|autonomous_system_number|is_proxy)|session_uid|is_mfa|logon_type|device_(uid|os|vendor_name|model|mac|is_managed|serial_number)|process_(original_file_name|company|signer|hash)|parent_process_cmd_line|resource_(type|name)|peripheral_class|display_serial_number|candidate_uid|employee_uid|dst_port)$/;
const mostTelling = 8;

/** Sorts the fields of a record for a reader; every field is in exactly one place, none is lost. */
export function arrangeFields(fields: Record<string, string>): ShownEvidence {
  const left = new Map(Object.entries(fields));
  const take = (name: string): string => {
    const value = left.get(name) ?? '';
    left.delete(name);
    return value;
  };
  const [time, source, message, action, activity] = ['time', 'source', 'message', 'action', 'activity_name'].map(take);
  const telling: ShownField[] = [];
  for (const { label, columns, join } of tellingLines) {
    const filled = columns.filter((name) => left.has(name));
    const used = join === undefined ? filled.slice(0, 1) : filled;
    if (used.length > 0) telling.push({ label, value: used.map(take).join(join) });
  }
  const name = (column: string) => column.replaceAll('_', ' ');
  for (const [column, value] of left) {
    if (plumbing.test(column)) continue;
    left.delete(column);
    telling.push({ label: name(column), value });
  }
  const said = message || [action, activity].filter(Boolean).join(', ');
  const unsaid: [string, string | undefined][] = message
    ? [
        ['action', action],
        ['activity', activity],
      ]
    : [];
  return {
    time: time ?? '',
    what: said,
    source: source ?? '',
    telling: telling.slice(0, mostTelling),
    rest: [
      ...telling.slice(mostTelling),
      ...unsaid.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
      ...[...left].map(([column, value]) => ({ label: name(column), value })),
    ],
  };
}
