/**
 * The columns of an event, in the order they are stored, with the OCSF 1.8 attribute each one stands for.
 * `map.sql` of a source names the ones it fills; the rest stay at their default ('' / 0).
 * Paths under `parcel`, `candidate`, `repository`, `token` and `local_network` are of our extension: what OCSF has no attribute for.
 */
export type EventColumn = { name: string; type: string; ocsf: string; about: string };

const column = (name: string, type: string, ocsf: string, about: string): EventColumn => ({ name, type, ocsf, about });
const few = 'LowCardinality(String)';

export const eventColumns: readonly EventColumn[] = [
  column('class_uid', 'UInt32', 'class_uid', 'OCSF class; 98001xxx are ours'),
  column('activity_id', 'UInt8', 'activity_id', 'OCSF activity inside the class; 99 = other'),
  column('activity_name', few, 'activity_name', 'the same in words'),
  column('action', few, 'metadata.event_code', "the vendor's own event type, operation or status"),
  column('time', "DateTime64(3, 'UTC')", 'time', 'when it happened; 1970-01-01 = the record does not say'),
  column('original_time', "DateTime64(3, 'UTC')", 'metadata.original_time', 'a second clock of the same record'),
  column('status', few, 'status', 'Success, Failure or empty when not stated'),
  column('status_detail', few, 'status_detail', "the vendor's reason"),
  column('severity', few, 'severity', "the vendor's severity"),
  column('message', 'String', 'message', 'one line in words'),

  column('actor_user_email_addr', 'String', 'actor.user.email_addr', 'who acted'),
  column('actor_user_name', 'String', 'actor.user.name', 'login or DOMAIN\\name'),
  column('actor_user_uid', 'String', 'actor.user.uid', "the vendor's id of the account"),
  column('actor_user_full_name', 'String', 'actor.user.full_name', 'display name'),
  column('actor_user_type', few, 'actor.user.type', 'User, System, Service …'),
  column('user_email_addr', 'String', 'user.email_addr', 'whom it concerns'),
  column('user_name', 'String', 'user.name', ''),
  column('user_uid', 'String', 'user.uid', ''),
  column('user_full_name', 'String', 'user.full_name', ''),

  column('src_ip', 'String', 'src_endpoint.ip', 'source address, canonical text, no port'),
  column('src_location_country', few, 'src_endpoint.location.country', 'as written in the record'),
  column('src_location_region', few, 'src_endpoint.location.region', ''),
  column('src_location_city', few, 'src_endpoint.location.city', ''),
  column('src_location_latitude', 'Float64', 'src_endpoint.location.lat', 'degrees; 0/0 = not stated'),
  column('src_location_longitude', 'Float64', 'src_endpoint.location.long', ''),
  column('src_autonomous_system_number', 'UInt32', 'src_endpoint.autonomous_system.number', "the vendor's own look-up"),
  column('src_isp', few, 'src_endpoint.isp', ''),
  column('src_is_proxy', 'UInt8', 'src_endpoint.proxy_endpoint', 'the vendor calls it a proxy'),
  column('dst_ip', 'String', 'dst_endpoint.ip', ''),
  column('dst_hostname', 'String', 'dst_endpoint.hostname', 'also the name asked for in DNS'),
  column('dst_port', 'UInt16', 'dst_endpoint.port', ''),
  column('http_user_agent', 'String', 'http_request.user_agent', ''),

  column('session_uid', 'String', 'session.uid', ''),
  column('fingerprint', 'String', 'session.device_fingerprint', 'token of the browser or authenticator (Okta dtHash)'),
  column('is_mfa', 'UInt8', 'is_mfa', 'a second factor was used or enrolled'),
  column('logon_type', few, 'logon_type', ''),

  column('device_hostname', 'String', 'device.hostname', 'short name, as written'),
  column('device_uid', 'String', 'device.uid', ''),
  column('device_serial_number', 'String', 'device.serial_number', 'OCSF: device.hw_info.serial_number'),
  column('device_os', few, 'device.os.name', ''),
  column('device_vendor_name', few, 'device.vendor_name', 'manufacturer'),
  column('device_model', few, 'device.model', ''),
  column('device_mac', 'String', 'device.mac', '12 lower-case hex digits'),
  column('device_is_managed', 'Int8', 'device.is_managed', '1, 0, or -1 = not stated'),
  column('device_latitude', 'Float64', 'device.location.lat', 'where the device itself says it is'),
  column('device_longitude', 'Float64', 'device.location.long', ''),
  column('device_public_ip', 'String', 'device.ip', 'address the device comes from, told by its agent'),

  column('process_path', 'String', 'process.file.path', ''),
  column('process_cmd_line', 'String', 'process.cmd_line', ''),
  column(
    'process_original_file_name',
    few,
    'process.file.internal_name',
    'from the version resource: survives renaming',
  ),
  column('process_company', few, 'process.file.company_name', ''),
  column('process_signer', few, 'process.file.signature.certificate.subject', ''),
  column('process_hash', 'String', 'process.file.hashes', ''),
  column('parent_process_path', 'String', 'process.parent_process.file.path', ''),
  column('parent_process_cmd_line', 'String', 'process.parent_process.cmd_line', ''),
  column('file_path', 'String', 'file.path', ''),
  column('service_name', few, 'win_service.name', ''),

  column('peripheral_vendor_id', few, 'peripheral_device.vendor_id', '4 lower-case hex digits'),
  column('peripheral_product_id', few, 'peripheral_device.product_id', '4 lower-case hex digits'),
  column('peripheral_vendor_name', few, 'peripheral_device.vendor_name', 'manufacturer string as the device gives it'),
  column('peripheral_name', few, 'peripheral_device.name', 'product string as the device gives it'),
  column('peripheral_serial_number', 'String', 'peripheral_device.serial_number', ''),
  column('peripheral_class', few, 'peripheral_device.class', 'comma-separated USB classes or the setup class'),
  column('display_vendor_id', few, 'display.vendor_id', 'EDID manufacturer, 3 letters'),
  column('display_product_id', few, 'display.product_id', '4 lower-case hex digits'),
  column('display_name', few, 'display.name', ''),
  column('display_serial_number', 'String', 'display.serial_number', '8 lower-case hex digits or text'),
  column('wifi_bssid', 'String', 'local_network.bssid', '12 lower-case hex digits'),
  column('wifi_ssid', 'String', 'local_network.ssid', ''),
  column('gateway_mac', 'String', 'local_network.gateway_mac', '12 lower-case hex digits'),
  column('software_name', few, 'product.name', 'installed program'),

  column('resource_type', few, 'resource.type', 'application, repository, file, object …'),
  column('resource_name', 'String', 'resource.name', 'target'),
  column('repository', 'String', 'repository.name', 'organisation/name'),
  column('repository_visibility', few, 'repository.visibility', 'private, internal, public'),
  column('token_uid', 'String', 'token.uid', 'hash of the credential used'),
  column('access_type', few, 'token.type', "the vendor's kind of credential"),

  column('tracking_number', 'String', 'parcel.tracking_number', ''),
  column('parcel_carrier', few, 'parcel.carrier', ''),
  column('parcel_address', 'String', 'parcel.address', 'destination or scan place, one line'),
  column('parcel_city', few, 'parcel.city', ''),
  column('parcel_region', few, 'parcel.region', ''),
  column('parcel_postcode', few, 'parcel.postcode', ''),
  column('parcel_country', few, 'parcel.country', ''),
  column('parcel_received_by', 'String', 'parcel.received_by', 'who signed'),
  column('parcel_consignee', 'String', 'parcel.consignee', 'whom it is for: mail, id or name'),
  column('candidate_uid', 'String', 'candidate.uid', "the applicant system's id"),
  column('employee_uid', 'String', 'user.ldap_person.employee_uid', "the HR system's id"),
  column('unmapped', 'Map(String, String)', 'unmapped', 'what has no column of its own'),
];

/**
 * Classes of our extension, numbered as OCSF numbers them: (extension × 100 + category) × 1000 + class,
 * with extension 980 (unregistered) and its one category 1, Workforce.
 */
export const workforceClasses = {
  application: 98_001_001,
  interview: 98_001_002,
  employment: 98_001_003,
  shipment: 98_001_004,
  payroll: 98_001_005,
  reference: 98_001_006,
  candidate: 98_001_007,
} as const;
