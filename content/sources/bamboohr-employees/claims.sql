WITH JSONExtract(json, 'Tuple(id String, employeeNumber String, displayName String, fullName1 String, firstName String, lastName String,
    workEmail String, homeEmail String, mobilePhone String, homePhone String, workPhone String, address1 String, address2 String, city String, state String, stateCode String,
    zipcode String, zipCode String, postalCode String, country String, location String, hireDate String, terminationDate String, lastChanged String, jobTitle String, department String,
    supervisorEmail String, linkedIn String, twitterFeed String, facebook String, instagram String, pinterest String, github String, website String)') AS r,
    if(stated(r.employeeNumber) != '', stated(r.employeeNumber), r.id) AS number,
    trimBoth(concat(stated(r.firstName), ' ', stated(r.lastName))) AS name_in_parts,
    if(stated(r.state) != '', stated(r.state), stated(r.stateCode)) AS region,
    arrayFirst(p -> p != '', [stated(r.zipcode), stated(r.zipCode), stated(r.postalCode)]) AS postcode,
    arrayJoin(arrayConcat([
        ('name', if(stated(r.displayName) != '', stated(r.displayName), stated(r.fullName1)), 'display'), ('name', name_in_parts, 'first and last'),
        ('work_email', stated(r.workEmail), ''), ('email', stated(r.homeEmail), 'home'),
        ('phone', stated(r.mobilePhone), 'mobile'), ('phone', stated(r.homePhone), 'home'), ('phone', stated(r.workPhone), 'work'),
        ('address', if(stated(r.address1) = '', '', one_line([stated(r.address1), stated(r.address2), stated(r.city), concat(region, ' ', postcode), stated(r.country)])), 'home'),
        ('city', stated(r.city), 'home'), ('region', region, 'home'), ('postcode', postcode, 'home'), ('country', stated(r.country), 'home'),
        ('place', stated(r.location), 'work'),
        ('start_date', written_day(to_time(r.hireDate)), ''), ('end_date', written_day(to_time(r.terminationDate)), ''),
        ('title', stated(r.jobTitle), ''), ('department', stated(r.department), ''), ('manager_email', lower(stated(r.supervisorEmail)), ''),
        ('employee_id', number, '')],
        arrayMap(u -> ('url', personal_url(u), ''), [r.linkedIn, r.twitterFeed, r.facebook, r.instagram, r.pinterest, r.github, r.website]),
        arrayMap(u -> ('github_login', github_login(u), ''), [r.github, r.website, r.linkedIn]))) AS claim
SELECT
    sequence, json,
    number AS persona,
    'worker' AS persona_kind,
    to_time(r.lastChanged) AS time,
    claim.1 AS kind,
    claim.2 AS value,
    claim.3 AS label
FROM record
WHERE NOT (claim.1 = 'name' AND claim.3 = 'first and last' AND lowerUTF8(claim.2) = lowerUTF8(stated(r.displayName)))
