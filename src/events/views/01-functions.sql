-- 128 bits from two unlike hashes: a third of the time of sipHash128, and equal only for equal records.
CREATE OR REPLACE FUNCTION event_id AS (source, json, event_index) ->
    bitOr(bitShiftLeft(toUInt128(xxh3(json, event_index)), 64), toUInt128(cityHash64(source, json)));

-- What every map.sql may use. Text in, text out: '' means "not stated".

CREATE OR REPLACE FUNCTION stated AS (x) ->
    if(lower(trimBoth(x)) IN ('', '-', 'null', 'none', '<null>', 'n/a', 'undefined', 'redacted', 'string', '(anonymized)'), '', trimBoth(x));

-- Any written time to UTC milliseconds; what cannot be one (or means "never", as year 1 or 9999) is 1970-01-01.
CREATE OR REPLACE FUNCTION to_time AS (x) ->
    if(parseDateTime64BestEffortOrZero(x, 3, 'UTC') BETWEEN toDateTime64('1990-01-01', 3, 'UTC') AND toDateTime64('2100-01-01', 3, 'UTC'),
       parseDateTime64BestEffortOrZero(x, 3, 'UTC'), toDateTime64(0, 3, 'UTC'));

-- An address without port, brackets or ::ffff:, in canonical text; loopback, unspecified and non-addresses are ''.
CREATE OR REPLACE FUNCTION bare_ip AS (x) ->
    multiIf(x IN ('', '0.0.0.0', '::', '::1') OR startsWith(x, '127.'), '',
            isIPv4String(x), x,
            isIPv6String(x), replaceOne(IPv6NumToString(toIPv6OrDefault(x)), '::ffff:', ''),
            isIPv4String(extract(x, '^([0-9.]+):[0-9]+$')), extract(x, '^([0-9.]+):[0-9]+$'),
            isIPv6String(extract(x, '^\\[([0-9a-fA-F:.]+)\\](?::[0-9]+)?$')), replaceOne(IPv6NumToString(toIPv6OrDefault(extract(x, '^\\[([0-9a-fA-F:.]+)\\](?::[0-9]+)?$'))), '::ffff:', ''),
            '');

-- A hardware address as 12 lower-case digits; octets may lack their first zero (macOS: 0:1b:2c:3:4e:5). None at all, all zeros or all ones: ''.
CREATE OR REPLACE FUNCTION mac_digits AS (x) ->
    if(length(replaceRegexpAll(replaceRegexpAll(lower(x), '\\b([0-9a-f])\\b', '0\\1'), '[^0-9a-f]', '')) = 12
            AND replaceRegexpAll(replaceRegexpAll(lower(x), '\\b([0-9a-f])\\b', '0\\1'), '[^0-9a-f]', '') NOT IN ('000000000000', 'ffffffffffff'),
        replaceRegexpAll(replaceRegexpAll(lower(x), '\\b([0-9a-f])\\b', '0\\1'), '[^0-9a-f]', ''), '');

CREATE OR REPLACE FUNCTION hex4 AS (x) -> lower(leftPad(replaceRegexpOne(trimBoth(x), '^0[xX]', ''), 4, '0'));

-- The text that names an account everywhere: mail or login in lower case, no DOMAIN\, no machine accounts.
CREATE OR REPLACE FUNCTION account_key AS (email, name) ->
    if(email != '', lower(email), if(endsWith(name, '$'), '', lower(replaceRegexpOne(name, '^.*\\\\', ''))));

-- The text that names a device everywhere: its serial number, else its short host name, else the vendor's id.
CREATE OR REPLACE FUNCTION device_key AS (serial, hostname, uid) ->
    lower(multiIf(serial != '', serial, hostname != '', if(isIPv4String(hostname), hostname, splitByChar('.', hostname)[1]), uid));
