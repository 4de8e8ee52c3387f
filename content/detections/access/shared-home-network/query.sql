-- Devices of several people behind one gateway or Wi-Fi station, each on at least 3 days within 14, and on one public address where it is known.
-- Offices, schools and lines that strangers share are left out; behind a VPN the public address counts as not known.
WITH
    homes AS (SELECT person_id, groupUniqArray(key) AS keys FROM home_address GROUP BY person_id),
    seen AS
    (
        SELECT person_id, toDate32(l.time) AS day, l.time AS seen_at, event_id, station.1 AS network, station.2 AS is_gateway,
            multiIf(network_kind IN ('consumer_vpn', 'privacy_relay', 'hosting') OR device_public_ip = '', '',
                position(device_public_ip, ':') > 0, IPv6NumToString(tupleElement(IPv6CIDRToRange(toIPv6OrDefault(device_public_ip), 64), 1)), device_public_ip) AS ip
        FROM
        (
            SELECT person_id, time, event_id, device_public_ip, arrayJoin([(gateway_mac, 1), (wifi_bssid, 0)]) AS station
            FROM local_network WHERE time > 0 AND time <= toDateTime64({as_of:String}, 3, 'UTC')
        ) AS l
        LEFT ANY JOIN address_place AS n ON n.address = l.device_public_ip
        WHERE station.1 != '' AND NOT match(station.1, '^(0{12}|f{12}|00005e00|0242|01005e|3333)') AND network_kind NOT IN ('corporate', 'education', 'mobile')
            AND NOT (shared_exit AND network_kind NOT IN ('consumer_vpn', 'privacy_relay', 'hosting'))
    ),
    -- A fortnight that begins on every seventh day, so that each run of days lies whole in one or nearly so.
    stay AS
    (
        SELECT network, any(is_gateway) AS is_gateway, fortnight, person_id, min(seen_at) AS first_at, uniqExact(day) AS days, arrayFilter(x -> x != '', groupUniqArray(ip)) AS ips,
            arraySlice(arrayMap(x -> x.2, arraySort(groupUniqArray(60)((seen_at, event_id)))), 1, 3) AS event_ids
        FROM seen ARRAY JOIN [intDiv(toInt32(day), 7), intDiv(toInt32(day), 7) - 1] AS fortnight
        GROUP BY network, fortnight, person_id HAVING days >= 3
    ),
    crowd AS (SELECT network, uniqExact(person_id) AS people, length(groupUniqArrayArray(ips)) > 0 AS has_ip FROM stay GROUP BY network HAVING people > 1 AND (has_ip OR people <= 8)),
    pairs AS
    (
        SELECT a.network AS network, a.is_gateway AS is_gateway, a.person_id AS person_id, o.names AS names, b.person_id AS other_id, q.names AS other_names, c.people AS people,
            greatest(a.first_at, b.first_at) AS shared_since, arrayConcat(a.event_ids, b.event_ids) AS event_ids, least(a.days, b.days) AS days,
            empty(h.keys) AND empty(i.keys) AND (o.home_latitude != 0 OR o.home_longitude != 0) AND (q.home_latitude != 0 OR q.home_longitude != 0)
                AND geoDistance(o.home_longitude, o.home_latitude, q.home_longitude, q.home_latitude) <= 30000 AS one_town,
            arrayFilter(x -> x != '', [
                if((a.person_id, b.person_id) IN (SELECT person_id, other_id FROM household_pair), 'household', ''),
                if(has_same_surname(o.names, q.names), 'same_surname', ''),
                if(c.people = 2 AND hasAny(h.keys, i.keys), 'same_home', '')]) AS reasons
        FROM stay AS a
        INNER JOIN stay AS b ON b.network = a.network AND b.fortnight = a.fortnight
        INNER JOIN crowd AS c ON c.network = a.network
        LEFT ANY JOIN person AS o ON o.person_id = a.person_id
        LEFT ANY JOIN person AS q ON q.person_id = b.person_id
        LEFT ANY JOIN homes AS h ON h.person_id = a.person_id
        LEFT ANY JOIN homes AS i ON i.person_id = b.person_id
        WHERE a.person_id != b.person_id AND (empty(a.ips) OR empty(b.ips) OR hasAny(a.ips, b.ips)) AND NOT is_same_name(o.names, q.names)
    ),
    by_network AS
    (
        SELECT person_id, network, any(is_gateway) AS is_gateway, min(shared_since) AS since, any(if(empty(names), person_id, names[1])) AS name, max(days) AS most_days,
            uniqExact(other_id) AS others, arraySort(groupUniqArray(if(empty(other_names), other_id, other_names[1]))) AS other_list,
            arraySlice(arrayDistinct(arrayFlatten(groupArray(arraySlice(event_ids, 1, 4)))), 1, 12) AS ids,
            if(countIf(empty(reasons)) = 0, arraySort(groupUniqArrayArray(reasons)), []) AS supported, if(any(people) = 2 AND min(one_town), 'weak', 'strong') AS weight
        FROM pairs GROUP BY person_id, network
    )
-- Gateway and Wi-Fi station of one home are one fact: the one that more people were seen on.
SELECT
    person_id,
    argMax(since, rank) AS time,
    concat('network:', argMax(network, (others, is_gateway, network) AS rank)) AS cause,
    map('person', any(name), 'network', argMax(network, rank), 'others', arrayStringConcat(arraySlice(argMax(other_list, rank), 1, 8), ', '),
        'days', toString(argMax(most_days, rank)), 'part', if(argMax(is_gateway, rank) = 1, 'gateway', 'Wi-Fi station')) AS facts,
    argMax(ids, rank) AS evidence,
    argMax(supported, rank) AS explained,
    argMax(weight, rank) AS strength
FROM by_network
GROUP BY person_id
