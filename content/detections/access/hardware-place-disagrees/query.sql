-- Days with both a place of the person's devices (own sensors, or the address of their agent) and of sign-ins. A day disagrees when
-- every device is more than 300 km from every sign-in, or more than 100 km and in another country (borders).
-- A day on which both come from one address agrees, wherever that address is said to be (satellite and mobile access).
-- At least 10 such days over 21, and four of five disagree. Offices, relays, carriers and shared exits say nothing about a place.
WITH
    device_day AS
    (
        SELECT person_id, toDate(c.time) AS day, groupUniqArray(12)((round(c.latitude, 1), round(c.longitude, 1), toString(c.country), toString(c.city))) AS places,
            groupUniqArray(50)(ip) AS addresses, argMin(event_id, (c.time, event_id)) AS id, topK(1)(device)[1] AS main_device, any(person_name) AS person
        FROM device_checkin AS c
        WHERE method IN ('located', 'agent_address') AND c.time <= toDateTime64({as_of:String}, 3, 'UTC')
            AND (method = 'located' OR (network_kind NOT IN ('corporate', 'privacy_relay', 'consumer_vpn', 'mobile') AND NOT shared_exit))
        GROUP BY person_id, day
    ),
    sign_in_day AS
    (
        SELECT person_id, toDate(s.time) AS day, groupUniqArray(12)((round(s.latitude, 1), round(s.longitude, 1), toString(s.country), toString(s.city))) AS places,
            groupUniqArray(50)(src_ip) AS addresses, argMin(event_id, (s.time, event_id)) AS id, min(network_kind = 'consumer_vpn') AS only_vpn
        FROM sign_in AS s
        WHERE status != 'Failure' AND s.time <= toDateTime64({as_of:String}, 3, 'UTC') AND src_ip != '' AND (s.latitude != 0 OR s.longitude != 0)
            AND (network_kind = 'consumer_vpn' OR (network_kind NOT IN ('corporate', 'privacy_relay', 'mobile', 'education') AND NOT shared_exit))
        GROUP BY person_id, day
    ),
    both AS
    (
        SELECT d.person_id AS person_id, d.day AS day, d.id AS device_event, s.id AS sign_in_event, main_device, person, only_vpn,
            arrayFlatten(arrayMap(x -> arrayMap(y -> (geoDistance(x.2, x.1, y.2, y.1) / 1000, x.3 != '' AND y.3 != '' AND x.3 != y.3, x, y), s.places), d.places)) AS pairs,
            arraySort(p -> p.1, pairs)[1] AS nearest,
            arrayAll(p -> p.1 > 300 OR (p.2 AND p.1 > 100), pairs) AND NOT hasAny(d.addresses, s.addresses) AS disagrees
        FROM device_day AS d INNER JOIN sign_in_day AS s ON s.person_id = d.person_id AND s.day = d.day
    ),
    trip AS
    (
        SELECT DISTINCT b.person_id AS person_id, b.day AS day
        FROM both AS b INNER JOIN approved_travel_of_person AS t ON t.person_id = b.person_id
        WHERE disagrees AND toDate32(b.day) BETWEEN t.from_date - 1 AND t.to_date + 1 AND t.country = upper(b.nearest.4.3)
    )
SELECT
    person_id,
    toDateTime64(minIf(day, disagrees), 3, 'UTC') AS time,
    concat('place:', topK(1)(main_device)[1]) AS cause,
    argMinIf((nearest.3, nearest.4, nearest.1), day, disagrees) AS example,
    map('person', any(person), 'device', topK(1)(main_device)[1], 'days', toString(countIf(disagrees)), 'of_days', toString(count()),
        'device_place', if(example.1.4 != '', concat(example.1.4, ', ', example.1.3), concat(toString(example.1.1), ', ', toString(example.1.2))),
        'sign_in_place', if(example.2.4 != '', concat(example.2.4, ', ', example.2.3), concat(toString(example.2.1), ', ', toString(example.2.2))),
        'distance_km', toString(toInt64(round(example.3)))) AS facts,
    arrayDistinct(arrayFlatten(groupArrayIf(5)([device_event, sign_in_event], disagrees))) AS evidence,
    arrayConcat(if(countIf(disagrees AND NOT only_vpn) = 0, ['consumer_vpn'], []),
        if(countIf(disagrees AND (person_id, day) NOT IN (SELECT trip.person_id, trip.day FROM trip)) = 0, ['approved_travel'], [])) AS explained
FROM both
GROUP BY person_id
HAVING count() >= 10 AND dateDiff('day', min(day), max(day)) >= 20 AND countIf(disagrees) * 5 >= count() * 4
