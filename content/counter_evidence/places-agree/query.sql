-- What was seen of a person within 100 km of the claimed home, and what beyond. Offices, carriers, relays and VPNs tell no place.
-- A data centre tells none either, but somebody who signs in from far through one is not wholly agreed with.
-- Somebody who is behind a consumer VPN on most days of sign-ins shows too little of where they are.
-- Nobody whose delivery address or home network another person shares: the places of one house agree with each other for all its devices.
WITH
    sight AS
    (
        SELECT person_id, person_name, 'sign-ins' AS system, s.time AS seen_at, event_id, toString(country) AS seen_in, toString(network_kind) AS line_kind, src_ip AS ip,
            toString(home_precision) IN ('city', 'postcode') AND geoDistance(longitude, latitude, home_longitude, home_latitude) <= 100000 AS near
        FROM sign_in AS s
        WHERE status != 'Failure' AND (latitude != 0 OR longitude != 0) AND network_kind IN ('home', 'unknown', 'hosting') AND NOT (shared_exit AND network_kind != 'hosting')
        UNION ALL
        SELECT person_id, person_name, 'device check-ins', d.time, event_id, if(method = 'located', '', toString(country)), if(method = 'located', 'home', toString(network_kind)), ip,
            toString(home_precision) IN ('city', 'postcode') AND geoDistance(longitude, latitude, home_longitude, home_latitude) <= 100000
        FROM device_checkin AS d
        WHERE method != 'managed_sign_in' AND (method = 'located' OR (network_kind IN ('home', 'unknown', 'hosting') AND NOT (shared_exit AND network_kind != 'hosting')))
    ),
    seen AS
    (
        SELECT person_id, any(person_name) AS name, system, toDate32(seen_at) AS day, min(seen_at) AS first_at, max(near AND line_kind != 'hosting') AS here, groupArraySortedIf(1)(event_id, near) AS event_ids,
            max(NOT near) AS elsewhere, groupUniqArrayIf(seen_in, NOT near) AS countries, groupUniqArrayIf(ip, ip != '' AND line_kind IN ('home', 'unknown')) AS ips
        FROM sight WHERE seen_at > 0 AND seen_at <= toDateTime64({as_of:String}, 3, 'UTC')
        GROUP BY person_id, system, day
    ),
    hidden AS
    (
        SELECT person_id FROM sign_in AS s WHERE status != 'Failure' AND src_ip != '' AND s.time <= toDateTime64({as_of:String}, 3, 'UTC')
        GROUP BY person_id HAVING uniqExactIf(toDate32(s.time), network_kind = 'consumer_vpn') * 2 > uniqExact(toDate32(s.time))
    ),
    travel_day AS
    (
        SELECT person_id, country, toDate32(arrayJoin(range(toUInt32(greatest(0, toInt32(from_date) - 1)), toUInt32(greatest(0, toInt32(to_date) + 2))))) AS day FROM approved_travel_of_person
    ),
    away AS
    (
        SELECT DISTINCT person_id FROM (SELECT person_id, day, arrayJoin(countries) AS country FROM seen WHERE elsewhere)
        WHERE (person_id, day, country) NOT IN (SELECT person_id, day, country FROM travel_day) AND NOT (country = '' AND (person_id, day) IN (SELECT person_id, day FROM travel_day))
    ),
    delivery AS
    (
        SELECT person_id, address_key(last_destination, '', '') AS key, if(latitude = 0 AND longitude = 0 OR toString(precision) NOT IN ('city', 'postcode'), -1, geoDistance(longitude, latitude, home_longitude, home_latitude) <= 100000) AS here, event_ids
        FROM parcel WHERE last_destination != '' AND delivered_at > 0 AND delivered_at <= toDateTime64({as_of:String}, 3, 'UTC')
    ),
    parcels AS (SELECT person_id, min(if(here = -1, 1, here)) AS all_here, max(here) AS any_here, arraySlice(groupUniqArrayArray(event_ids), 1, 3) AS event_ids FROM delivery GROUP BY person_id),
    sharing AS
    (
        SELECT arrayJoin(people) AS person_id FROM (SELECT groupUniqArray(person_id) AS people FROM delivery WHERE key != '' GROUP BY key HAVING length(people) > 1)
        UNION DISTINCT
        SELECT arrayJoin(people) FROM (SELECT groupUniqArray(person_id) AS people FROM local_network ARRAY JOIN arrayFilter(m -> m != '', [gateway_mac, wifi_bssid]) AS mac
            WHERE device_public_ip NOT IN (SELECT address FROM address_place WHERE network_kind IN ('corporate', 'education')) GROUP BY mac HAVING length(people) > 1)
        UNION DISTINCT
        SELECT arrayJoin(people) FROM (SELECT groupUniqArray(person_id) AS people FROM (SELECT person_id, arrayJoin(ips) AS ip FROM seen) GROUP BY ip HAVING length(people) > 1)
    ),
    system_of_person AS
    (
        SELECT person_id, system, any(name) AS name, uniqExactIf(day, here) AS days, groupUniqArrayIf(day, here) AS all_days, arraySlice(arraySort(groupUniqArrayArray(event_ids)), 1, 4) AS event_ids
        FROM seen GROUP BY person_id, system HAVING days >= 5
    )
SELECT
    s.person_id AS person_id,
    arraySort(groupUniqArrayArray(all_days)) AS agreed,
    map('person', any(name), 'home', any(concat(p.home_city, if(p.home_city = '', '', ', '), p.home_country)),
        'systems', arrayStringConcat(arrayConcat(arraySort(groupUniqArray(system)), if(any(q.any_here) = 1, ['parcels'], [])), ' and '),
        'days', toString(length(agreed)), 'first', toString(agreed[1]), 'last', toString(agreed[-1])) AS facts,
    arraySlice(arrayDistinct(arrayConcat(arraySort(groupUniqArrayArray(s.event_ids)), min(q.event_ids))), 1, 12) AS evidence
FROM system_of_person AS s
INNER JOIN person AS p ON p.person_id = s.person_id
LEFT ANY JOIN parcels AS q ON q.person_id = s.person_id
WHERE s.person_id NOT IN (SELECT person_id FROM away) AND s.person_id NOT IN (SELECT person_id FROM hidden) AND s.person_id NOT IN (SELECT person_id FROM sharing) AND (q.person_id = '' OR q.all_here = 1)
GROUP BY s.person_id
-- The people file is the first of three systems.
HAVING length(agreed) >= 20 AND dateDiff('day', agreed[1], agreed[-1]) >= 60 AND uniqExact(system) + (any(q.any_here) = 1) >= 2
