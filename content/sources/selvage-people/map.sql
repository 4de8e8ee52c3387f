WITH (SELECT writes_day_first(arrayFlatten(groupArray([row['start_date'], row['end_date'], row['applied_at']]))) FROM record) AS day_first,
    if(stated(row['name']) != '', stated(row['name']), trimBoth(concat(stated(row['first_name']), ' ', stated(row['last_name'])))) AS name,
    arrayFirst(v -> v != '', [stated(row['person_id']), stated(row['employee_id']), stated(row['candidate_id']), lower(stated(row['work_email'])), lower(stated(row['email'])), lower(name)]) AS persona,
    lower(stated(row['kind'])) AS kind,
    multiIf(match(kind, '^(candidate|applicant|prospect)'), 0, kind != '', 1,
        arrayExists(c -> stated(row[c]) != '', ['employee_id', 'start_date', 'work_email', 'manager_email', 'end_date'])) AS is_worker
SELECT
    sequence, json,
    if(persona = '', 'nothing says who it is: no id, mail or name', '') AS problem,
    if(is_worker, 98001003, 98001007) AS class_uid,
    99 AS activity_id,
    'Other' AS activity_name,
    if(stated(row['status']) != '', row['status'], if(is_worker, 'listed', 'candidate')) AS action,
    written_time(row[if(is_worker, 'start_date', 'applied_at')], day_first) AS time,
    lower(arrayFirst(v -> v != '', [stated(row['work_email']), stated(row['email'])])) AS user_email_addr,
    persona AS user_uid,
    name AS user_full_name,
    stated(row['candidate_id']) AS candidate_uid,
    stated(row['employee_id']) AS employee_uid,
    mapFilter((k, v) -> v != '' AND NOT is_refused_field(k), mapUpdate(
        mapFilter((k, v) -> k NOT IN ('person_id', 'kind', 'name', 'first_name', 'last_name', 'email', 'work_email', 'phone', 'address', 'address_2', 'city', 'region', 'postcode', 'country',
            'status', 'candidate_id', 'start_date', 'end_date', 'applied_at', 'login', 'github_login', 'url', 'manager_email'), mapApply((k, v) -> (k, stated(v)), row)),
        map('hire_date', written_day(written_time(row['start_date'], day_first)), 'termination_date', written_day(written_time(row['end_date'], day_first)),
            'manager', stated(row['manager_email']), 'candidate_id', stated(row['candidate_id'])))) AS unmapped
FROM record
