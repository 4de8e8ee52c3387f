-- Applicants of different names from one address within 30 days of each other. Networks behind which strangers meet are left out, private ranges (a proxy
-- of the career site), and any address that more than twenty names came from. Three within 30 days are three in one such window.
WITH
    origin AS
    (
        SELECT person_id, person_names AS names, c.time AS applied_at, claim_id, label, persona,
            if(position(value, ':') > 0, IPv6NumToString(tupleElement(IPv6CIDRToRange(toIPv6OrDefault(value), 64), 1)), value) AS network, value AS ip
        FROM persona_claim AS c
        WHERE kind = 'application_ip' AND value != '' AND c.time > 0 AND c.time <= toDateTime64({as_of:String}, 3, 'UTC') AND notEmpty(person_names)
            AND value NOT IN (SELECT address FROM address_place WHERE shared_exit OR network_name = 'private or reserved' OR network_kind IN ('mobile', 'education', 'corporate', 'privacy_relay', 'consumer_vpn'))
    ),
    agent AS (SELECT persona, label, any(value) AS http_agent, any(claim_id) AS agent_claim FROM persona_claim WHERE kind = 'application_user_agent' AND value != '' GROUP BY persona, label),
    busy AS (SELECT network FROM origin GROUP BY network HAVING uniqExact(person_id) > 1 AND uniqExact(names) <= 20),
    -- A contact that more than eight names gave who came through one named agency is that agency's own.
    same_agency AS
    (
        SELECT DISTINCT own AS person_id, other AS other_id
        FROM
        (
            SELECT groupUniqArray(c.person_id) AS ids
            FROM contact_value AS c INNER JOIN agency_of_person AS a ON a.person_id = c.person_id
            WHERE c.time <= toDateTime64({as_of:String}, 3, 'UTC') GROUP BY kind, key, agency HAVING uniqExact(person_names) BETWEEN 9 AND 30
        )
        ARRAY JOIN ids AS own ARRAY JOIN ids AS other
    ),
    application AS
    (
        SELECT o.*, a.http_agent AS http_agent FROM (SELECT * FROM origin WHERE network IN (SELECT network FROM busy)) AS o
        LEFT ANY JOIN agent AS a ON a.persona = o.persona AND a.label = o.label
    ),
    pairs AS
    (
        SELECT a.person_id AS person_id, a.names AS names, a.network AS network, a.ip AS ip, a.claim_id AS claim_id, b.person_id AS other_id, b.names AS other_names, b.claim_id AS other_claim,
            a.applied_at AS applied_at, b.applied_at AS other_applied_at, greatest(applied_at, other_applied_at) AS shared_since, a.http_agent != '' AND a.http_agent = b.http_agent AS same_agent,
            arrayFilter(x -> x != '', [
                if((a.person_id, b.person_id) IN (SELECT person_id, other_id FROM household_pair), 'household', ''),
                if(has_same_surname(a.names, b.names), 'same_surname', ''),
                if((a.person_id, b.person_id) IN (SELECT person_id, other_id FROM same_agency), 'agency', '')]) AS reasons
        FROM application AS a INNER JOIN application AS b ON a.network = b.network
        WHERE a.person_id != b.person_id AND abs(dateDiff('second', a.applied_at, b.applied_at)) <= 30 * 86400 AND NOT is_same_name(a.names, b.names)
    ),
    -- The most others in a window of 30 days that opens at an application.
    groupUniqArray((least(applied_at, other_applied_at), shared_since, other_id)) AS meetings,
    arrayMax(arrayMap(opens -> arrayUniq(arrayMap(m -> m.3, arrayFilter(m -> m.1 >= opens AND m.2 <= opens + INTERVAL 30 DAY, meetings))), meetings.1)) AS others_at_once
SELECT
    person_id,
    min(shared_since) AS time,
    concat('network:', network) AS cause,
    map('person', any(names[1]), 'ip', any(ip), 'others', concat(arrayStringConcat(arraySlice(arraySort(groupUniqArray(other_names[1])), 1, 8), ', '),
            if(uniqExact(other_names[1]) > 8, concat(' and ', toString(uniqExact(other_names[1]) - 8), ' more'), '')),
        'with', if(max(same_agent) = 1, 'the same browser', 'other browsers')) AS facts,
    arraySlice(arrayDistinct(arrayConcat(groupArraySorted(2)(claim_id), groupArraySorted(10)(other_claim))), 1, 12) AS evidence,
    if(countIf(empty(reasons)) = 0, arraySort(groupUniqArrayArray(reasons)), []) AS explained,
    if(others_at_once >= 2 OR max(same_agent) = 1, 'medium', 'weak') AS strength
FROM pairs
GROUP BY person_id, network
