-- event_index 0 is the candidate's own record, then one event per application.
WITH JSONExtract(json, 'Tuple(
    id String, first_name String, last_name String, company String, created_at String, updated_at String, last_activity String,
    email_addresses Array(Tuple(value String)), attachments Array(Tuple(filename String)),
    custom_fields Map(String, String), keyed_custom_fields Map(String, String),
    applications Array(Tuple(id String, prospect String, applied_at String, rejected_at String, last_activity_at String, status String,
        location Tuple(address String), source Tuple(public_name String), jobs Array(Tuple(name String)), current_stage Tuple(name String),
        rejection_reason Tuple(name String), custom_fields Map(String, String), keyed_custom_fields Map(String, String),
        attachments Array(Tuple(filename String)))))') AS r,
    arrayJoin(range(length(r.applications) + 1)) AS event_index,
    event_index > 0 AS is_application,
    r.applications[event_index] AS a,
    mapConcat(if(is_application, a.keyed_custom_fields, r.keyed_custom_fields), if(is_application, a.custom_fields, r.custom_fields)) AS fields,
    to_time(r.created_at) AS created_at,
    [to_time(r.last_activity), to_time(r.updated_at), created_at] AS moments,
    [to_time(a.applied_at), to_time(a.last_activity_at)] AS application_moments
SELECT
    sequence, json, event_index,
    if(r.id = '', 'id is missing', '') AS problem,
    if(is_application, 98001001, 98001007) AS class_uid,
    99 AS activity_id,
    'Other' AS activity_name,
    if(is_application, if(stated(a.status) = '', 'application', a.status), 'candidate') AS action,
    arrayFirst(t -> t > toDateTime64(0, 3, 'UTC'), if(is_application, application_moments, moments)) AS time,
    if(is_application, application_moments[2], created_at) AS original_time,
    stated(a.current_stage.name) AS status_detail,
    stated(r.email_addresses[1].value) AS user_email_addr,
    r.id AS user_uid,
    trimBoth(concat(stated(r.first_name), ' ', stated(r.last_name))) AS user_full_name,
    bare_ip(custom_field(fields, 'applicationip')) AS src_ip,
    custom_field(fields, 'applicationuseragent') AS http_user_agent,
    if(is_application AND length(a.jobs) > 0, 'job', '') AS resource_type,
    stated(a.jobs[1].name) AS resource_name,
    r.id AS candidate_uid,
    mapFilter((k, v) -> v != '', map(
        'candidate_id', r.id, 'application_id', a.id, 'location', one_line([stated(a.location.address)]), 'source', stated(a.source.public_name),
        'rejected_at', stated(a.rejected_at), 'rejection_reason', stated(a.rejection_reason.name), 'company', if(is_application, '', stated(r.company)),
        'attachments', arrayStringConcat(arrayMap(f -> stated(f.filename), if(is_application, a.attachments, r.attachments)), ', '))) AS unmapped
FROM record
