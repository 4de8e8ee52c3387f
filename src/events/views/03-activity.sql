-- What detections read. Each row carries whose it is, when (UTC), and where. Evidence: `event_id` or `claim_id`.

CREATE OR REPLACE VIEW person_of_account AS
SELECT i.value AS account, p.person_id AS person_id, p.stage AS person_stage, if(empty(p.names), p.person_id, p.names[1]) AS person_name, p.start_date AS start_date, p.end_date AS end_date,
    p.home_city AS home_city, p.home_country AS home_country, p.home_latitude AS home_latitude, p.home_longitude AS home_longitude, p.home_precision AS home_precision
FROM identifier AS i LEFT SEMI JOIN person AS p ON p.person_id = i.person_id
WHERE i.kind = 'account';

CREATE OR REPLACE VIEW person_of_device AS
SELECT i.value AS device, p.person_id AS person_id, p.stage AS person_stage, if(empty(p.names), p.person_id, p.names[1]) AS person_name, p.start_date AS start_date, p.end_date AS end_date,
    p.home_city AS home_city, p.home_country AS home_country, p.home_latitude AS home_latitude, p.home_longitude AS home_longitude, p.home_precision AS home_precision
FROM identifier AS i LEFT SEMI JOIN person AS p ON p.person_id = i.person_id
WHERE i.kind = 'device';

CREATE OR REPLACE VIEW person_of_parcel AS
SELECT i.value AS parcel, p.person_id AS person_id, p.stage AS person_stage, if(empty(p.names), p.person_id, p.names[1]) AS person_name, p.start_date AS start_date,
    p.home_city AS home_city, p.home_country AS home_country, p.home_latitude AS home_latitude, p.home_longitude AS home_longitude, p.home_precision AS home_precision
FROM identifier AS i LEFT SEMI JOIN person AS p ON p.person_id = i.person_id
WHERE i.kind = 'parcel';

-- An account signs in over a network. Place: of the address, else as the vendor states it. 0/0 = unknown.
CREATE OR REPLACE VIEW sign_in AS
SELECT e.event_id AS event_id, e.time AS time, e.source AS source, e.action AS action, e.status AS status, e.account AS account, w.* EXCEPT (account),
    e.src_ip AS src_ip, n.asn AS asn, n.as_org AS as_org, n.network_kind AS network_kind, n.network_name AS network_name, n.shared_exit AS shared_exit,
    if(n.country != '', n.country, e.src_location_country) AS country, if(n.city != '', n.city, e.src_location_city) AS city,
    if(n.latitude != 0 OR n.longitude != 0, n.latitude, e.src_location_latitude) AS latitude,
    if(n.latitude != 0 OR n.longitude != 0, n.longitude, e.src_location_longitude) AS longitude,
    e.session_uid AS session_uid, e.fingerprint AS fingerprint, e.is_mfa AS is_mfa, e.http_user_agent AS http_user_agent,
    e.device AS device, e.device_uid AS device_uid, e.device_is_managed AS device_is_managed, e.src_is_proxy AS src_is_proxy
FROM (
    SELECT event_id, time, source, action, status, account, src_ip, src_location_country, src_location_city, src_location_latitude, src_location_longitude,
        session_uid, fingerprint, is_mfa, http_user_agent, device, device_uid, device_is_managed, src_is_proxy
    FROM event WHERE class_uid IN (3001, 3002) AND (activity_id = 1 OR is_mfa) AND account != '' AND (src_ip != '' OR fingerprint != '')
) AS e
LEFT SEMI JOIN person_of_account AS w ON w.account = e.account
LEFT ANY JOIN address_place AS n ON n.address = e.src_ip;

-- A process starts on a device. `process_name` is the lower-case file name.
CREATE OR REPLACE VIEW process_start AS
SELECT e.*, w.* EXCEPT (device), lower(arrayElement(splitByRegexp('[\\\\\\\\/]', e.process_path), -1)) AS process_name
FROM (
    SELECT event_id, time, source, device, account, process_path, process_cmd_line, process_original_file_name, process_company, process_signer,
        parent_process_path, parent_process_cmd_line
    FROM event WHERE class_uid = 1007 AND activity_id = 1 AND device != ''
) AS e
LEFT SEMI JOIN person_of_device AS w ON w.device = e.device;

-- A USB or other peripheral device is seen on a device.
CREATE OR REPLACE VIEW usb_device AS
SELECT e.*, w.* EXCEPT (device)
FROM (
    SELECT event_id, time, source, device, peripheral_vendor_id, peripheral_product_id, peripheral_vendor_name, peripheral_name, peripheral_serial_number, peripheral_class
    FROM event WHERE device != '' AND (peripheral_vendor_id != '' OR peripheral_name != '' OR peripheral_vendor_name != '')
) AS e
LEFT SEMI JOIN person_of_device AS w ON w.device = e.device;

-- A display is connected to a device (EDID).
CREATE OR REPLACE VIEW display AS
SELECT e.*, w.* EXCEPT (device)
FROM (
    SELECT event_id, time, source, device, display_vendor_id, display_product_id, display_name, display_serial_number
    FROM event WHERE device != '' AND (display_vendor_id != '' OR display_name != '')
) AS e
LEFT SEMI JOIN person_of_device AS w ON w.device = e.device;

-- The network a device hangs on at home: Wi-Fi station and gateway hardware.
CREATE OR REPLACE VIEW local_network AS
SELECT e.*, w.* EXCEPT (device)
FROM (
    SELECT event_id, time, source, device, wifi_bssid, wifi_ssid, gateway_mac, device_public_ip
    FROM event WHERE device != '' AND (wifi_bssid != '' OR gateway_mac != '')
) AS e
LEFT SEMI JOIN person_of_device AS w ON w.device = e.device;

CREATE OR REPLACE VIEW installed_software AS
SELECT e.*, w.* EXCEPT (device)
FROM (SELECT event_id, time, source, device, software_name FROM event WHERE device != '' AND software_name != '') AS e
LEFT SEMI JOIN person_of_device AS w ON w.device = e.device;

-- A device tells where it is. `method`: located (by its own sensors), agent_address (address seen by its agent), managed_sign_in.
CREATE OR REPLACE VIEW device_checkin AS
SELECT e.event_id AS event_id, e.time AS time, e.source AS source, e.device AS device, w.* EXCEPT (device), e.method AS method, e.ip AS ip,
    n.network_kind AS network_kind, n.network_name AS network_name, n.shared_exit AS shared_exit, n.country AS country, n.city AS city,
    if(e.method = 'located', e.latitude, n.latitude) AS latitude, if(e.method = 'located', e.longitude, n.longitude) AS longitude
FROM (
    SELECT event_id, time, source, device, 'located' AS method, device_public_ip AS ip, device_latitude AS latitude, device_longitude AS longitude
    FROM event WHERE device != '' AND (device_latitude != 0 OR device_longitude != 0)
    UNION ALL
    SELECT event_id, time, source, device, 'agent_address', device_public_ip, 0., 0. FROM event WHERE device != '' AND device_public_ip != '' AND device_latitude = 0 AND device_longitude = 0
    UNION ALL
    SELECT event_id, time, source, device, 'managed_sign_in', src_ip, 0., 0. FROM event WHERE device != '' AND class_uid = 3002 AND device_is_managed = 1 AND src_ip != ''
) AS e
LEFT SEMI JOIN person_of_device AS w ON w.device = e.device
LEFT ANY JOIN address_place AS n ON n.address = e.ip
WHERE e.time > 0 AND (latitude != 0 OR longitude != 0);

-- One thing that happened to a parcel: requested, shipped, changed, delivered, or the carrier's own status.
CREATE OR REPLACE VIEW shipment_step AS
SELECT e.*, w.* EXCEPT (parcel), l.city AS destination_city, l.country AS destination_country, l.latitude AS destination_latitude, l.longitude AS destination_longitude, l.precision AS destination_precision,
    -- What one line already holds is not said twice.
    address_words(if(e.parcel_postcode != '' AND position(e.parcel_address, e.parcel_postcode) > 0 OR e.parcel_city != '' AND positionCaseInsensitiveUTF8(e.parcel_address, e.parcel_city) > 0,
        e.parcel_address, concat(e.parcel_address, ' ', e.parcel_city, ' ', e.parcel_region, ' ', e.parcel_postcode))) AS destination_words
FROM (
    SELECT event_id, time, source, file, sequence, action, status, tracking_number, device_serial_number, parcel_carrier, parcel_address, parcel_city, parcel_region, parcel_postcode, parcel_country,
        parcel_received_by, parcel_consignee, unmapped['changed_by'] AS changed_by, src_location_city AS scan_city, src_location_region AS scan_region, src_location_country AS scan_country,
        place_key(parcel_address, parcel_city, parcel_region, parcel_postcode, parcel_country) AS place, lower(tracking_number) AS parcel
    FROM event WHERE class_uid = 98001004
) AS e
LEFT SEMI JOIN person_of_parcel AS w ON w.parcel = e.parcel
LEFT ANY JOIN named_place AS l ON l.place = e.place;

-- A parcel whole: destinations in the order they were set, when it was delivered and who took it. What the sender's own list says
-- of the destination goes before the carrier's, which knows only the town; a row that tells a change goes after those of its moment.
-- What is set after the delivery is no destination; a delivery of which only the day is known is at its end.
CREATE OR REPLACE VIEW parcel AS
SELECT tracking_number, person_id, any(person_name) AS person_name, any(person_stage) AS person_stage, any(start_date) AS start_date,
    anyIf(lower(device_serial_number), device_serial_number != '') AS device,
    minIf(time, action = 'requested') AS requested_at, minIf(time, action = 'shipped') AS shipped_at,
    maxIf(time, action = 'delivered') AS delivered_at,
    argMinIf((parcel_address, destination_words), (parcel_consignee = '', time, action = 'changed', sequence), parcel_address != '') AS first_set,
    argMaxIf((parcel_address, destination_words, destination_latitude, destination_longitude, destination_precision, destination_country),
        (parcel_consignee != '', is_after_change, time, action = 'changed', sequence), parcel_address != '' AND (arrived_at = 0 OR time <= arrived_at)) AS last_set,
    first_set.1 AS first_destination, last_set.1 AS last_destination, first_set.2 AS first_destination_words, last_set.2 AS last_destination_words,
    last_set.3 AS latitude, last_set.4 AS longitude, last_set.5 AS precision, last_set.6 AS country,
    anyLastIf(parcel_received_by, parcel_received_by != '') AS received_by,
    minIf(time, action = 'changed') AS changed_at, anyIf(changed_by, changed_by != '') AS changed_by,
    any(home_latitude) AS home_latitude, any(home_longitude) AS home_longitude, any(home_city) AS home_city, any(home_precision) AS home_precision,
    groupArraySorted(8)(event_id) AS event_ids
FROM (
    SELECT *, max(action = 'changed') OVER (PARTITION BY file, sequence) AS is_after_change,
        max(if(action = 'delivered', if(time = toStartOfDay(time), time + INTERVAL 1 DAY, time), toDateTime64(0, 3, 'UTC'))) OVER (PARTITION BY tracking_number, person_id) AS arrived_at
    FROM shipment_step
)
GROUP BY tracking_number, person_id;

-- Something a persona says of itself, with the person it belongs to. `value` is as written.
CREATE OR REPLACE VIEW persona_claim AS
SELECT c.claim_id AS claim_id, c.time AS time, c.source AS source, c.persona AS persona, c.persona_kind AS persona_kind, c.kind AS kind, c.value AS value, c.label AS label,
    p.person_id AS person_id, p.stage AS person_stage, p.names AS person_names, p.start_date AS start_date
FROM claim AS c
LEFT SEMI JOIN persona_of_person AS o ON o.persona = c.persona
LEFT SEMI JOIN person AS p ON p.person_id = o.person_id;

-- A person touches code: clone, push, download, token.
CREATE OR REPLACE VIEW code_access AS
SELECT e.event_id AS event_id, e.time AS time, e.source AS source, e.action AS action, e.account AS account, w.* EXCEPT (account),
    e.repository AS repository, e.repository_visibility AS repository_visibility, e.token_uid AS token_uid, e.access_type AS access_type, e.http_user_agent AS http_user_agent,
    e.src_ip AS src_ip, n.network_kind AS network_kind, n.network_name AS network_name, n.shared_exit AS shared_exit,
    if(n.country != '', n.country, e.src_location_country) AS country, n.city AS city, n.latitude AS latitude, n.longitude AS longitude
FROM (
    SELECT event_id, time, source, action, account, repository, repository_visibility, token_uid, access_type, src_ip, src_location_country, http_user_agent
    FROM event WHERE repository != '' AND account != ''
) AS e
LEFT SEMI JOIN person_of_account AS w ON w.account = e.account
LEFT ANY JOIN address_place AS n ON n.address = e.src_ip;
