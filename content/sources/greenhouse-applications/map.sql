WITH JSONExtract(json, 'Tuple(id String, candidate_id String, applied_at String, rejected_at String, last_activity_at String, status String,
        location Tuple(address String), source Tuple(public_name String), jobs Array(Tuple(name String)), current_stage Tuple(name String),
        rejection_reason Tuple(name String), custom_fields Map(String, String), keyed_custom_fields Map(String, String),
        attachments Array(Tuple(filename String)))') AS a,
    mapConcat(a.keyed_custom_fields, a.custom_fields) AS fields,
    [to_time(a.applied_at), to_time(a.last_activity_at)] AS moments
SELECT
    sequence, json,
    if(a.candidate_id = '', 'candidate_id is missing', '') AS problem,
    98001001 AS class_uid,
    99 AS activity_id,
    'Other' AS activity_name,
    if(stated(a.status) = '', 'application', a.status) AS action,
    arrayFirst(t -> t > toDateTime64(0, 3, 'UTC'), moments) AS time,
    moments[2] AS original_time,
    stated(a.current_stage.name) AS status_detail,
    bare_ip(custom_field(fields, 'applicationip')) AS src_ip,
    custom_field(fields, 'applicationuseragent') AS http_user_agent,
    if(length(a.jobs) > 0, 'job', '') AS resource_type,
    stated(a.jobs[1].name) AS resource_name,
    a.candidate_id AS candidate_uid,
    mapFilter((k, v) -> v != '', map(
        'candidate_id', a.candidate_id, 'application_id', a.id, 'location', one_line([stated(a.location.address)]), 'source', stated(a.source.public_name),
        'rejected_at', stated(a.rejected_at), 'rejection_reason', stated(a.rejection_reason.name),
        'attachments', arrayStringConcat(arrayMap(f -> stated(f.filename), a.attachments), ', '))) AS unmapped
FROM record
