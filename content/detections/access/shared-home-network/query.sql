-- Devices of several people behind one gateway or Wi-Fi station, each on at least 3 days within 14, and on one public address where it is known.
-- Offices, schools and lines that strangers share are left out; behind a VPN the public address counts as not known.
WITH
    homes AS (SELECT person_id, groupUniqArray(key) AS keys, groupUniqArrayIf(key, persona_kind = 'worker') AS worker_keys FROM home_address WHERE person_id IN (SELECT person_id FROM person_of_device) GROUP BY person_id),
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
            arrayMap(x -> x.2, groupArraySorted(3)((seen_at, event_id))) AS event_ids
        FROM seen ARRAY JOIN [intDiv(toInt32(day), 7), intDiv(toInt32(day), 7) - 1] AS fortnight
        GROUP BY network, fortnight, person_id HAVING days >= 3
    ),
    crowd AS
    (
        SELECT network, fortnight, any(is_gateway) AS is_gateway, groupArray((s.person_id, o.names, first_at, event_ids, days, ips, h.keys, o.home_longitude, o.home_latitude, h.worker_keys)) AS stays
        FROM stay AS s
        LEFT ANY JOIN person AS o ON o.person_id = s.person_id
        LEFT ANY JOIN homes AS h ON h.person_id = s.person_id
        GROUP BY network, fortnight
    ),
    home AS
    (
        SELECT network, any(is_gateway) AS is_gateway, uniqExactArray(stays.1) AS people, groupArray(stays) AS fortnights
        FROM crowd GROUP BY network HAVING people > 1 AND (people <= 8 OR arrayExists(f -> arrayExists(s -> notEmpty(s.6), f), fortnights))
    ),
    stay_with_others AS
    (
        SELECT network, is_gateway, people, own.1 AS person_id, own.2 AS names, own.3 AS first_at, own.4 AS event_ids, own.5 AS days, own.6 AS ips, own.7 AS home_keys, own.8 AS longitude, own.9 AS latitude, own.10 AS worker_keys,
            arrayJoin(stays) AS other
        FROM (SELECT network, is_gateway, people, arrayJoin(fortnights) AS stays FROM home) ARRAY JOIN stays AS own
    ),
    pairs AS
    (
        SELECT network, is_gateway, people, person_id, names, other.1 AS other_id, other.2 AS other_names,
            greatest(first_at, other.3) AS shared_since, arrayConcat(arraySlice(event_ids, 1, 2), arraySlice(other.4, 1, 2)) AS both_ids, least(days, other.5) AS least_days,
            empty(home_keys) AND empty(other.7) AND (longitude != 0 OR latitude != 0) AND (other.8 != 0 OR other.9 != 0) AND geoDistance(longitude, latitude, other.8, other.9) <= 30000 AS one_town,
            arrayFilter(x -> x != '', [
                if((person_id, other_id) IN (SELECT person_id, other_id FROM household_pair), 'household', ''),
                if(has_same_surname(names, other_names), 'same_surname', ''),
                if(people = 2 AND hasAny(worker_keys, other.10), 'same_home', '')]) AS reasons
        FROM stay_with_others
        WHERE person_id != other_id AND (empty(ips) OR empty(other.6) OR hasAny(ips, other.6)) AND NOT is_same_name(names, other_names)
    ),
    by_network AS
    (
        SELECT person_id, network, any(is_gateway) AS is_gateway, min(shared_since) AS since, any(if(empty(names), person_id, names[1])) AS name, max(least_days) AS most_days,
            uniqExact(other_id) AS others, arraySort(groupUniqArray(if(empty(other_names), other_id, other_names[1]))) AS other_list,
            arraySlice(arrayDistinct(arrayFlatten(groupArray(both_ids))), 1, 12) AS ids,
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
