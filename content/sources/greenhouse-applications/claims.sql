-- An application names no person; its candidate_id joins what it says to the candidate.
WITH JSONExtract(json, 'Tuple(id String, candidate_id String, applied_at String, location Tuple(address String),
        custom_fields Map(String, String), keyed_custom_fields Map(String, String))') AS a,
    mapConcat(a.keyed_custom_fields, a.custom_fields) AS fields,
    arrayJoin([
        ('candidate_id', a.candidate_id, ''),
        ('place', one_line([stated(a.location.address)]), 'application'),
        ('application_ip', bare_ip(custom_field(fields, 'applicationip')), a.id),
        ('application_user_agent', custom_field(fields, 'applicationuseragent'), a.id)]) AS claim
SELECT
    sequence, json,
    a.candidate_id AS persona,
    'candidate' AS persona_kind,
    to_time(a.applied_at) AS time,
    claim.1 AS kind,
    claim.2 AS value,
    claim.3 AS label
FROM record
