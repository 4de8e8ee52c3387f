-- An anonymised candidate claims nothing any more. `work` mails are those of an earlier employer, so they are no work mails of ours.
WITH JSONExtract(json, 'Tuple(
    id String, first_name String, last_name String, title String, created_at String, updated_at String,
    email_addresses Array(Tuple(value String, type String)), phone_numbers Array(Tuple(value String, type String)),
    addresses Array(Tuple(value String, type String)), website_addresses Array(Tuple(value String, type String)),
    social_media_addresses Array(Tuple(value String)), custom_fields Map(String, String), keyed_custom_fields Map(String, String),
    applications Array(Tuple(id String, applied_at String, location Tuple(address String), answers Array(Tuple(question String, answer String)),
        custom_fields Map(String, String), keyed_custom_fields Map(String, String))))') AS r,
    if(toUnixTimestamp64Milli(to_time(r.updated_at)) > 0, to_time(r.updated_at), to_time(r.created_at)) AS changed_at,
    arrayFilter(u -> u.1 != '', arrayMap(u -> (personal_url(u.1), u.2), arrayConcat(
        arrayMap(w -> (w.value, w.type), r.website_addresses), arrayMap(s -> (s.value, 'social'), r.social_media_addresses),
        arrayFlatten(arrayMap(a -> arrayMap(w -> (w.answer, 'answer'),
            arrayFilter(w -> match(w.answer, '(?i)^(https?://|(www\\.)?(github|gitlab|linkedin)\\.com/)\\S+$'), a.answers)), r.applications))))) AS urls,
    arrayFilter(p -> p.1 != '', arrayMap(a -> (one_line([stated(a.value)]), a.type), r.addresses)) AS places,
    -- Only one address is taken apart: the parts of two must not mix.
    arrayFirst(p -> address_parts(p.1)[1] != '', places) AS place,
    mapConcat(r.keyed_custom_fields, r.custom_fields) AS fields,
    arrayConcat(
        [('name', trimBoth(concat(stated(r.first_name), ' ', stated(r.last_name))), '', changed_at),
         ('title', stated(r.title), '', changed_at),
         ('candidate_id', r.id, '', changed_at),
         ('city', address_parts(place.1)[1], place.2, changed_at),
         ('region', address_parts(place.1)[2], place.2, changed_at),
         ('postcode', address_parts(place.1)[3], place.2, changed_at),
         ('country', address_parts(place.1)[4], place.2, changed_at),
         ('application_ip', bare_ip(custom_field(fields, 'applicationip')), '', changed_at),
         ('application_user_agent', custom_field(fields, 'applicationuseragent'), '', changed_at)],
        arrayMap(e -> ('email', stated(e.value), e.type, changed_at), r.email_addresses),
        arrayMap(p -> ('phone', stated(p.value), p.type, changed_at), r.phone_numbers),
        arrayMap(p -> ('address', p.1, p.2, changed_at), places),
        arrayMap(u -> ('url', u.1, u.2, changed_at), urls),
        arrayMap(u -> ('github_login', github_login(u.1), u.2, changed_at), urls),
        arrayMap(a -> ('place', one_line([stated(a.location.address)]), 'application', to_time(a.applied_at)), r.applications),
        arrayMap(a -> ('application_ip', bare_ip(custom_field(mapConcat(a.keyed_custom_fields, a.custom_fields), 'applicationip')), a.id, to_time(a.applied_at)), r.applications),
        arrayMap(a -> ('application_user_agent', custom_field(mapConcat(a.keyed_custom_fields, a.custom_fields), 'applicationuseragent'), a.id, to_time(a.applied_at)), r.applications)) AS claims,
    arrayJoin(claims) AS claim
SELECT
    sequence, json,
    r.id AS persona,
    'candidate' AS persona_kind,
    claim.4 AS time,
    claim.1 AS kind,
    claim.2 AS value,
    claim.3 AS label
FROM record
WHERE NOT match(lower(r.first_name), '^\\(?anonymi[sz]ed\\)?$')
