-- The destination set last is another than the one asked for first. Compared as street, number, flat and postcode, so a new spelling is no change.
-- Only the people file can say that somebody moved: what an application says is the applicant's own word.
WITH
    sent AS
    (
        SELECT *, address_key(first_destination, '', '') AS first_key, address_key(last_destination, '', '') AS last_key
        FROM parcel WHERE first_destination_words != last_destination_words AND requested_at <= toDateTime64({as_of:String}, 3, 'UTC')
    ),
    own_home AS (SELECT person_id, key FROM home_address WHERE persona_kind = 'worker' AND person_id IN (SELECT person_id FROM person_of_parcel)),
    step AS
    (
        SELECT tracking_number, arraySlice(arrayMap(x -> x.2, arraySort(groupUniqArray(24)((time, event_id)))), 1, 12) AS event_ids
        FROM shipment_step WHERE action IN ('requested', 'changed', 'listed') GROUP BY tracking_number
    )
SELECT
    person_id,
    if(changed_at > 0, changed_at, greatest(requested_at, shipped_at)) AS time,
    concat('address:', last_key) AS cause,
    map('person', person_name, 'tracking_number', tracking_number, 'first', first_destination, 'last', last_destination,
        'when', if(changed_at > 0, formatDateTime(changed_at, '%e %M %Y', 'UTC'), 'an unknown day'),
        'home', if((person_id, last_key) IN (SELECT person_id, key FROM own_home), 'the people file gives that address as home', 'the people file does not give that address as home')) AS facts,
    if(notEmpty(step.event_ids), step.event_ids, sent.event_ids) AS evidence,
    arrayFilter(x -> x != '', [
        if((person_id, last_key) IN (SELECT person_id, key FROM own_home), 'moved', ''),
        if(is_shared_address(last_destination), 'mail_room', '')]) AS explained,
    -- Within a walk or a drive of the claimed home: a neighbour, a parcel shop.
    if((latitude != 0 OR longitude != 0) AND (home_latitude != 0 OR home_longitude != 0) AND geoDistance(longitude, latitude, home_longitude, home_latitude) <= 30000, 'weak', 'medium') AS strength
FROM sent LEFT ANY JOIN step ON step.tracking_number = sent.tracking_number
WHERE first_key != '' AND last_key != '' AND first_key != last_key AND time <= toDateTime64({as_of:String}, 3, 'UTC')
