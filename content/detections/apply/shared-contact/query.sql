-- Every person against every other who holds the same value. A value under more than eight names is a switchboard, a mail room or a filler.
WITH
    held AS
    (
        SELECT kind, key, person_id, any(person_names) AS names, min(c.time) AS first_time, any(shown) AS shown_as, max(with_unit) AS unit, arraySlice(groupUniqArray(claim_id), 1, 2) AS claims
        FROM contact_value AS c WHERE c.time <= toDateTime64({as_of:String}, 3, 'UTC') AND notEmpty(person_names)
        GROUP BY kind, key, person_id
    ),
    shared AS
    (
        SELECT kind, key, groupArray((person_id, names, first_time, shown_as, unit, claims)) AS holders
        FROM held GROUP BY kind, key HAVING length(holders) > 1 AND uniqExact(names) <= 8
    ),
    held_with_others AS
    (
        SELECT kind, key, own.1 AS person_id, own.2 AS names, own.3 AS first_time, own.4 AS shown_as, own.5 AS unit, own.6 AS claims, arrayJoin(holders) AS other
        FROM shared ARRAY JOIN holders AS own
    ),
    pairs AS
    (
        SELECT kind, key, person_id, names, shown_as, unit, claims, other.1 AS other_id, other.2 AS other_names, other.6 AS other_claims,
            if(greatest(first_time, other.3) = 0, toDateTime64({as_of:String}, 3, 'UTC'), greatest(first_time, other.3)) AS shared_since,
            arrayFilter(x -> x != '', [
                if((person_id, other_id) IN (SELECT person_id, other_id FROM household_pair), 'household', ''),
                if(has_same_surname(names, other_names), 'same_surname', ''),
                if(has_same_given_name(names, other_names) AND kind IN ('email', 'phone'), 'name_change', '')]) AS reasons
        FROM held_with_others
        WHERE person_id != other_id AND NOT is_same_name(names, other_names)
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
