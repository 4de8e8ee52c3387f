-- Neighbouring sign-ins of a person, at most 90 minutes apart, at least 500 km and 800 km/h: two or more, in different hours.
-- Out: failed ones, shared exits (offices, carriers, relays, VPNs, universities) and what the vendor calls a proxy: such an
-- address says nothing about a place. Weak when a hosting network is at one end of every pair: often a VPN on no list.
WITH
    seen AS
    (
        SELECT person_id, toStartOfMinute(s.time) AS minute, src_ip, min(s.time) AS seen_at, argMin(event_id, s.time) AS id, any(person_name) AS person,
            any(s.latitude) AS lat, any(s.longitude) AS lon, any(toString(s.country)) AS land, any(toString(s.city)) AS town, any(network_kind = 'hosting') AS hosting
        FROM sign_in AS s
        WHERE status != 'Failure' AND s.time <= toDateTime64({as_of:String}, 3, 'UTC') AND src_ip != '' AND (s.latitude != 0 OR s.longitude != 0)
            AND network_kind NOT IN ('corporate', 'privacy_relay', 'consumer_vpn', 'mobile', 'education') AND NOT shared_exit AND NOT src_is_proxy
            AND toDate32(s.time) BETWEEN start_date AND start_date + 60
        GROUP BY person_id, minute, src_ip
    ),
    neighbours AS
    (
        SELECT *, lagInFrame(id) OVER w AS other_id, lagInFrame(seen_at) OVER w AS other_at, lagInFrame(lat) OVER w AS other_lat, lagInFrame(lon) OVER w AS other_lon,
            lagInFrame(land) OVER w AS other_land, lagInFrame(town) OVER w AS other_town, lagInFrame(hosting) OVER w AS other_hosting
        FROM seen WINDOW w AS (PARTITION BY person_id ORDER BY seen_at, id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
    ),
    jump AS
    (
        SELECT *, geoDistance(other_lon, other_lat, lon, lat) / 1000 AS km, dateDiff('second', other_at, seen_at) AS gap_s
        FROM neighbours
        WHERE other_id != 0 AND seen_at <= other_at + INTERVAL 90 MINUTE AND km >= 500 AND km * 3600 >= 800 * gap_s
    ),
    trip AS
    (
        SELECT DISTINCT j.id AS id
        FROM jump AS j INNER JOIN approved_travel_of_person AS t ON t.person_id = j.person_id
        WHERE toDate32(j.seen_at) BETWEEN t.from_date - 1 AND t.to_date + 1
            AND ((t.country = upper(j.land) AND t.city IN ('', j.town)) OR (t.country = upper(j.other_land) AND t.city IN ('', j.other_town)))
    )
SELECT
    person_id,
    min(seen_at) AS time,
    concat('travel:', person_id) AS cause,
    argMax((other_town, other_land, town, land, km, gap_s), km) AS widest,
    map('person', any(person), 'count', toString(uniqExact(toStartOfHour(seen_at))),
        'from', trim(BOTH ', ' FROM concat(widest.1, ', ', widest.2)), 'to', trim(BOTH ', ' FROM concat(widest.3, ', ', widest.4)),
        'distance_km', toString(toInt64(round(widest.5))), 'minutes', toString(intDiv(widest.6, 60) + 1)) AS facts,
    arraySlice(arrayDistinct(arrayFlatten(groupArray(6)([other_id, id]))), 1, 12) AS evidence,
    if(countIf(id NOT IN (SELECT trip.id FROM trip)) = 0, ['approved_travel'], []) AS explained,
    if(countIf(NOT hosting AND NOT other_hosting) = 0, 'weak', 'medium') AS strength
FROM jump
GROUP BY person_id
HAVING uniqExact(toStartOfHour(seen_at)) >= 2
