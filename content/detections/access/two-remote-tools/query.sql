-- Uses next to each other, of two vendors: within 9 minutes for anybody (both started or set up, not merely installed),
-- within 7 days for somebody who began at most 90 days before.
-- Out: approved tools, tools that the operating system brings, and what one vendor's tool starts of another's.
WITH
    tool_use AS
    (
        SELECT device, vendor, toStartOfMinute(r.time) AS minute, seen_by IN ('software', 'running') AS is_inventory, person_id, min(r.time) AS first_time, any(r.tool) AS tool_name,
            any(person_name) AS person, any(r.start_date) AS began, argMin(event_id, r.time) AS first_event_id
        FROM remote_tool_seen AS r
        WHERE kind IN ('remote_desktop', 'rmm') AND NOT common AND r.time > 0 AND r.time <= toDateTime64({as_of:String}, 3, 'UTC')
            AND (person_id, lower(r.tool)) NOT IN (SELECT person_id, tool FROM approved_tool_of_person)
            AND (person_id, lower(vendor)) NOT IN (SELECT person_id, tool FROM approved_tool_of_person)
            AND lower(r.tool) NOT IN (SELECT tool FROM approved_tool_of_person WHERE person_id = '*')
            AND lower(vendor) NOT IN (SELECT tool FROM approved_tool_of_person WHERE person_id = '*')
        GROUP BY device, vendor, minute, is_inventory, person_id
    ),
    -- A vendor on at least three devices and a fifth of all is the company's own doing.
    spread AS
    (
        SELECT vendor, uniqExact(device) AS devices FROM tool_use GROUP BY vendor
        HAVING devices >= 3 AND devices * 5 >= (SELECT uniqExact(device) FROM event WHERE (class_uid = 1007 OR software_name != '') AND device != '')
    ),
    neighbours AS
    (
        SELECT *, lagInFrame(vendor) OVER w AS other_vendor, lagInFrame(tool_name) OVER w AS other_tool, lagInFrame(first_time) OVER w AS other_time,
            lagInFrame(first_event_id) OVER w AS other_event_id, lagInFrame(is_inventory) OVER w AS other_is_inventory
        FROM tool_use
        WINDOW w AS (PARTITION BY device ORDER BY first_time, vendor ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
    )
SELECT
    person_id,
    min(first_time) AS time,
    concat('remote_tools:', person_id) AS cause,
    arraySort(arrayDistinct(arrayFlatten(groupArray([tool_name, other_tool])))) AS tools,
    arrayDistinct(arrayFlatten(groupArray([vendor, other_vendor]))) AS vendors,
    min(dateDiff('second', other_time, first_time)) AS gap_s,
    map('person', any(person), 'device', arrayStringConcat(arraySort(groupUniqArray(device)), ' / '), 'count', toString(length(vendors)), 'tools', arrayStringConcat(tools, ', '),
        'window', multiIf(gap_s <= 540, concat('within ', toString(intDiv(gap_s, 60) + 1), ' min of each other'),
            gap_s < 86400, concat('within ', toString(intDiv(gap_s, 3600) + 1), ' h of each other, in the first 90 days of work'),
            concat('within ', toString(intDiv(gap_s, 86400) + 1), ' days of each other, in the first 90 days of work'))) AS facts,
    arraySlice(arrayDistinct(arrayFlatten(groupArray([first_event_id, other_event_id]))), 1, 12) AS evidence,
    if(arrayAll(v -> v IN (SELECT vendor FROM spread), vendors), ['rollout'], []) AS explained
FROM neighbours
WHERE other_vendor != '' AND other_vendor != vendor
    AND ((first_time <= other_time + INTERVAL 9 MINUTE AND NOT is_inventory AND NOT other_is_inventory)
        OR (first_time <= other_time + INTERVAL 7 DAY AND began IS NOT NULL AND toDate32(first_time) BETWEEN began - 14 AND began + 90))
GROUP BY person_id
