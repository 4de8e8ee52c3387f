-- Every person against every other who holds the same value. A value under more than eight names is a switchboard, a mail room or a filler.
WITH
    held AS
    (
        SELECT kind, key, person_id, any(person_names) AS names, min(c.time) AS first_time, any(shown) AS shown_as, max(with_unit) AS unit, arraySlice(groupUniqArray(claim_id), 1, 2) AS claims
        FROM contact_value AS c WHERE c.time <= toDateTime64({as_of:String}, 3, 'UTC')
        GROUP BY kind, key, person_id
    ),
    shared AS (SELECT kind, key FROM held GROUP BY kind, key HAVING uniqExact(person_id) > 1 AND uniqExact(names) <= 8),
    few AS (SELECT * FROM held WHERE (kind, key) IN (SELECT kind, key FROM shared)),
    pairs AS
    (
        SELECT a.kind AS kind, a.key AS key, a.person_id AS person_id, a.names AS names, a.shown_as AS shown_as, a.unit AS unit, a.claims AS claims,
            b.person_id AS other_id, b.names AS other_names, b.claims AS other_claims, if(greatest(a.first_time, b.first_time) = 0, toDateTime64({as_of:String}, 3, 'UTC'), greatest(a.first_time, b.first_time)) AS shared_since,
            arrayFilter(x -> x != '', [
                if((a.person_id, b.person_id) IN (SELECT person_id, other_id FROM household_pair), 'household', ''),
                if(has_same_surname(a.names, b.names), 'same_surname', ''),
                if(has_same_given_name(a.names, b.names) AND a.kind IN ('email', 'phone'), 'name_change', '')]) AS reasons
        FROM few AS a INNER JOIN few AS b ON a.kind = b.kind AND a.key = b.key
        WHERE a.person_id != b.person_id AND notEmpty(a.names) AND notEmpty(b.names) AND NOT is_same_name(a.names, b.names)
    )
SELECT
    person_id,
    min(shared_since) AS time,
    concat(kind, ':', key) AS cause,
    map('person', any(names[1]), 'kind', transform(kind, ['phone', 'email', 'address', 'profile'], ['telephone number', 'e-mail address', 'postal address', 'profile page'], kind),
        'value', any(shown_as), 'others', arrayStringConcat(arraySlice(arraySort(groupUniqArray(other_names[1])), 1, 8), ', ')) AS facts,
    arraySlice(arrayDistinct(arrayConcat(any(claims), arrayFlatten(groupArray(other_claims)))), 1, 12) AS evidence,
    if(countIf(empty(reasons)) = 0, arraySort(groupUniqArrayArray(reasons)), []) AS explained,
    -- Two people at one address are most often a couple; a third, in one flat, is not.
    if(kind = 'address' AND (any(unit) = 0 OR uniqExact(other_id) = 1), 'medium', 'strong') AS strength
FROM pairs
GROUP BY person_id, kind, key
