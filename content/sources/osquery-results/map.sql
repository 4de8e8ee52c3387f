-- One event per row of a result. `columns` has one, `snapshot` and `diffResults` many; the raw text of all but a record's first row
-- is the row alone in osquery's own event form, so that a snapshot of thousands of rows is not stored thousands of times.
WITH record_row AS (
    WITH JSONExtract(json, 'Tuple(
        name String, hostIdentifier String, hostname String, calendarTime String, unixTime String, action String,
        decorations Map(String, String), columns Map(String, String), snapshot Array(Map(String, String)),
        diffResults Tuple(added Array(Map(String, String)), removed Array(Map(String, String))),
        host_uuid String, public_ip String, remote_ip String, remote_address String, ip_address String)') AS r,
        arraySlice(arrayConcat(
            if(empty(r.columns), [], [(r.columns, r.action)]),
            arrayMap(c -> (c, 'snapshot'), r.snapshot),
            arrayMap(c -> (c, 'added'), r.diffResults.added),
            arrayMap(c -> (c, 'removed'), r.diffResults.removed)), 1, if(r.name = '', 1, 65000)) AS found,
        if(empty(found), [(CAST(map() AS Map(String, String)), r.action)], found) AS changes
    SELECT sequence, r.name AS query, r.action AS record_action, empty(found) AS is_empty, r.decorations AS decorations,
        r.hostIdentifier AS host_identifier, r.hostname AS hostname,
        stated(if(r.host_uuid != '', r.host_uuid, r.decorations['host_uuid'])) AS host_uuid,
        r.unixTime AS unix_time, r.calendarTime AS calendar_time,
        [r.decorations['public_ip'], r.decorations['remote_ip'], r.decorations['remote_address'], r.decorations['ip_address'],
            r.public_ip, r.remote_ip, r.remote_address, r.ip_address] AS addresses,
        changes,
        arrayConcat([json], arrayMap(c -> concat('{"name":', toJSONString(query), ',"hostIdentifier":', toJSONString(host_identifier),
            ',"hostname":', toJSONString(hostname), ',"calendarTime":', toJSONString(calendar_time), ',"unixTime":', toJSONString(unix_time),
            ',"decorations":', toJSONString(decorations), ',"columns":', toJSONString(c.1), ',"action":', toJSONString(c.2), '}'), arraySlice(changes, 2))) AS texts
    FROM record
),
change AS (
    SELECT sequence, query, record_action, is_empty, decorations, host_identifier, hostname, host_uuid, unix_time, calendar_time, addresses,
        text, pair.1 AS c, pair.2 AS change, n - 1 AS event_index
    FROM record_row
    ARRAY JOIN changes AS pair, texts AS text, arrayEnumerate(changes) AS n
),
named AS (
    SELECT *,
        -- The table of a query is told by its name (pack_x_usb_devices, pack/x/usb_devices); queries named otherwise by their columns.
        extract(lower(replaceAll(query, '-', '_')), '(usb_devices|connected_displays|wifi_status|wifi_networks|arp_cache|interface_details|system_info|os_version|chrome_extensions|firefox_addons|safari_extensions|deb_packages|rpm_packages|homebrew_packages|programs|apps|process_events|processes|process_snapshot|logged_in_users|users)[^a-z]*$') AS by_name,
        multiIf(by_name != '', by_name,
            mapContains(c, 'model_id') AND mapContains(c, 'vendor_id'), 'usb_devices',
            mapContains(c, 'display_id') AND mapContains(c, 'product_id'), 'connected_displays',
            mapContains(c, 'bssid') AND mapContains(c, 'network_name'), 'wifi_status',
            mapContains(c, 'permanent') AND mapContains(c, 'mac'), 'arp_cache',
            mapContains(c, 'bundle_identifier'), 'apps',
            mapContains(c, 'cmdline'), 'processes', '') AS table_name,
        table_name IN ('processes', 'process_events', 'process_snapshot') AS is_process,
        table_name IN ('chrome_extensions', 'firefox_addons', 'safari_extensions', 'deb_packages', 'rpm_packages', 'homebrew_packages', 'programs', 'apps') AS is_software,
        match(host_identifier, '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$') AS host_is_uuid,
        -- EDID packs three letters into 15 bits; macOS writes them as a hexadecimal number.
        reinterpretAsUInt32(reverse(unhex(leftPad(if(match(c['vendor_id'], '^(0x)?[0-9A-Fa-f]{1,4}$'), replaceOne(c['vendor_id'], '0x', ''), '0'), 4, '0')))) AS edid_vendor,
        parseDateTime64BestEffortOrZero(replaceRegexpOne(calendar_time, '^\\w+ +(\\w+) +(\\d+) +([0-9:]+) +(\\d{4}).*$', '\\2 \\1 \\4 \\3'), 3, 'UTC') AS calendar
    FROM change
)
SELECT
    sequence, text AS json, event_index,
    multiIf(query = '', 'name is missing', is_empty AND record_action NOT IN ('added', 'removed', 'snapshot'), 'neither columns, snapshot nor diffResults', '') AS problem,
    multiIf(is_process, 1007, is_software, 5020, 5001) AS class_uid,
    multiIf(change = 'removed', if(is_process, 2, 99), is_process, 1, 2) AS activity_id,
    multiIf(change = 'removed', 'removed', is_process, 'Launch', 'Collect') AS activity_name,
    query AS action,
    if(to_time(unix_time) > 0, to_time(unix_time), if(calendar BETWEEN toDateTime64('1990-01-01', 3, 'UTC') AND toDateTime64('2100-01-01', 3, 'UTC'), calendar, toDateTime64(0, 3, 'UTC'))) AS time,
    if(table_name = 'users', '', stated(if(c['username'] != '', c['username'], if(c['user'] != '', c['user'], decorations['username'])))) AS actor_user_name,
    if(table_name = 'users', stated(c['username']), '') AS user_name,
    bare_ip(c['host']) AS src_ip,
    multiIf(NOT host_is_uuid AND stated(host_identifier) != '', stated(host_identifier), stated(hostname) != '', stated(hostname),
        stated(decorations['hostname']) != '', stated(decorations['hostname']), table_name = 'system_info', stated(c['hostname']), '') AS device_hostname,
    multiIf(host_uuid != '', host_uuid, host_is_uuid, host_identifier, table_name = 'system_info', stated(c['uuid']), '') AS device_uid,
    multiIf(stated(decorations['hardware_serial']) != '', stated(decorations['hardware_serial']), stated(decorations['serial_number']) != '', stated(decorations['serial_number']),
        table_name = 'system_info', stated(c['hardware_serial']), '') AS device_serial_number,
    if(table_name = 'os_version', trimBoth(concat(c['name'], ' ', c['version'])), stated(decorations['platform'])) AS device_os,
    if(table_name = 'system_info', stated(c['hardware_vendor']), '') AS device_vendor_name,
    if(table_name = 'system_info', stated(c['hardware_model']), '') AS device_model,
    if(table_name = 'interface_details', mac_digits(c['mac']), '') AS device_mac,
    arrayFirst(a -> a != '' AND NOT match(a, '^(10\\.|192\\.168\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|169\\.254\\.|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\.|f[cd]|fe[89ab])'),
        arrayMap(a -> bare_ip(a), addresses)) AS device_public_ip,
    if(is_process, stated(if(c['path'] != '', c['path'], c['name'])), '') AS process_path,
    if(is_process, c['cmdline'], '') AS process_cmd_line,
    if(is_process, stated(c['parent_path']), '') AS parent_process_path,
    if(is_process, c['parent_cmdline'], '') AS parent_process_cmd_line,
    if(table_name = 'usb_devices' AND c['vendor_id'] != '', hex4(c['vendor_id']), '') AS peripheral_vendor_id,
    if(table_name = 'usb_devices' AND c['model_id'] != '', hex4(c['model_id']), '') AS peripheral_product_id,
    if(table_name = 'usb_devices', stated(c['vendor']), '') AS peripheral_vendor_name,
    if(table_name = 'usb_devices', stated(c['model']), '') AS peripheral_name,
    if(table_name = 'usb_devices' AND c['serial'] != '0', stated(c['serial']), '') AS peripheral_serial_number,
    if(table_name = 'usb_devices', arrayStringConcat(arrayFilter(x -> x != '', [stated(c['class']), stated(c['subclass']), stated(c['protocol'])]), ','), '') AS peripheral_class,
    multiIf(table_name != 'connected_displays', '', match(c['vendor_id'], '^[A-Z]{3}$'), c['vendor_id'], edid_vendor = 0, '',
        concat(char(64 + bitAnd(bitShiftRight(edid_vendor, 10), 31)), char(64 + bitAnd(bitShiftRight(edid_vendor, 5), 31)), char(64 + bitAnd(edid_vendor, 31)))) AS display_vendor_id,
    if(table_name = 'connected_displays' AND c['product_id'] != '', hex4(c['product_id']), '') AS display_product_id,
    if(table_name = 'connected_displays', stated(c['name']), '') AS display_name,
    if(table_name = 'connected_displays', lower(stated(c['serial_number'])), '') AS display_serial_number,
    if(table_name = 'wifi_status' OR table_name = 'wifi_networks', mac_digits(c['bssid']), '') AS wifi_bssid,
    if(table_name = 'wifi_status' OR table_name = 'wifi_networks', stated(c['ssid']), '') AS wifi_ssid,
    -- osquery does not name the gateway beside the ARP table: a decoration may; else it is the neighbour whose address ends in .1 or .254.
    if(table_name = 'arp_cache' AND if(stated(decorations['gateway']) != '', c['address'] = decorations['gateway'], match(c['address'], '\\.(1|254)$')), mac_digits(c['mac']), '') AS gateway_mac,
    if(is_software, stated(if(c['name'] != '', c['name'], c['display_name'])), '') AS software_name,
    if(c['path'] != '', 'file', '') AS resource_type,
    stated(c['path']) AS resource_name,
    mapFilter((k, v) -> v != '', mapUpdate(if(length(c) > 200, CAST(map() AS Map(String, String)), mapFilter((k, v) -> length(v) <= 4096, c)), map('row_action', change))) AS unmapped
FROM named
