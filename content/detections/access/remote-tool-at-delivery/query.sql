-- The first time a remote-access tool is seen on a delivered device lies within 24 hours of the delivery, or of its first sign of life in
-- the week after. What the tool's vendor rolls out by the company's own doing, or what is approved, is explained.
WITH
    -- What a list of parcels says of a device is no sign of life.
    first_event AS (SELECT device, min(e.time) AS ever FROM event AS e WHERE device != '' AND e.time > 0 AND class_uid != 98001004 GROUP BY device),
    delivery AS
    (
        SELECT person_id, person_name, tracking_number, device, delivered_at, requested_at, event_ids
        FROM parcel WHERE delivered_at > 0 AND delivered_at <= toDateTime64({as_of:String}, 3, 'UTC')
    ),
    tool_use AS
    (
        SELECT person_id, device, tool, any(vendor) AS maker, min(r.time) AS first_at, argMin(event_id, (r.time, event_id)) AS event_id
        FROM remote_tool_seen AS r
        WHERE kind IN ('remote_desktop', 'rmm') AND NOT common AND r.time > 0 AND r.time <= toDateTime64({as_of:String}, 3, 'UTC')
        GROUP BY person_id, device, tool
    ),
    spread AS
    (
        SELECT maker FROM tool_use GROUP BY maker
        HAVING uniqExact(device) >= 3 AND uniqExact(device) * 5 >= (SELECT uniqExact(device) FROM event WHERE (class_uid = 1007 OR software_name != '') AND device != '')
    ),
    start AS
    (
        SELECT d.person_id AS person_id, d.person_name AS person_name, d.tracking_number AS tracking_number, d.delivered_at AS delivered_at, d.event_ids AS event_ids, f.device AS used_device
        FROM delivery AS d INNER JOIN person_of_device AS w ON w.person_id = d.person_id INNER JOIN first_event AS f ON f.device = w.device
        LEFT ANY JOIN device_serial AS n ON n.alias = f.device
        WHERE d.device IN (f.device, n.serial) AND d.device != '' OR (d.device NOT IN (SELECT device FROM first_event) AND f.ever >= d.requested_at)
    ),
    switched_on AS
    (
        SELECT s.tracking_number AS tracking_number, s.used_device AS used_device, min(e.time) AS at
        FROM start AS s INNER JOIN (SELECT device, time FROM event WHERE device IN (SELECT used_device FROM start) AND class_uid != 98001004) AS e ON e.device = s.used_device
        WHERE e.time BETWEEN s.delivered_at AND s.delivered_at + INTERVAL 7 DAY
        GROUP BY person_id, tracking_number, used_device
    ),
    fresh AS
    (
        SELECT s.person_id AS person_id, s.person_name AS person_name, s.tracking_number AS tracking_number, s.delivered_at AS delivered_at, s.event_ids AS event_ids, s.used_device AS used_device, t.tool AS tool, t.first_at AS first_at, t.event_id AS event_id,
            greatest(s.delivered_at, o.at) AS since,
            multiIf(lower(t.tool) IN (SELECT tool FROM approved_tool_of_person WHERE person_id = '*') OR lower(t.maker) IN (SELECT tool FROM approved_tool_of_person WHERE person_id = '*')
                    OR (s.person_id, lower(t.tool)) IN (SELECT person_id, tool FROM approved_tool_of_person) OR (s.person_id, lower(t.maker)) IN (SELECT person_id, tool FROM approved_tool_of_person), 'approved',
                t.maker IN (SELECT maker FROM spread), 'rollout', '') AS reason
        FROM start AS s
        INNER JOIN tool_use AS t ON t.device = s.used_device
        LEFT ANY JOIN switched_on AS o ON o.tracking_number = s.tracking_number AND o.used_device = s.used_device
        WHERE t.first_at BETWEEN s.delivered_at AND since + INTERVAL 24 HOUR
    )
SELECT
    person_id,
    min(first_at) AS time,
    concat('remote_tools:', person_id) AS cause,
    arraySort(groupUniqArrayIf(tool, reason = '')) AS unexplained,
    map('person', any(person_name), 'device', used_device, 'tools', arrayStringConcat(if(empty(unexplained), arraySort(groupUniqArray(tool)), unexplained), ', '),
        'after', concat(toString(greatest(1, dateDiff('hour', any(delivered_at), min(first_at)))), ' h'), 'delivered', formatDateTime(any(delivered_at), '%e %M %Y', 'UTC')) AS facts,
    arraySlice(arrayDistinct(arrayConcat(groupArraySorted(4)(event_id), any(event_ids))), 1, 12) AS evidence,
    if(empty(unexplained), arraySort(groupUniqArray(reason)), []) AS explained
FROM fresh
GROUP BY person_id, tracking_number, used_device
