-- An authenticator (token of the browser or telephone that passed the second factor, else the id of the device) that 2 to 8 people
-- used, two of them on two or more days each within 30 days of each other. More people: a kiosk. Once: somebody helped to enrol.
WITH
    use_day AS
    (
        SELECT authenticator, person_id, toDate(s.time) AS day, any(person_name) AS person, min(s.time) AS first_time, max(s.time) AS last_time, argMin(event_id, s.time) AS id,
            min(network_kind = 'corporate') AS in_office,
            if(fingerprint != '', fingerprint, device_uid) AS authenticator
        FROM sign_in AS s
        WHERE is_mfa AND authenticator != '' AND status != 'Failure' AND s.time <= toDateTime64({as_of:String}, 3, 'UTC')
        GROUP BY authenticator, person_id, day
    ),
    owner AS
    (
        SELECT authenticator, person_id, any(person) AS name, groupArray(day) AS days, min(first_time) AS since, max(last_time) AS until, arraySlice(groupArray(id), 1, 6) AS ids,
            min(in_office) AS office
        FROM (SELECT * FROM use_day ORDER BY authenticator, person_id, day)
        WHERE authenticator IN (SELECT authenticator FROM use_day GROUP BY authenticator HAVING uniqExact(person_id) BETWEEN 2 AND 8)
        GROUP BY authenticator, person_id
    ),
    pair AS
    (
        SELECT a.authenticator AS authenticator, a.person_id AS person_id, a.name AS name, b.person_id AS other_id, b.name AS other_name, a.ids AS ids, b.ids AS other_ids,
            arrayFilter(d -> arrayExists(o -> abs(d - o) <= 30, b.days), a.days) AS near_days,
            arrayFilter(d -> arrayExists(o -> abs(d - o) <= 30, a.days), b.days) AS other_near_days,
            greatest(a.since, b.since) AS met, a.until < b.since OR b.until < a.since AS apart, a.office AND b.office AS office
        FROM owner AS a INNER JOIN owner AS b ON b.authenticator = a.authenticator
        WHERE a.person_id != b.person_id AND length(near_days) >= 2 AND length(other_near_days) >= 2
    ),
    home AS (SELECT a.person_id AS person_id, b.person_id AS other_id FROM household_of_person AS a INNER JOIN household_of_person AS b ON b.household = a.household)
SELECT
    person_id,
    min(met) AS time,
    concat('authenticator:', authenticator) AS cause,
    map('person', any(name), 'others', arrayStringConcat(arraySort(groupUniqArray(other_name)), ', '),
        'days', toString(max(length(near_days))), 'other_days', toString(max(length(other_near_days)))) AS facts,
    arraySlice(arrayDistinct(arrayFlatten(groupArray(arrayConcat(arraySlice(ids, 1, 3), arraySlice(other_ids, 1, 3))))), 1, 12) AS evidence,
    arrayConcat(if(countIf((person_id, other_id) NOT IN (SELECT * FROM home)) = 0, ['declared_household'], []),
        if(countIf(NOT office) = 0, ['office_device'], []), if(countIf(NOT apart) = 0, ['handed_over'], [])) AS explained
FROM pair
GROUP BY person_id, authenticator
