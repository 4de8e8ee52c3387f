WITH row['identifier_kind'] AS kind, row['identifier'] AS identifier, row['person'] AS person
SELECT
    sequence, json,
    multiIf(kind = '', 'identifier_kind is missing', identifier = '', 'identifier is missing', person = '', 'person is missing',
        NOT match(lower(kind), '^(git[ _-]?hub([ _-]?login)?|login|account|user ?name|e-?mail|device|serial([ _-]?number)?|host ?name|tracking([ _-]?number)?|parcel)$'),
        'identifier_kind is none of github_login, login, account, email, device, serial, hostname, tracking_number', '') AS problem,
    5003 AS class_uid,
    99 AS activity_id,
    'Other' AS activity_name,
    'link' AS action,
    toDateTime64(0, 3, 'UTC') AS time,
    lower(kind) AS resource_type,
    identifier AS resource_name,
    mapFilter((k, v) -> v != '', map('person', person)) AS unmapped
FROM record
