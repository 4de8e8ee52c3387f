-- The catalogue and the user's settings beside the people they concern.

-- Every text by which the settings may name a person, lower-cased.
CREATE OR REPLACE VIEW person_reference AS
SELECT person_id, lower(person_id) AS reference FROM person
UNION DISTINCT SELECT person_id, lower(arrayJoin(emails)) AS reference FROM person
UNION DISTINCT SELECT person_id, value AS reference FROM identifier WHERE kind = 'account'
UNION DISTINCT
SELECT o.person_id AS person_id, lower(c.value) AS reference
FROM claim AS c LEFT SEMI JOIN persona_of_person AS o ON o.persona = c.persona
WHERE c.kind IN ('employee_id', 'candidate_id', 'login', 'github_login');

-- `tool` is lower-case: the tool or its vendor. `person_id` '*' = everybody.
CREATE OR REPLACE VIEW approved_tool_of_person AS
SELECT '*' AS person_id, tool FROM approved_tool WHERE account = '*'
UNION DISTINCT
SELECT r.person_id AS person_id, a.tool AS tool FROM person_reference AS r INNER JOIN approved_tool AS a ON a.account = r.reference;

CREATE OR REPLACE VIEW approved_travel_of_person AS
SELECT DISTINCT r.person_id AS person_id, t.country AS country, t.city AS city, t.from_date AS from_date, t.to_date AS to_date
FROM person_reference AS r INNER JOIN approved_travel AS t ON t.account = r.reference;

CREATE OR REPLACE VIEW household_of_person AS
SELECT DISTINCT r.person_id AS person_id, h.household AS household
FROM person_reference AS r INNER JOIN declared_household AS h ON h.account = r.reference;

-- Which of the named agencies a person came through: the source that the applicant system states, or the column `agency` of a people file.
CREATE OR REPLACE VIEW agency_of_person AS
SELECT DISTINCT o.person_id AS person_id, a.name AS agency
FROM (
    SELECT DISTINCT concat(source, ':', arrayJoin(arrayDistinct([user_uid, candidate_uid]))) AS persona, lowerUTF8(trimBoth(arrayJoin([unmapped['source'], unmapped['agency']]))) AS came_through
    FROM event WHERE class_uid IN (98001001, 98001003, 98001007)
) AS e
INNER JOIN (SELECT name, lowerUTF8(name) AS came_through FROM recruiting_agency WHERE name != '') AS a ON a.came_through = e.came_through
INNER JOIN persona_of_person AS o ON o.persona = e.persona;

-- A remote-access tool runs, is installed, or is set up as a service. What another tool starts belongs to that tool's vendor.
-- `seen_by`: program (it started then), service (installed then), running or software (was there when an inventory was taken).
CREATE OR REPLACE VIEW remote_tool_seen AS
WITH
    (SELECT arraySort(groupArray((pattern, tool, vendor, kind, common))) FROM (SELECT * FROM remote_tool WHERE seen_as = 'program' UNION ALL SELECT '', '', '', 0, '', '^\x01$')) AS programs,
    (SELECT arraySort(groupArray((pattern, tool, vendor, kind, common))) FROM (SELECT * FROM remote_tool WHERE seen_as = 'software' UNION ALL SELECT '', '', '', 0, '', '^\x01$')) AS softwares,
    (SELECT arraySort(groupArray((pattern, tool, vendor, kind, common))) FROM (SELECT * FROM remote_tool WHERE seen_as = 'service' UNION ALL SELECT '', '', '', 0, '', '^\x01$')) AS services
SELECT e.event_id AS event_id, e.time AS time, e.source AS source, e.device AS device, e.account AS account, w.* EXCEPT (device), e.seen_by AS seen_by,
    e.match.2 AS tool, if(e.parent_match > 0, programs[e.parent_match].3, e.match.3) AS vendor, e.match.4 AS kind, e.match.5 AS common, e.name AS name, e.parent_process_path AS parent_process_path
FROM (
    SELECT event_id, time, source, device, account, if(activity_id = 1 AND NOT match(action, '(processes|process_snapshot)$'), 'program', 'running') AS seen_by, parent_process_path,
        arrayElement(splitByRegexp('[\\\\\\\\/]', lower(process_path)), -1) AS name,
        multiMatchAnyIndex(name, arrayMap(p -> p.1, programs)) AS by_name,
        if(by_name > 0, by_name, multiMatchAnyIndex(lower(toString(process_original_file_name)), arrayMap(p -> p.1, programs))) AS position,
        programs[position] AS match,
        multiMatchAnyIndex(arrayElement(splitByRegexp('[\\\\\\\\/]', lower(parent_process_path)), -1), arrayMap(p -> p.1, programs)) AS parent_match
    FROM event WHERE class_uid = 1007 AND activity_id != 2 AND device != '' AND position > 0
    UNION ALL
    SELECT event_id, time, source, device, account, 'software', '', lower(toString(software_name)) AS name, 0,
        multiMatchAnyIndex(name, arrayMap(p -> p.1, softwares)) AS position, softwares[position], 0
    FROM event WHERE software_name != '' AND device != '' AND position > 0
    UNION ALL
    SELECT event_id, time, source, device, account, 'service', '', lower(toString(service_name)) AS name, 0,
        multiMatchAnyIndex(name, arrayMap(p -> p.1, services)) AS position, services[position], 0
    FROM event WHERE service_name != '' AND device != '' AND position > 0
) AS e
LEFT SEMI JOIN person_of_device AS w ON w.device = e.device;

-- USB hardware as a device has seen it: one row for each set of ids and strings, lower-cased for comparing. `shown_as` is as written.
CREATE OR REPLACE VIEW usb_hardware AS
SELECT device, lower(toString(peripheral_vendor_id)) AS vendor_id, lower(toString(peripheral_product_id)) AS product_id,
    lower(toString(peripheral_vendor_name)) AS vendor_name, lower(toString(peripheral_name)) AS product_name, lower(peripheral_serial_number) AS serial,
    min(time) AS first_time, groupArraySorted(6)(event_id) AS event_ids, groupUniqArray(20)(lower(toString(peripheral_class))) AS classes,
    match(concat(product_name, ' ', arrayStringConcat(classes, ' ')), 'absolute|tablet|digitizer') AS absolute_pointer,
    any(trimBoth(concat(if(startsWith(peripheral_name, peripheral_vendor_name), '', peripheral_vendor_name), ' ', peripheral_name,
        if(peripheral_vendor_id = '', '', concat(' [', peripheral_vendor_id, ':', peripheral_product_id, ']'))))) AS shown_as
FROM event WHERE device != '' AND (peripheral_vendor_id != '' OR peripheral_name != '' OR peripheral_vendor_name != '')
GROUP BY device, vendor_id, product_id, vendor_name, product_name, serial;

-- Displays likewise, by what their EDID says.
CREATE OR REPLACE VIEW display_hardware AS
SELECT device, lower(toString(display_vendor_id)) AS vendor_id, lower(toString(display_product_id)) AS product_id,
    lower(toString(display_name)) AS product_name, lower(display_serial_number) AS serial,
    min(time) AS first_time, groupArraySorted(6)(event_id) AS event_ids,
    any(if(display_name != '', toString(display_name), concat(display_vendor_id, ' ', display_product_id))) AS shown_as
FROM event WHERE device != '' AND (display_vendor_id != '' OR display_name != '')
GROUP BY device, vendor_id, product_id, product_name, serial;

-- A trace of an IP-KVM on a device (catalogue/ip-kvm.yml): hardware all of whose given values agree with a trace.
CREATE OR REPLACE VIEW ip_kvm_seen AS
SELECT h.event_ids AS event_ids, h.first_time AS time, h.device AS device, w.* EXCEPT (device), k.device AS kvm, k.kind AS kind, k.certainty AS certainty, k.strong_with AS strong_with,
    h.vendor_id AS vendor_id, h.product_id AS product_id, h.shown_as AS shown_as,
    h.device IN (SELECT device FROM event WHERE device != '' AND positionCaseInsensitive(device_os, 'server') > 0) AS is_server
FROM (
    SELECT 'usb' AS bus, device, vendor_id, product_id, vendor_name, product_name, serial, first_time, event_ids, shown_as FROM usb_hardware
    UNION ALL
    SELECT 'display', device, vendor_id, product_id, '', product_name, serial, first_time, event_ids, shown_as FROM display_hardware
) AS h
INNER JOIN (
    SELECT device, kind, is_prefix, certainty, strong_with, if(kind = 'display', 'display', 'usb') AS bus,
        if(kind = 'display', lower(display_vendor_id), vendor_id) AS vendor_id, if(kind = 'display', display_product_id, product_id) AS product_id,
        lower(vendor_name) AS vendor_name, if(kind = 'display', lower(display_name), lower(product_name)) AS product_name,
        if(kind = 'display', lower(display_serial), lower(serial)) AS serial
    FROM ip_kvm WHERE kind IN ('usb_factory', 'usb_ids', 'usb_disguise', 'display')
) AS k ON k.bus = h.bus
LEFT SEMI JOIN person_of_device AS w ON w.device = h.device
WHERE (k.vendor_id = '' OR k.vendor_id = h.vendor_id) AND (k.product_id = '' OR k.product_id = h.product_id) AND (k.serial = '' OR k.serial = h.serial)
    AND (k.vendor_name = '' OR k.vendor_name = h.vendor_name OR (k.is_prefix AND startsWith(h.vendor_name, k.vendor_name)))
    AND (k.product_name = '' OR k.product_name = h.product_name OR (k.is_prefix AND startsWith(h.product_name, k.product_name)));
