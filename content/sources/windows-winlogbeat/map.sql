-- Winlogbeat keeps Windows' own names under winlog.event_data; its modules move some of them to ECS fields, read where the first is empty.
-- Exports with dotted keys ("winlog.event_data.Image") are brought to the nested form first: only they pay for it.
WITH dotted AS (
    SELECT sequence, json, position(json, '"winlog":') = 0 AND position(json, '"winlog.') > 0 AS is_dotted,
        replaceRegexpAll(replaceRegexpAll(if(is_dotted, json, ''), '"host\\.(name|hostname|id)"\\s*:', '"host_\\1":'), '"(?:winlog\\.event_data|winlog\\.user_data|winlog|event|log)\\.([A-Za-z_]+)"\\s*:', '"\\1":') AS undotted
    FROM record
),
parsed AS (
    SELECT sequence, json, if(undotted = '', json, concat('{"event":', undotted, ',"log":', undotted, ',"winlog":{"event_data":', undotted, ',', substring(trimLeft(undotted), 2), ',',
        substring(trimLeft(undotted), 2))) AS nested,
    JSONExtract(nested, 'Tuple("@timestamp" String,
    winlog Tuple(event_id String, channel String, provider_name String, computer_name String, time_created String, keywords String, event_data Tuple(
        UtcTime String, User String, Image String, CommandLine String, OriginalFileName String, Company String, Hashes String, Signature String,
        ParentImage String, ParentCommandLine String, TargetFilename String, TargetObject String, Details String, ImageLoaded String, TargetImage String, PipeName String, QueryName String,
        SourceIp String, DestinationIp String, DestinationHostname String, DestinationPort String, SourceAddress String, DestAddress String, DestPort String,
        SubjectUserName String, SubjectUserSid String, SubjectDomainName String, TargetUserName String, TargetUserSid String, TargetDomainName String, AccountName String,
        LogonType String, TargetLogonId String, IpAddress String, ClientAddress String, ClientName String, WorkstationName String, Status String, FailureReason String, TargetServerName String,
        ProcessName String, NewProcessName String, ParentProcessName String, ServiceName String, ServiceFileName String, ImagePath String, TaskName String, ObjectName String, ShareName String,
        DeviceId String, DeviceInstanceId String, DeviceDescription String, ClassName String, ClassGuid String, VendorIds String, DriverName String),
        user_data Tuple(User String, Address String, SubjectUserName String, instance String, InstanceId String, Param1 String, Param3 String)),
    host Tuple(name String, hostname String, id String, os Tuple(name String)), host_name String, host_hostname String, host_id String,
    event Tuple(code String, outcome String), log Tuple(level String), user Tuple(name String, domain String),
    process Tuple(executable String, command_line String, parent Tuple(executable String, command_line String), pe Tuple(original_file_name String, company String)),
    dns Tuple(question Tuple(name String)), destination Tuple(ip String, domain String), file Tuple(path String))') AS r
    FROM dotted
),
opened AS (
    SELECT sequence, json, r, r.winlog.event_data AS d,
    r.winlog.user_data AS x,
    if(r.winlog.event_id = '-', '', r.winlog.event_id) AS id,
    r.winlog.channel AS channel,
    r.winlog.provider_name AS provider,
    multiIf(r.winlog.computer_name != '', r.winlog.computer_name, r.host.hostname != '', r.host.hostname, r.host.name != '', r.host.name, r.host_hostname != '', r.host_hostname, r.host_name) AS host,
    if(x.User != '', x.User, x.Param1) AS x_user, x.SubjectUserName AS x_subject, if(x.Address != '', x.Address, x.Param3) AS x_address, if(x.instance != '', x.instance, x.InstanceId) AS x_instance
    FROM parsed
),
numbered AS (
    SELECT *,
    -- Which log the number belongs to: the same numbers mean other things in other logs.
    concat(channel, ' ', provider) AS log_name,
    multiIf(d.SourceIp != '', d.SourceIp, if(d.IpAddress = '-', '', d.IpAddress) != '', d.IpAddress, d.SourceAddress != '', d.SourceAddress, if(d.ClientAddress = '-', '', d.ClientAddress) != '', d.ClientAddress, x_address) AS from_address,
    if(d.DestinationIp != '', d.DestinationIp, if(d.DestAddress != '', d.DestAddress, r.destination.ip)) AS to_address,
    multiIf(if(r.`@timestamp` = '-', '', r.`@timestamp`) != '', r.`@timestamp`, r.winlog.time_created != '', r.winlog.time_created, d.UtcTime) AS time_text
    FROM opened
),
logged AS (
    SELECT *,
    multiIf(position(log_name, 'Sysmon') > 0, 1, position(log_name, 'Security-Auditing') > 0 OR channel = 'Security', 2, position(log_name, 'Kernel-PnP') > 0, 4,
        position(log_name, 'DriverFrameworks-UserMode') > 0, 5, position(log_name, 'TerminalServices') > 0, 6, position(log_name, 'PowerShell') > 0, 7, channel = 'System', 3, 0) AS log
    FROM numbered
),
coded AS (
    SELECT *,
    log * 100000 + toUInt32OrZero(id) AS code
    FROM logged
),
classed AS (
    SELECT *,
    toUInt32(transform(code,
        [100001, 100005, 100008, 100010, 100025, 204688, 204689, 201102,
         100003, 205154, 205156, 100022, 100006, 100007,
         100002, 100011, 100015, 100023, 100026, 100012, 100014, 100013,
         204624, 204625, 204634, 204647, 204648, 204768, 204769, 204771, 204776, 204778, 204779, 600021, 600023, 600024, 600025, 601149,
         204672, 204964, 204720, 204722, 204723, 204724, 204725, 204726, 204738, 204740, 204742, 204781,
         206416, 206419, 206420, 206421, 206422, 206423, 206424, 400400, 400410, 502003, 502100, 502102, 320001, 320003,
         204697, 307045, 307036, 204698, 204702, 205140, 205145, 704103, 704104, 700400, 700403, 700600, 700800],
        [1007, 1007, 1007, 1007, 1007, 1007, 1007, 1008,
         4001, 4001, 4001, 4003, 1005, 1005,
         1001, 1001, 1001, 1001, 1001, 201001, 201001, 201002,
         3002, 3002, 3002, 3002, 3002, 3002, 3002, 3002, 3002, 3002, 3002, 3002, 3002, 3002, 3002, 3002,
         3003, 3003, 3001, 3001, 3001, 3001, 3001, 3001, 3001, 3001, 3001, 3001,
         1010, 1010, 1010, 1010, 1010, 1010, 1010, 1010, 1010, 1010, 1010, 1010, 1010, 1010,
         201004, 201004, 201004, 1006, 1006, 4006, 4006, 1009, 1009, 1009, 1009, 1009, 1009], 1008)) AS class,
    transform(code,
        [100001, 204688, 100005, 204689, 100008, 100010, 100003, 205154, 205156, 100022, 100006, 100007, 100011, 100015, 100023, 100026, 100013,
         204624, 204625, 204648, 204776, 204778, 600021, 600025, 601149, 204634, 204647, 204779, 600023, 600024, 204768, 204771, 204769,
         204672, 204964, 204720, 204722, 204723, 204724, 204725, 204726, 204740, 206416, 400400, 400410, 502003, 320001, 320003,
         204697, 307045, 204698, 204702, 704103, 704104, 201102, 300104],
        ['Launch', 'Launch', 'Terminate', 'Terminate', 'Inject', 'Open', 'Open', 'Open', 'Open', 'Query', 'Load', 'Load', 'Create', 'Create', 'Delete', 'Delete', 'Set',
         'Logon', 'Logon', 'Logon', 'Logon', 'Logon', 'Logon', 'Logon', 'Logon', 'Logoff', 'Logoff', 'Logoff', 'Logoff', 'Logoff', 'Authentication Ticket', 'Authentication Ticket', 'Service Ticket Request',
         'Assign Privileges', 'Assign Privileges', 'Create', 'Enable', 'Password Change', 'Password Reset', 'Disable', 'Delete', 'Lock', 'Connect', 'Connect', 'Connect', 'Connect', 'Connect', 'Connect',
         'Create', 'Create', 'Create', 'Update', 'Execute', 'Execute', 'Clear', 'Clear'], 'Other') AS activity
    FROM coded
),
acting_for AS (
    SELECT *,
    class = 3002 AS is_logon,
    -- The acting account: Sysmon names it, a logon concerns its target, everything else has a subject.
    if((multiIf(log = 1, if(d.User != '', d.User, if(r.user.domain != '' AND r.user.name != '', concat(r.user.domain, '\\', r.user.name), r.user.name)), is_logon, if(d.TargetUserName != '', d.TargetUserName, if(d.AccountName != '', d.AccountName, x_user)), if(d.SubjectUserName != '', d.SubjectUserName, x_subject)) AS said_1) = '-', '', said_1) AS acting,
    if(is_logon, d.TargetUserSid, d.SubjectUserSid) AS acting_sid,
    -- Device paths: USB\VID_046D&PID_C52B\serial, USBSTOR\Disk&Ven_X&Prod_Y\serial&0, DISPLAY\DEL40F3\…; some exporters leave &amp;.
    if(class = 1010, replaceAll(if(d.DeviceInstanceId != '', d.DeviceInstanceId, if(d.DeviceId != '', d.DeviceId, x_instance)), '&amp;', '&'), '') AS device_path
    FROM classed
),
domain_of AS (
    SELECT *,
    if((multiIf(log = 1, if(position(acting, '\\') > 0, splitByChar('\\', acting)[1], ''), is_logon, d.TargetDomainName, d.SubjectDomainName) AS said_2) = '-', '', said_2) AS acting_domain,
    if(class = 1010, concat(device_path, ' ', d.VendorIds), '') AS device_ids
    FROM acting_for
),
acted AS (
    SELECT *,
    acting_sid IN ('S-1-5-7', 'S-1-5-18', 'S-1-5-19', 'S-1-5-20') OR startsWith(acting_sid, 'S-1-5-80-') OR startsWith(acting_sid, 'S-1-5-82-')
        OR startsWith(acting_sid, 'S-1-5-83-') OR startsWith(acting_sid, 'S-1-5-90-') OR startsWith(acting_sid, 'S-1-5-96-')
        OR lower(acting_domain) IN ('nt authority', 'autorite nt', 'autorité nt', 'autoritÉ nt', 'nt-autorität', 'nt-autoritÄt', 'window manager', 'font driver host', 'nt service', 'iis apppool', 'nt virtual machine')
        OR lower(acting) IN ('system', 'local service', 'network service', 'anonymous logon') AS is_machine
    FROM domain_of
)
SELECT
    sequence, json,
    if(id = '', 'winlog.event_id is missing', '') AS problem,
    class AS class_uid,
    toUInt8(multiIf(activity = 'Other', 99,
        class = 1007, transform(activity, ['Launch', 'Terminate', 'Open', 'Inject'], [1, 2, 3, 4], 99),
        class = 1001, if(activity = 'Delete', 4, 1),
        class = 3001, transform(activity, ['Create', 'Enable', 'Password Change', 'Password Reset', 'Disable', 'Delete', 'Lock'], [1, 2, 3, 4, 5, 6, 9], 99),
        class = 3002, transform(activity, ['Logon', 'Logoff', 'Authentication Ticket', 'Service Ticket Request'], [1, 2, 3, 4], 99),
        activity IN ('Set', 'Update'), 2, 1)) AS activity_id,
    activity AS activity_name,
    id AS action,
    to_time(time_text) AS time,
    to_time(d.UtcTime) AS original_time,
    multiIf(code IN (204625, 204771) OR r.event.outcome = 'failure' OR position(r.winlog.keywords, 'Audit Failure') > 0, 'Failure', code = 204624 OR r.event.outcome = 'success' OR position(r.winlog.keywords, 'Audit Success') > 0, 'Success', '') AS status,
    if(code IN (204625, 204768, 204769, 204771, 204776), if((if(d.FailureReason != '', d.FailureReason, d.Status) AS said_3) = '-', '', said_3), '') AS status_detail,
    r.log.level AS severity,
    acting AS actor_user_name,
    if(startsWith(acting_sid, 'S-1-') AND acting_sid != 'S-1-0-0', acting_sid, '') AS actor_user_uid,
    multiIf(is_machine, 'System', acting != '', 'User', '') AS actor_user_type,
    if(is_logon OR log = 1, '', if(d.TargetUserName = '-', '', d.TargetUserName)) AS user_name,
    if(is_logon OR log = 1 OR NOT startsWith(d.TargetUserSid, 'S-1-') OR d.TargetUserSid = 'S-1-0-0', '', d.TargetUserSid) AS user_uid,
    bare_ip(from_address) AS src_ip,
    bare_ip(to_address) AS dst_ip,
    if((if(d.QueryName != '', d.QueryName, if(d.DestinationHostname != '', d.DestinationHostname, if(r.dns.question.name != '', r.dns.question.name, r.destination.domain))) AS said_4) = '-', '', said_4) AS dst_hostname,
    toUInt16OrZero(if(d.DestinationPort != '', d.DestinationPort, d.DestPort)) AS dst_port,
    if(is_logon, if(d.LogonType = '-', '', d.LogonType), '') AS logon_type,
    if(host = '-', '', host) AS device_hostname,
    if((if(r.host.id != '', r.host.id, r.host_id) AS said_14) = '-', '', said_14) AS device_uid,
    r.host.os.name AS device_os,
    if((multiIf(d.Image != '', d.Image, d.NewProcessName != '', d.NewProcessName, d.ProcessName != '', d.ProcessName, r.process.executable) AS said_5) = '-', '', said_5) AS process_path,
    if(d.CommandLine != '', d.CommandLine, r.process.command_line) AS process_cmd_line,
    if((if(d.OriginalFileName != '', d.OriginalFileName, r.process.pe.original_file_name) AS said_6) = '-', '', said_6) AS process_original_file_name,
    if((if(d.Company != '', d.Company, r.process.pe.company) AS said_7) = '-', '', said_7) AS process_company,
    if(d.Signature = '-', '', d.Signature) AS process_signer,
    if(d.Hashes = '-', '', d.Hashes) AS process_hash,
    if((if(d.ParentImage != '', d.ParentImage, if(d.ParentProcessName != '', d.ParentProcessName, r.process.parent.executable)) AS said_8) = '-', '', said_8) AS parent_process_path,
    if(d.ParentCommandLine != '', d.ParentCommandLine, r.process.parent.command_line) AS parent_process_cmd_line,
    if((if(d.TargetFilename != '', d.TargetFilename, if(d.ImageLoaded != '', d.ImageLoaded, r.file.path)) AS said_9) = '-', '', said_9) AS file_path,
    if(class = 201004, if(d.ServiceName = '-', '', d.ServiceName), '') AS service_name,
    lower(extract(device_ids, '(?i)VID_([0-9A-F]{4})')) AS peripheral_vendor_id,
    lower(extract(device_ids, '(?i)PID_([0-9A-F]{4})')) AS peripheral_product_id,
    if(match(device_path, '(?i)^PCI'), '', trimBoth(replaceAll(extract(device_path, '(?i)[&#\\\\]VEN_([^&#\\\\]+)'), '_', ' '))) AS peripheral_vendor_name,
    if(class = 1010, if(if(d.DeviceDescription = '-', '', d.DeviceDescription) != '', if(d.DeviceDescription = '-', '', d.DeviceDescription), trimBoth(replaceAll(extract(device_path, '(?i)&PROD_([^&#\\\\]+)'), '_', ' '))), '') AS peripheral_name,
    -- A generated instance id has & in it; a serial number of the device has none (USBSTOR appends &0).
    if(match(device_path, '(?i)USBSTOR'), extract(device_path, '(?i)USBSTOR[\\\\#][^\\\\#]+[\\\\#]([^\\\\#&]{2,})&[0-9]+'), extract(device_path, '(?i)^USB\\\\VID_[^\\\\]+\\\\([^\\\\&]+)$')) AS peripheral_serial_number,
    if(class = 1010, if((if(d.ClassName != '', d.ClassName, d.ClassGuid) AS said_10) = '-', '', said_10), '') AS peripheral_class,
    upper(extract(device_path, '(?i)^DISPLAY\\\\([A-Z]{3})[0-9A-F]{4}')) AS display_vendor_id,
    lower(extract(device_path, '(?i)^DISPLAY\\\\[A-Z]{3}([0-9A-F]{4})')) AS display_product_id,
    multiIf(d.QueryName != '', 'domain', d.TargetObject != '', 'registry', d.ServiceName != '' AND class = 201004, 'service', d.TaskName != '', 'scheduled task', d.ShareName != '', 'share',
        if(d.ObjectName = '-', '', d.ObjectName) != '', 'object', d.PipeName != '', 'pipe', d.TargetImage != '', 'process', '') AS resource_type,
    if((multiIf(d.QueryName != '', d.QueryName, d.TargetObject != '', d.TargetObject, d.ServiceName != '' AND class = 201004, d.ServiceName, d.TaskName != '', d.TaskName, d.ShareName != '', d.ShareName,
        if(d.ObjectName = '-', '', d.ObjectName) != '', d.ObjectName, d.PipeName != '', d.PipeName, d.TargetImage) AS said_11) = '-', '', said_11) AS resource_name,
    mapFilter((k, v) -> v != '', map(
        'channel', channel, 'provider', provider, 'domain', if(log = 1, '', acting_domain), 'device_path', device_path, 'driver', if(d.DriverName = '-', '', d.DriverName),
        'workstation', if((if(d.WorkstationName != '', d.WorkstationName, d.ClientName) AS said_12) = '-', '', said_12), 'logon_id', if(is_logon, if(d.TargetLogonId = '-', '', d.TargetLogonId), ''),
        'target_server', if(d.TargetServerName = '-', '', d.TargetServerName), 'service_file', if(class = 201004, if((if(d.ServiceFileName != '', d.ServiceFileName, d.ImagePath) AS said_13) = '-', '', said_13), ''),
        'registry_details', d.Details)) AS unmapped
FROM acted
