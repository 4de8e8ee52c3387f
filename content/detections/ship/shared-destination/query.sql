-- Parcels of people with different names to one address, each against each other, at most 24 months apart.
WITH
    homes AS (SELECT person_id, groupUniqArray(key) AS keys FROM home_address GROUP BY person_id),
    sent AS
    (
        SELECT p.person_id AS person_id, o.names AS names, tracking_number, last_destination, address_key(last_destination, '', '') AS key,
            greatest(requested_at, shipped_at, delivered_at) AS sent_at, p.event_ids AS event_ids, h.keys AS home_keys,
            (p.latitude != 0 OR p.longitude != 0) AND (p.home_latitude != 0 OR p.home_longitude != 0) AND geoDistance(p.longitude, p.latitude, p.home_longitude, p.home_latitude) <= 30000 AS near_home
        FROM parcel AS p
        LEFT ANY JOIN person AS o ON o.person_id = p.person_id
        LEFT ANY JOIN homes AS h ON h.person_id = p.person_id
        WHERE last_destination != '' AND sent_at > 0 AND sent_at <= toDateTime64({as_of:String}, 3, 'UTC') AND sent_at >= toDateTime64({as_of:String}, 3, 'UTC') - INTERVAL 24 MONTH
            AND NOT is_shared_address(last_destination) AND notEmpty(o.names)
    ),
    shared AS (SELECT key, uniqExact(person_id) AS people FROM sent WHERE key != '' GROUP BY key HAVING people > 1),
    few AS (SELECT sent.*, shared.people AS people FROM sent INNER JOIN shared ON shared.key = sent.key),
    pairs AS
    (
        SELECT a.key AS key, a.person_id AS person_id, a.names AS names, a.last_destination AS shown_as, a.event_ids AS event_ids, a.people AS people,
            b.person_id AS other_id, b.names AS other_names, b.event_ids AS other_events, greatest(a.sent_at, b.sent_at) AS shared_since,
            empty(a.home_keys) AND empty(b.home_keys) AND a.near_home AND b.near_home AS one_town,
            arrayFilter(x -> x != '', [
                if((a.person_id, b.person_id) IN (SELECT person_id, other_id FROM household_pair), 'household', ''),
                if(has_same_surname(a.names, b.names), 'same_surname', ''),
                if(a.people = 2 AND has(a.home_keys, a.key) AND has(b.home_keys, b.key), 'same_home', ''),
                if(a.people > 12, 'busy_address', '')]) AS reasons
        FROM few AS a INNER JOIN few AS b ON a.key = b.key
        WHERE a.person_id != b.person_id AND abs(dateDiff('day', a.sent_at, b.sent_at)) <= 731 AND NOT is_same_name(a.names, b.names)
    )
SELECT
    person_id,
    min(shared_since) AS time,
    concat('address:', key) AS cause,
    map('person', any(names[1]), 'address', any(shown_as), 'others', arrayStringConcat(arraySlice(arraySort(groupUniqArray(other_names[1])), 1, 8), ', ')) AS facts,
    arraySlice(arrayDistinct(arrayConcat(arraySlice(any(event_ids), 1, 4), arrayFlatten(groupArray(arraySlice(other_events, 1, 2))))), 1, 12) AS evidence,
    if(countIf(empty(reasons)) = 0, arraySort(groupUniqArrayArray(reasons)), []) AS explained,
    if(any(people) = 2 AND min(one_town), 'medium', 'strong') AS strength
FROM pairs
GROUP BY person_id, key
