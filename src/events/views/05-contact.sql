-- How to reach somebody, made comparable: what A06, A01, D01, D02 and D07 hold against each other.

-- Letters and digits without accents, lower-cased.
CREATE OR REPLACE FUNCTION plain_words AS (x) -> extractAll(translateUTF8(replaceRegexpAll(normalizeUTF8NFKD(lowerUTF8(toValidUTF8(x))), '\\p{Mn}+', ''), 'łøđı', 'lodi'), '[\\p{L}\\p{N}]+');

-- Words of a person's name in no order, initials left out.
CREATE OR REPLACE FUNCTION name_words AS (name) -> arraySort(arrayDistinct(arrayFilter(its_w -> lengthUTF8(its_w) > 1 AND NOT match(its_w, '\\d'), plain_words(name))));

-- One person under two spellings: equal words, or one name has all (at least two) words of the other. Takes all names of both.
CREATE OR REPLACE FUNCTION is_same_name AS (names, others) ->
    arrayExists(its_a -> arrayExists(its_b -> (length(its_a) > 1 OR length(its_b) > 1 OR its_a = its_b) AND least(length(its_a), length(its_b)) > 0
        AND (its_a = its_b OR (least(length(its_a), length(its_b)) > 1 AND (hasAll(its_a, its_b) OR hasAll(its_b, its_a)))), arrayMap(its_n -> name_words(its_n), others)), arrayMap(its_n -> name_words(its_n), names));

-- Words of a name in its order that can be somebody's own: without "de", "van der", "bin" between them and "Jr" behind.
CREATE OR REPLACE FUNCTION own_words AS (name) ->
    arrayMap(its_words -> arrayFilter((its_w, its_n) -> its_n = length(its_words) OR its_w NOT IN ('de', 'da', 'do', 'dos', 'das', 'del', 'della', 'di', 'du', 'la', 'las', 'los', 'le', 'van', 'von', 'der',
            'den', 'ten', 'ter', 'zu', 'bin', 'ibn', 'bint', 'binti', 'al', 'el', 'y', 'e', 'st', 'san', 'mac', 'abu'), its_words, arrayEnumerate(its_words)),
        [arrayFilter(its_w -> its_w NOT IN ('jr', 'sr', 'ii', 'iii', 'iv') AND lengthUTF8(its_w) > 1, plain_words(name))])[1];

-- The last word of one name is also in the other, and is not the given (first) name of both: "Ada Lind" and "Bo Lind Berg". Middle names are none.
CREATE OR REPLACE FUNCTION has_same_surname AS (names, others) ->
    arrayExists(its_a -> arrayExists(its_b -> arrayExists(its_w -> its_w != '' AND has(its_a, its_w) AND has(its_b, its_w) AND NOT (its_w = its_a[1] AND its_w = its_b[1]), [its_a[-1], its_b[-1]]),
        arrayMap(its_n -> own_words(its_n), others)), arrayMap(its_n -> own_words(its_n), names));

CREATE OR REPLACE FUNCTION has_same_given_name AS (names, others) ->
    hasAny(arrayMap(its_a -> plain_words(its_a)[1], names), arrayMap(its_b -> plain_words(its_b)[1], others)) AND arrayExists(its_a -> plain_words(its_a)[1] != '', names);

-- Is an address precise to the flat?
CREATE OR REPLACE FUNCTION has_unit AS (line) ->
    match(lower(line), '(^|[^a-z])(apt|apartment|unit|flat|suite|ste|room|rm|floor|fl|whg|wohnung|piso|int(erno)?)\\.?\\s*#?\\s*[a-z]?\\d|#\\s*[a-z]?\\d|(^|[^a-z])(apt|apartment|unit|flat|suite|ste)\\.?\\s+[a-z]([^a-z]|$)');

-- A postal address for comparing: street and number, "#" and the flat, then the postcode (else the town).
-- '' when it names no street with a number. Parts may stand in the line, beside it, or both.
CREATE OR REPLACE FUNCTION address_key AS (line, own_town, own_code) ->
    arrayMap(its_p -> arrayMap(its_code -> arrayMap(its_words -> arrayMap(its_street -> arrayMap(its_town ->
        if(length(its_street) < 2 OR NOT arrayExists(its_w -> match(its_w, '\\d'), its_words) OR (its_code = '' AND its_town = ''), '',
            concat(arrayStringConcat(arrayConcat(its_street, arraySort(arrayFilter(its_w -> startsWith(its_w, '#'), its_words))), ' '), ', ', if(its_code = '', its_town, its_code))),
        [arrayStringConcat(plain_words(if(own_town != '', own_town, its_p[1])), ' ')])[1],
        [arrayFilter(its_w -> NOT startsWith(its_w, '#'), its_words)])[1],
        -- The word behind "apt" is the flat, wherever in the line it stands.
        [arrayDistinct(splitByChar(' ', trimBoth(replaceRegexpAll(replaceRegexpAll(concat(' ', arrayStringConcat(arrayFilter(its_w -> its_w != 'no', arrayMap(its_w -> transform(replaceRegexpOne(its_w, 'str(asse|aße)$', 'str'),
            ['street', 'str', 'avenue', 'av', 'road', 'lane', 'drive', 'boulevard', 'court', 'place', 'terrace', 'square', 'parkway', 'highway', 'circle',
                'north', 'south', 'east', 'west', 'saint', 'apartment', 'unit', 'flat', 'suite', 'ste', 'room', 'rm', 'number', 'nr'],
            ['st', 'st', 'ave', 'ave', 'rd', 'ln', 'dr', 'blvd', 'ct', 'pl', 'ter', 'sq', 'pkwy', 'hwy', 'cir',
                'n', 's', 'e', 'w', 'st', 'apt', 'apt', 'apt', 'apt', 'apt', 'apt', 'apt', 'no', 'no'], replaceRegexpOne(its_w, 'str(asse|aße)$', 'str')),
            arrayFilter(its_w -> NOT has(plain_words(concat(own_town, ' ', own_code, ' ', arrayStringConcat(its_p, ' '))), its_w), plain_words(replaceAll(line, '#', ' apt '))))), ' ')),
            '( apt)+ (\\S+)', ' #\\2'), '( apt)+$', ''))))])[1],
        [replaceRegexpOne(arrayStringConcat(plain_words(if(own_code != '', own_code, its_p[3])), ''), '^(\\d{5})\\d{4}$', '\\1')])[1],
        [if(own_town = '' OR hasAll(plain_words(line), plain_words(own_town)), address_parts(line), ['', '', '', ''])])[1];

-- Digits of a telephone number: international where it says so or is plainly North American, else as dialled at home.
CREATE OR REPLACE FUNCTION phone_digits AS (phone) ->
    multiIf(match(phone, '^\\s*(\\+|00)'), replaceRegexpOne(replaceRegexpAll(replaceOne(phone, '(0)', ''), '\\D', ''), '^00', ''),
        match(replaceRegexpAll(phone, '\\D', ''), '^[2-9]\\d{2}[2-9]\\d{6}$'), concat('1', replaceRegexpAll(phone, '\\D', '')),
        replaceRegexpOne(replaceRegexpAll(phone, '\\D', ''), '^0+', ''));

-- A mail address without its +tag; Gmail knows no dots.
CREATE OR REPLACE FUNCTION canonical_email AS (email) ->
    if(match(lower(trimBoth(email)), '^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$'),
        if(match(lower(trimBoth(email)), '@(gmail|googlemail)\\.com$'),
            concat(replaceAll(extract(lower(trimBoth(email)), '^[^@+]+'), '.', ''), '@gmail.com'),
            concat(extract(lower(trimBoth(email)), '^[^@+]+'), '@', extract(lower(trimBoth(email)), '@(.+)$'))), '');

-- A profile on a public service as host/path, '' for any other page.
CREATE OR REPLACE FUNCTION profile_key AS (url) ->
    replaceRegexpOne(extract(replaceRegexpOne(lower(trimBoth(url)), '^(https?://)?((www|m|[a-z]{2})\\.)?', ''),
        '^((?:linkedin\\.com/(?:in|pub)|stackoverflow\\.com/users|github\\.com|gitlab\\.com|bitbucket\\.org|twitter\\.com|x\\.com|facebook\\.com|instagram\\.com|t\\.me|medium\\.com|dev\\.to|kaggle\\.com|behance\\.net|dribbble\\.com|upwork\\.com/freelancers|freelancer\\.com/u|keybase\\.io|linktr\\.ee|discord\\.com/users)/[^/?#\\s]+)'), '/$', '');

-- The written home of a persona: its address with the town and postcode claimed beside it. `persona_kind` worker: the people file says so, not an application.
CREATE OR REPLACE VIEW home_address AS
SELECT person_id, person_names, persona, persona_kind, label, value AS line, claim_id, time, address_key(line, if(addresses = 1, towns[1], ''), if(addresses = 1, postcodes[1], '')) AS key, has_unit(line) AS with_unit
FROM (
    SELECT person_id, persona, persona_kind, label, any(person_names) AS person_names, groupUniqArrayIf((value, claim_id, time), kind = 'address') AS lines, uniqExactIf(value, kind = 'address') AS addresses,
        groupUniqArrayIf(value, kind = 'city') AS towns, groupUniqArrayIf(value, kind = 'postcode') AS postcodes
    FROM persona_claim WHERE kind IN ('address', 'city', 'postcode') GROUP BY person_id, persona, persona_kind, label
)
ARRAY JOIN lines.1 AS value, lines.2 AS claim_id, lines.3 AS time
WHERE key != '';

-- Everything a person can be reached at. Values that many people have in common (catalogue/shared-resources.yml) are left out.
CREATE OR REPLACE VIEW contact_value AS
WITH
    (SELECT groupArray(value) FROM generic_value WHERE kind = 'phone' AND match = 'exact') AS exact_phones,
    (SELECT groupArray(value) FROM generic_value WHERE kind = 'phone' AND match = 'prefix') AS phone_prefixes,
    claimed_phone AS (SELECT *, phone_digits(value) AS digits, match(value, '^\\s*(\\+|00)') OR (startsWith(digits, '1') AND length(digits) = 11) AS is_international FROM persona_claim WHERE kind = 'phone' AND NOT (label = 'work' AND persona_kind = 'worker')),
    international AS (SELECT substring(digits, -9) AS ending, any(digits) AS whole FROM claimed_phone WHERE is_international GROUP BY ending HAVING uniqExact(digits) = 1)
SELECT person_id, person_names, 'phone' AS kind, key, value AS shown, claim_id, time, 1 AS with_unit
FROM (
    SELECT c.*, if(NOT is_international AND endsWith(i.whole, digits), i.whole, digits) AS key
    FROM claimed_phone AS c LEFT ANY JOIN international AS i ON i.ending = substring(c.digits, -9)
)
WHERE length(key) BETWEEN 8 AND 15 AND NOT match(key, '^\\d{0,3}(0{6,}|1{6,}|2{6,}|3{6,}|4{6,}|5{6,}|6{6,}|7{6,}|8{6,}|9{6,})')
    AND NOT has(exact_phones, key) AND NOT has(exact_phones, substring(key, -10)) AND NOT arrayExists(p -> startsWith(key, p) AND length(key) = length(p) + 7, phone_prefixes)
UNION ALL
SELECT person_id, person_names, 'email', canonical_email(value) AS key, value, claim_id, time, 1 FROM persona_claim
WHERE kind = 'email' AND key != '' AND key NOT IN (SELECT value FROM generic_value WHERE kind = 'email')
    AND splitByChar('@', key)[1] NOT IN (SELECT value FROM generic_value WHERE kind = 'email_local_part')
UNION ALL
SELECT person_id, person_names, 'profile', key, value, claim_id, time, 1
FROM (SELECT *, if(kind = 'github_login', concat('github.com/', lower(value)), profile_key(value)) AS key FROM persona_claim WHERE kind IN ('url', 'github_login'))
WHERE key != ''
UNION ALL
SELECT person_id, person_names, 'address', key, line, claim_id, time, with_unit FROM home_address
WHERE NOT arrayExists(s -> hasAll(plain_words(line), s), (SELECT groupArray(words) FROM (SELECT plain_words(address) AS words FROM shared_address) WHERE length(words) > 1));

-- Addresses that the settings say unrelated people rightly share, as words.
CREATE OR REPLACE FUNCTION is_shared_address AS (line) ->
    arrayExists(s -> length(s) > 1 AND hasAll(plain_words(line), s), (SELECT groupArray(plain_words(address)) FROM shared_address));

-- Pairs of people whom the settings name as one household.
CREATE OR REPLACE VIEW household_pair AS
SELECT DISTINCT a.person_id AS person_id, b.person_id AS other_id
FROM household_of_person AS a INNER JOIN household_of_person AS b ON a.household = b.household
WHERE a.person_id != b.person_id;

-- Sources that know no serial number name a device by host or vendor id: the one serial number that other records put beside that name.
CREATE OR REPLACE VIEW device_serial AS
SELECT alias, any(own_serial) AS serial
FROM (
    SELECT DISTINCT lower(device_serial_number) AS own_serial, arrayJoin([lower(splitByChar('.', device_hostname)[1]), lower(device_uid)]) AS alias
    FROM event WHERE device_serial_number != '' AND (device_hostname != '' OR device_uid != '')
)
WHERE alias != '' GROUP BY alias HAVING uniqExact(own_serial) = 1;
