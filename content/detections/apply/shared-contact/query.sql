-- Every person against every other who holds the same value. Under more than eight names it may be an agency's or a mail room's, so it is weak;
-- under more than thirty it is a switchboard or a filler, and left out.
WITH
    held AS
    (
        SELECT kind, key, person_id, any(person_names) AS names, min(c.time) AS first_time, min(shown) AS shown_as, max(with_unit) AS unit, arraySlice(arraySort(groupUniqArray(claim_id)), 1, 2) AS claims
        FROM contact_value AS c WHERE c.time <= toDateTime64({as_of:String}, 3, 'UTC') AND notEmpty(person_names)
        GROUP BY kind, key, person_id
    ),
    agencies_of AS (SELECT person_id, groupUniqArray(agency) AS agencies FROM agency_of_person GROUP BY person_id),
    shared AS
    (
        SELECT kind, key, uniqExact(names) AS people, groupArray((h.person_id, names, first_time, shown_as, unit, claims, agencies)) AS holders
        FROM held AS h LEFT ANY JOIN agencies_of AS a ON a.person_id = h.person_id
        GROUP BY kind, key HAVING length(holders) > 1 AND people <= 30
    ),
    same_mail AS
    (
        SELECT DISTINCT own AS person_id, other AS other_id FROM (SELECT holders.1 AS ids FROM shared WHERE kind = 'email') ARRAY JOIN ids AS own ARRAY JOIN ids AS other
    ),
    held_with_others AS
    (
        SELECT kind, key, people, own.1 AS person_id, own.2 AS names, own.3 AS first_time, own.4 AS shown_as, own.5 AS unit, own.6 AS claims, own.7 AS agencies, arrayJoin(holders) AS other
        FROM shared ARRAY JOIN holders AS own
    ),
    pairs AS
    (
        SELECT kind, key, people, person_id, names, shown_as, unit, claims, other.1 AS other_id, other.2 AS other_names, other.6 AS other_claims,
            if(greatest(first_time, other.3) = 0, toDateTime64({as_of:String}, 3, 'UTC'), greatest(first_time, other.3)) AS shared_since,
            arrayFilter(x -> x != '', [
                if((person_id, other_id) IN (SELECT person_id, other_id FROM household_pair), 'household', ''),
                if(has_same_surname(names, other_names), 'same_surname', ''),
                if(has_same_given_name(names, other_names) AND (person_id, other_id) IN (SELECT person_id, other_id FROM same_mail), 'name_change', ''),
                if(people > 8 AND hasAny(agencies, other.7), 'agency', '')]) AS reasons
        FROM held_with_others
        WHERE person_id != other_id AND NOT is_same_name(names, other_names)
    )
SELECT
    person_id,
    min(shared_since) AS time,
    concat(kind, ':', key) AS cause,
    map('person', any(names[1]), 'kind', transform(kind, ['phone', 'email', 'address', 'profile'], ['telephone number', 'e-mail address', 'postal address', 'profile page'], kind),
        'value', min(shown_as), 'others', concat(arrayStringConcat(arraySlice(arraySort(groupUniqArray(other_names[1])), 1, 8), ', '),
            if(any(people) > 8, concat(' and more, ', toString(any(people)), ' names in all'), ''))) AS facts,
    arraySlice(arrayDistinct(arrayConcat(min(claims), arrayFlatten(arraySort(groupArray(other_claims))))), 1, 12) AS evidence,
    if(countIf(empty(reasons)) = 0, arraySort(groupUniqArrayArray(reasons)), []) AS explained,
    -- Two people at one address are most often a couple; a third, in one flat, is not.
    multiIf(any(people) > 8, 'weak', kind = 'address' AND (any(unit) = 0 OR uniqExact(other_id) = 1), 'medium', 'strong') AS strength
FROM pairs
GROUP BY person_id, kind, key
