-- Strings that only such hardware carries: strong. Vendor and product ids of its makers alone: medium.
SELECT
    person_id,
    min(k.time) AS time,
    concat('ip_kvm:', person_id) AS cause,
    map('person', any(person_name), 'device', arrayStringConcat(arraySort(groupUniqArray(device)), ' / '),
        'kvm', argMax(kvm, (certainty = 'strong', kvm)), 'shown_as', argMax(shown_as, (certainty = 'strong', kvm))) AS facts,
    arraySlice(arraySort(groupUniqArrayArray(event_ids)), 1, 12) AS evidence,
    if(max(k.is_server) = 1, ['server'], []) AS explained,
    if(countIf(certainty = 'strong') > 0, 'strong', 'medium') AS strength
FROM ip_kvm_seen AS k
WHERE kind IN ('usb_factory', 'usb_ids') AND k.time <= toDateTime64({as_of:String}, 3, 'UTC')
GROUP BY person_id
