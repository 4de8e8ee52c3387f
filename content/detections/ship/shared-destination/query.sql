-- Parcels of people with different names to one address, each against each other, at most 24 months apart.
-- Only people files explain a shared home: what an application says is the applicant's own word.
WITH
    homes AS (SELECT person_id, groupUniqArrayIf(key, persona_kind = 'worker') AS worker_keys, 1 AS is_stated FROM home_address WHERE person_id IN (SELECT person_id FROM person_of_parcel) GROUP BY person_id),
    sent AS
    (
        SELECT p.person_id AS person_id, o.names AS names, last_destination, address_key(last_destination, '', '') AS key,
            greatest(requested_at, shipped_at, delivered_at) AS sent_at, p.event_ids AS event_ids, h.worker_keys AS home_keys, h.is_stated AS has_home,
            (p.latitude != 0 OR p.longitude != 0) AND (p.home_latitude != 0 OR p.home_longitude != 0) AND geoDistance(p.longitude, p.latitude, p.home_longitude, p.home_latitude) <= 30000 AS near_home
        FROM parcel AS p
        LEFT ANY JOIN person AS o ON o.person_id = p.person_id
        LEFT ANY JOIN homes AS h ON h.person_id = p.person_id
        WHERE last_destination != '' AND sent_at > 0 AND sent_at <= toDateTime64({as_of:String}, 3, 'UTC') AND sent_at >= toDateTime64({as_of:String}, 3, 'UTC') - INTERVAL 24 MONTH
            AND NOT is_shared_address(last_destination) AND notEmpty(o.names)
    ),
    shared AS
    (
        SELECT key, uniqExact(person_id) AS people, groupArray((person_id, names, last_destination, sent_at, event_ids, home_keys, has_home, near_home)) AS parcels
        FROM sent WHERE key != '' GROUP BY key HAVING people > 1
    ),
    sent_with_others AS
    (
        SELECT key, people, own.1 AS person_id, own.2 AS names, own.3 AS shown_as, own.4 AS sent_at, own.5 AS event_ids, own.6 AS home_keys, own.7 AS has_home, own.8 AS near_home, arrayJoin(parcels) AS other
        FROM shared ARRAY JOIN parcels AS own
    ),
    pairs AS
    (
        SELECT key, people, person_id, names, shown_as, event_ids, other.1 AS other_id, other.2 AS other_names, other.5 AS other_events, greatest(sent_at, other.4) AS shared_since,
            NOT has_home AND NOT other.7 AND near_home AND other.8 AS one_town,
            arrayFilter(x -> x != '', [
                if((person_id, other_id) IN (SELECT person_id, other_id FROM household_pair), 'household', ''),
                if(has_same_surname(names, other_names), 'same_surname', ''),
                if(people = 2 AND has(home_keys, key) AND has(other.6, key), 'same_home', ''),
                if(people > 12, 'busy_address', '')]) AS reasons
        FROM sent_with_others
        WHERE person_id != other_id AND abs(dateDiff('day', sent_at, other.4)) <= 731 AND NOT is_same_name(names, other_names)
    )
SELECT
    person_id,
    min(shared_since) AS time,
    concat('address:', key) AS cause,
    map('person', any(names[1]), 'address', min(shown_as), 'others', arrayStringConcat(arraySlice(arraySort(groupUniqArray(other_names[1])), 1, 8), ', ')) AS facts,
    arraySlice(arrayDistinct(arrayConcat(arraySlice(min(event_ids), 1, 4), arrayFlatten(arraySort(groupArray(arraySlice(other_events, 1, 2)))))), 1, 12) AS evidence,
    if(countIf(empty(reasons)) = 0, arraySort(groupUniqArrayArray(reasons)), []) AS explained,
    if(any(people) = 2 AND min(one_town), 'medium', 'strong') AS strength
FROM pairs
GROUP BY person_id, key
