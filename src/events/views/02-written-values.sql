-- What people type, for map.sql and claims.sql of sources about people and parcels.

-- Columns of a people file that are never taken in (content/catalogue/refused-signals.yml): `raw` keeps the record as it came.
CREATE OR REPLACE FUNCTION is_refused_field AS (name) ->
    match(replaceRegexpAll(lower(name), '[^a-z]', ''),
        'national|citizen|immigra|visa|passport|ethnic|(^|is)race$|racial|religio|health|medical|disab|photo|picture|avatar|gender|pronoun|^sex$|birth|^dob$|^age$|marital|pregnan|language|mothertongue|veteran|socialsecurity|^ssn$|taxnumber');

-- 03/04/2026, 3.4.26 12:30, 2026-03-04, 4 Mar 2026 or a full ISO time, to UTC. Dots mean day first; slashes and dashes do when `day_first`.
CREATE OR REPLACE FUNCTION written_time AS (x, day_first) ->
    to_time(if(match(trimBoth(x), '^\\d{1,2}[/.-]\\d{1,2}[/.-](\\d{4}|\\d{2})(\\D|$)'),
        arrayMap(p -> concat(if(length(p[3]) = 2, '20', ''), p[3], '-',
                leftPad(if((day_first OR p[5] = '.' OR toUInt8OrZero(p[1]) > 12) AND toUInt8OrZero(p[2]) <= 12, p[2], p[1]), 2, '0'), '-',
                leftPad(if((day_first OR p[5] = '.' OR toUInt8OrZero(p[1]) > 12) AND toUInt8OrZero(p[2]) <= 12, p[1], p[2]), 2, '0'), p[4]),
            [arrayConcat(extractGroups(trimBoth(x), '^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4}|\\d{2})(.*)$'), [extract(x, '[/.-]')])])[1],
        trimBoth(x)));

-- The day of a time as YYYY-MM-DD, '' when not stated.
CREATE OR REPLACE FUNCTION written_day AS (time) -> if(toUnixTimestamp64Milli(time) = 0, '', toString(toDate32(time)));

-- Does the file write the day first? Its own dates tell: one first number above 12, and no second one.
CREATE OR REPLACE FUNCTION writes_day_first AS (dates) ->
    arrayExists(x -> toUInt8OrZero(extract(x, '^\\s*(\\d{1,2})[/-]\\d{1,2}[/-]\\d')) > 12, dates)
    AND NOT arrayExists(x -> toUInt8OrZero(extract(x, '^\\s*\\d{1,2}[/-](\\d{1,2})[/-]\\d')) > 12, dates);

-- One line from parts; parts that are not stated leave no comma.
CREATE OR REPLACE FUNCTION one_line AS (parts) ->
    arrayStringConcat(arrayFilter(p -> p != '', arrayMap(p -> trimBoth(replaceRegexpAll(p, '\\s*[\\r\\n]+\\s*', ', ')), parts)), ', ');

-- [city, region, postcode, country] of an address in one line, '' where it does not say. Reads "1 Main St, Austin, TX 78701, USA",
-- "CHARLESTON SC, 29401", "12 High St, Leeds LS1 4AB", "Torstr. 1, 10119 Berlin, Germany", "New York, New York, USA".
CREATE OR REPLACE FUNCTION address_parts AS (line) ->
    arrayMap(parts -> arrayMap(country -> arrayMap(rest -> arrayMap(postcode -> arrayMap(at -> arrayMap(place -> arrayMap(region ->
        [arrayMap(city -> if(match(city, '\\d|(?i)^(remote|home|home office|hybrid|tbd|unknown|same as above|anywhere|worldwide|confidential)$'), '', city),
            [if(region = place, if(at >= 2, rest[at - 1], ''), if(region = '', place, trimBoth(substring(place, 1, length(place) - length(region)))))])[1],
            region, postcode, country],
        [multiIf(match(place, '^[A-Za-z]{2}$'), place,
            postcode = '', if(at >= 2 AND country != '', place, extract(place, ' ([A-Z]{2})$')),
            at >= 3 AND NOT match(rest[at - 1], '\\d') AND NOT match(place, ' [A-Z]{2,3}$'), place,
            extract(place, ' ([A-Z]{2,3})$'))])[1],
        [if(at = 0, '', if(postcode = '' OR at < length(rest), rest[at], trimBoth(replaceOne(rest[at], postcode, ''))))])[1],
        [if(postcode != '' AND rest[-1] = postcode, length(rest) - 1, length(rest))])[1],
        [arrayFirst(p -> p != '', [
            extract(rest[-1], '(?:^|[^A-Z0-9])([A-Z]\\d[A-Z] ?\\d[A-Z]\\d|[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2})$'),
            extract(rest[-1], '(?:^|\\s)(\\d{5}-\\d{3,4}|\\d{3}-\\d{4}|\\d{4,6})$'),
            if(length(rest) > 1 OR country != '', extract(rest[-1], '^((?:[A-Z]-)?\\d{4,6})\\s+\\D'), '')])])[1],
        [if(country = '', parts, arrayPopBack(parts))])[1],
        [if(length(parts) > 1 AND NOT match(parts[-1], '\\d') AND (match(lowerUTF8(parts[-1]), '^(usa|u\\.s\\.a?\\.?|us|uk|gb|united .+|canada|australia|ireland|deutschland|germany|france|spain|españa|italy|italia|portugal|poland|polska|netherlands|the netherlands|belgium|switzerland|austria|sweden|norway|denmark|finland|india|japan|china|singapore|brazil|brasil|mexico|new zealand|south africa|romania|ukraine|serbia|turkey|israel|estonia|latvia|lithuania|philippines|vietnam|argentina|chile|colombia|nigeria|kenya|egypt|malaysia|indonesia|thailand|czechia|czech republic|hungary|greece|bulgaria|croatia|luxembourg|pakistan)$')
            OR length(parts) > 2 AND match(parts[-2], '(^|\\s)([A-Z]\\d[A-Z] ?\\d[A-Z]\\d|[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}|\\d{5}(-\\d{3,4})?|\\d{4,6})$|^\\d{4,6}\\s') AND match(parts[-1], '^\\D{2,}$')), parts[-1], '')])[1],
        [arrayFilter(p -> p != '', arrayMap(p -> trimBoth(p), splitByRegexp('[,;|\\r\\n]+', line)))])[1];

-- A custom field of an applicant system: { key: value } or { key: { name, type, value } }. `key` in lower-case letters only.
CREATE OR REPLACE FUNCTION custom_field AS (fields, key) ->
    arrayFirst(v -> v != '', arrayMap(f -> stated(if(startsWith(f.2, '{'), JSONExtractString(f.2, 'value'), f.2)),
        arrayFilter(f -> replaceRegexpAll(lower(f.1), '[^a-z]', '') = key OR replaceRegexpAll(lower(JSONExtractString(f.2, 'name')), '[^a-z]', '') = key,
            arrayZip(mapKeys(fields), mapValues(fields)))));

-- The login in a GitHub address, '' for anything else.
CREATE OR REPLACE FUNCTION github_login AS (url) ->
    if(lower(extract(url, '(?i)^(?:https?://)?(?:www\\.)?github\\.com/@?([A-Za-z0-9][A-Za-z0-9-]{0,38})(?:[/?#]|$)')) IN
        ('orgs', 'settings', 'features', 'topics', 'sponsors', 'about', 'login', 'join', 'explore', 'marketplace', 'pricing', 'search', 'apps', 'username', 'yourusername'),
       '', lower(extract(url, '(?i)^(?:https?://)?(?:www\\.)?github\\.com/@?([A-Za-z0-9][A-Za-z0-9-]{0,38})(?:[/?#]|$)')));

-- An address on the web that names somebody or something of theirs: no bare "www.linkedin.com", "@twitter" or "https://".
CREATE OR REPLACE FUNCTION personal_url AS (url) ->
    if(match(lower(trimBoth(url)), '^(https?://)?(www\\.)?((facebook|linkedin|pinterest|twitter|x|instagram|github|xing|youtube|tiktok)\\.com)?(/(in|pub|profile|home)?/?)?$')
        OR match(lower(trimBoth(url)), '^@?(twitter|x|instagram|facebook|linkedin|pinterest|handle|username|none|na|n/a)$'), '', stated(url));
