-- What people type, for map.sql and claims.sql of sources about people and parcels.

-- Columns of a people file that are never taken in (content/catalogue/refused-signals.yml): `raw` keeps the record as it came.
CREATE OR REPLACE FUNCTION is_refused_field AS (name) ->
    match(replaceRegexpAll(lower(name), '[^a-z]', ''),
        'national|citizen|immigra|visa|passport|ethnic|(^|is)race$|racial|religio|health|medical|disab|photo|picture|avatar|gender|pronoun|^sex$|birth|^dob$|^(applicant|candidate|worker|employee)?age(years|inyears|group|range)?$|^skin|complexion|countryoforigin|faith|church|screenreader|hearingaid|wheelchair|children|marital|pregnan|language|mothertongue|veteran|socialsecurity|^ssn$|taxnumber');

-- 03/04/2026, 3.4.26 12:30, 2026-03-04, 4 Mar 2026 or a full ISO time, to UTC. Dots mean day first; slashes and dashes do when `day_first`.
CREATE OR REPLACE FUNCTION written_time AS (x, day_first) ->
    arrayMap(its_text -> to_time(its_text), arrayMap(its_text -> if(match(its_text, '^\\d{1,2}[/.-]\\d{1,2}[/.-](\\d{4}|\\d{2})(\\D|$)'),
        arrayMap(its_p -> arrayMap(is_day_first -> concat(if(length(its_p[3]) = 2, '20', ''), its_p[3], '-',
                leftPad(its_p[if(is_day_first, 2, 1)], 2, '0'), '-', leftPad(its_p[if(is_day_first, 1, 2)], 2, '0'), its_p[4]),
                [(day_first OR its_p[5] = '.' OR toUInt8OrZero(its_p[1]) > 12) AND toUInt8OrZero(its_p[2]) <= 12])[1],
            [arrayConcat(extractGroups(its_text, '^(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4}|\\d{2})(.*)$'), [extract(its_text, '[/.-]')])])[1],
        its_text), [trimBoth(x)]))[1];

-- The day of a time as YYYY-MM-DD, '' when not stated.
CREATE OR REPLACE FUNCTION written_day AS (time) -> if(toUnixTimestamp64Milli(time) = 0, '', toString(toDate32(time)));

-- Does the file write the day first? Its own dates tell: one first number above 12, and no second one.
CREATE OR REPLACE FUNCTION writes_day_first AS (dates) ->
    arrayExists(its_x -> toUInt8OrZero(extract(its_x, '^\\s*(\\d{1,2})[/-]\\d{1,2}[/-]\\d')) > 12, dates)
    AND NOT arrayExists(its_x -> toUInt8OrZero(extract(its_x, '^\\s*\\d{1,2}[/-](\\d{1,2})[/-]\\d')) > 12, dates);

-- One line from parts; parts that are not stated leave no comma.
CREATE OR REPLACE FUNCTION one_line AS (parts) ->
    arrayStringConcat(arrayFilter(its_p -> its_p != '', arrayMap(its_p -> trimBoth(replaceRegexpAll(its_p, '\\s*[\\r\\n]+\\s*', ', ')), parts)), ', ');

-- [city, region, postcode, country] of an address in one line, '' where it does not say. Reads "1 Main St, Austin, TX 78701, USA",
-- "CHARLESTON SC, 29401", "12 High St, Leeds LS1 4AB", "Torstr. 1, 10119 Berlin, Germany", "New York, New York, USA".
-- The names of what is bound inside begin with `its_`: an alias of the calling query would take the place of a plain one.
CREATE OR REPLACE FUNCTION address_parts AS (line) ->
    arrayMap(its_parts -> arrayMap(its_country -> arrayMap(its_rest -> arrayMap(its_postcode -> arrayMap(its_at -> arrayMap(its_place -> arrayMap(its_region ->
        [arrayMap(its_city -> if(match(its_city, '\\d|(?i)^(remote|home|home office|hybrid|tbd|unknown|same as above|anywhere|worldwide|confidential)$'), '', its_city),
            [if(its_region = its_place, if(its_at >= 2, its_rest[its_at - 1], ''), if(its_region = '', its_place, trimBoth(substring(its_place, 1, length(its_place) - length(its_region)))))])[1],
            its_region, its_postcode, its_country],
        [multiIf(match(its_place, '^[A-Za-z]{2}$'), its_place,
            its_postcode = '', if(its_at >= 2 AND its_country != '', its_place, extract(its_place, ' ([A-Z]{2})$')),
            its_at >= 3 AND NOT match(its_rest[its_at - 1], '\\d') AND NOT match(its_place, ' [A-Z]{2,3}$'), its_place,
            extract(its_place, ' ([A-Z]{2,3})$'))])[1],
        [if(its_at = 0, '', if(its_postcode = '' OR its_at < length(its_rest), its_rest[its_at], trimBoth(replaceOne(its_rest[its_at], its_postcode, ''))))])[1],
        [if(its_postcode != '' AND its_rest[-1] = its_postcode, length(its_rest) - 1, length(its_rest))])[1],
        [arrayFirst(its_p -> its_p != '', [
            extract(its_rest[-1], '(?:^|[^A-Z0-9])([A-Z]\\d[A-Z] ?\\d[A-Z]\\d|[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2})$'),
            extract(its_rest[-1], '(?:^|\\s)(\\d{5}-\\d{3,4}|\\d{3}-\\d{4}|\\d{4,6})$'),
            if(length(its_rest) > 1 OR its_country != '', extract(its_rest[-1], '^((?:[A-Z]-)?\\d{4,6})\\s+\\D'), '')])])[1],
        [if(its_country = '', its_parts, arrayPopBack(its_parts))])[1],
        [if(length(its_parts) > 1 AND NOT match(its_parts[-1], '\\d') AND (match(lowerUTF8(its_parts[-1]), '^(usa|u\\.s\\.a?\\.?|us|uk|gb|united .+|canada|australia|ireland|deutschland|germany|france|spain|españa|italy|italia|portugal|poland|polska|netherlands|the netherlands|belgium|switzerland|austria|sweden|norway|denmark|finland|india|japan|china|singapore|brazil|brasil|mexico|new zealand|south africa|romania|ukraine|serbia|turkey|israel|estonia|latvia|lithuania|philippines|vietnam|argentina|chile|colombia|nigeria|kenya|egypt|malaysia|indonesia|thailand|czechia|czech republic|hungary|greece|bulgaria|croatia|luxembourg|pakistan)$')
            OR length(its_parts) > 2 AND match(its_parts[-2], '(^|\\s)([A-Z]\\d[A-Z] ?\\d[A-Z]\\d|[A-Z]{1,2}\\d[A-Z\\d]? \\d[A-Z]{2}|\\d{5}(-\\d{3,4})?|\\d{4,6})$|^\\d{4,6}\\s') AND match(its_parts[-1], '^\\D{2,}$')), its_parts[-1], '')])[1],
        [arrayFilter(its_p -> its_p != '', arrayMap(its_p -> trimBoth(its_p), splitByRegexp('[,;|\\r\\n]+', line)))])[1];

-- A custom field of an applicant system: { key: value } or { key: { name, type, value } }. `key` in lower-case letters only.
CREATE OR REPLACE FUNCTION custom_field AS (fields, key) ->
    arrayFirst(its_v -> its_v != '', arrayMap(its_f -> stated(if(startsWith(its_f.2, '{'), JSONExtractString(its_f.2, 'value'), its_f.2)),
        arrayFilter(its_f -> replaceRegexpAll(lower(its_f.1), '[^a-z]', '') = key OR replaceRegexpAll(lower(JSONExtractString(its_f.2, 'name')), '[^a-z]', '') = key,
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
