WITH JSONExtract(json, 'Tuple(id String, employeeNumber String, displayName String, fullName1 String, firstName String, lastName String,
    workEmail String, homeEmail String, status String, employmentHistoryStatus String, hireDate String, originalHireDate String, terminationDate String,
    lastChanged String, jobTitle String, department String, division String, location String, supervisor String, supervisorEmail String)') AS r,
    if(stated(r.displayName) != '', stated(r.displayName), if(stated(r.fullName1) != '', stated(r.fullName1), trimBoth(concat(stated(r.firstName), ' ', stated(r.lastName))))) AS name,
    if(stated(r.employeeNumber) != '', stated(r.employeeNumber), r.id) AS number
SELECT
    sequence, json,
    if(number = '', 'neither id nor employeeNumber is stated', '') AS problem,
    98001003 AS class_uid,
    99 AS activity_id,
    'Other' AS activity_name,
    if(stated(r.status) = '', 'listed', r.status) AS action,
    to_time(r.hireDate) AS time,
    to_time(r.lastChanged) AS original_time,
    lower(if(stated(r.workEmail) != '', stated(r.workEmail), stated(r.homeEmail))) AS user_email_addr,
    number AS user_uid,
    name AS user_full_name,
    number AS employee_uid,
    mapFilter((k, v) -> v != '', map(
        'employee_id', number, 'title', stated(r.jobTitle), 'department', stated(r.department), 'division', stated(r.division), 'location', stated(r.location),
        'manager', stated(r.supervisor), 'manager_email', stated(r.supervisorEmail), 'hire_date', written_day(to_time(r.hireDate)),
        'original_hire_date', written_day(to_time(r.originalHireDate)), 'termination_date', written_day(to_time(r.terminationDate)),
        'employment_status', stated(r.employmentHistoryStatus))) AS unmapped
FROM record
