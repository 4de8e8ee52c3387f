-- Where a delivered device is first seen, within 7 days. By its own sensors, or by the address of an ordinary line: offices, mobile
-- carriers, VPNs, relays and data centres say nothing about the place.
WITH
    delivery AS
    (
        SELECT person_id, person_name, tracking_number, device, delivered_at, requested_at, latitude, longitude, country, last_destination, home_latitude, home_longitude, event_ids
        FROM parcel
        WHERE delivered_at > 0 AND delivered_at <= toDateTime64({as_of:String}, 3, 'UTC') AND precision IN ('city', 'postcode') AND (latitude != 0 OR longitude != 0)
    ),
    checkin AS
    (
        SELECT person_id, device, c.time AS seen_at, method, latitude, longitude, city, if(method = 'located', '', country) AS country, event_id
        FROM device_checkin AS c
        WHERE c.time <= toDateTime64({as_of:String}, 3, 'UTC')
            AND (method = 'located' OR (network_kind IN ('home', 'unknown') AND NOT shared_exit))
    ),
    first_seen AS (SELECT device, min(c.time) AS first_at FROM device_checkin AS c GROUP BY device),
    arrival AS
    (
        SELECT d.person_id AS person_id, d.person_name AS person_name, d.tracking_number AS tracking_number, d.delivered_at AS delivered_at, d.last_destination AS last_destination, d.country AS destination_country,
            d.event_ids AS event_ids, if(n.serial != '', n.serial, c.device) AS seen_device, c.seen_at AS seen_at, c.method AS method, c.city AS city, c.country AS seen_country, c.latitude AS seen_latitude, c.longitude AS seen_longitude, c.event_id AS event_id,
            geoDistance(d.longitude, d.latitude, c.longitude, c.latitude) / 1000 AS km,
            km > 100 OR (c.country != '' AND d.country != '' AND c.country != d.country AND km > 30) AS is_far,
            (d.home_latitude != 0 OR d.home_longitude != 0) AND geoDistance(d.home_longitude, d.home_latitude, c.longitude, c.latitude) <= 100000 AS at_home,
            min(c.seen_at) OVER (PARTITION BY d.tracking_number, if(n.serial != '', n.serial, c.device)) AS first_at
        FROM delivery AS d
        INNER JOIN checkin AS c ON c.person_id = d.person_id
        LEFT ANY JOIN first_seen AS f ON f.device = c.device
        LEFT ANY JOIN device_serial AS n ON n.alias = c.device
        WHERE c.seen_at BETWEEN d.delivered_at AND d.delivered_at + INTERVAL 7 DAY
            AND ((d.device IN (c.device, n.serial) AND d.device != '') OR (d.device NOT IN (SELECT device FROM first_seen) AND f.first_at >= d.requested_at))
    ),
    travel AS
    (
        SELECT a.tracking_number AS tracking_number, a.seen_device AS seen_device
        FROM arrival AS a INNER JOIN approved_travel_of_person AS t ON t.person_id = a.person_id
        WHERE a.seen_at = a.first_at AND toDate32(a.seen_at) BETWEEN t.from_date - 1 AND t.to_date + 1
            AND (t.country = a.seen_country OR a.seen_country = '') AND (t.city = '' OR lower(t.city) = lower(a.city) OR t.country != a.destination_country OR a.city = '')
    )
SELECT
    person_id,
    any(first_at) AS time,
    concat('device:', seen_device) AS cause,
    round(argMin(km, (seen_at, event_id))) AS distance_km,
    map('person', any(person_name), 'device', seen_device, 'km', toString(distance_km), 'destination', any(last_destination),
        'place', if(argMin(city, (seen_at, event_id)) != '', concat(argMin(city, (seen_at, event_id)), if(argMin(seen_country, (seen_at, event_id)) = '', '', concat(', ', argMin(seen_country, (seen_at, event_id))))),
            concat(toString(round(argMin(seen_latitude, (seen_at, event_id)), 1)), ', ', toString(round(argMin(seen_longitude, (seen_at, event_id)), 1)))),
        'after', if(dateDiff('hour', any(delivered_at), any(first_at)) < 48, concat(toString(dateDiff('hour', any(delivered_at), any(first_at))), ' hours'),
            concat(toString(dateDiff('day', any(delivered_at), any(first_at))), ' days'))) AS facts,
    arrayDistinct(arrayConcat([argMin(event_id, (seen_at, event_id))], arraySlice(any(event_ids), 1, 8), groupArraySortedIf(3)(event_id, is_far))) AS evidence,
    arrayFilter(x -> x != '', [
        if((tracking_number, seen_device) IN (SELECT tracking_number, seen_device FROM travel), 'travel', ''),
        if(argMin(at_home, (seen_at, event_id)), 'at_home', '')]) AS explained,
    -- Taken along on a journey and brought back: it shows up at the destination later in the week.
    if(countIf(NOT is_far) > 0, 'medium', 'strong') AS strength
FROM arrival
GROUP BY person_id, tracking_number, seen_device
HAVING argMin(is_far, (seen_at, event_id)) AND countIf(NOT is_far AND (method = 'located' OR seen_at < first_at + INTERVAL 24 HOUR)) = 0
