WITH lower(row['identifier_kind']) AS kind_as_written
SELECT
    sequence, json,
    row['person'] AS persona,
    'link' AS persona_kind,
    toDateTime64(0, 3, 'UTC') AS time,
    multiIf(match(kind_as_written, '^git'), 'github_login', match(kind_as_written, '^(device|serial)'), 'device_serial', match(kind_as_written, '^host'), 'device_hostname',
        match(kind_as_written, '^(tracking|parcel)'), 'tracking_number', 'login') AS kind,
    row['identifier'] AS value,
    kind_as_written AS label
FROM record
WHERE match(kind_as_written, '^(git[ _-]?hub([ _-]?login)?|login|account|user ?name|e-?mail|device|serial([ _-]?number)?|host ?name|tracking([ _-]?number)?|parcel)$')
