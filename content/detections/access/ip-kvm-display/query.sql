-- EDID values of IP-KVM hardware. Presets that equal real monitors (certainty weak) count only beside USB traces: ip-kvm-disguise.
SELECT
    person_id,
    min(k.time) AS time,
    concat('ip_kvm:', person_id) AS cause,
    map('person', any(person_name), 'device', arrayStringConcat(arraySort(groupUniqArray(device)), ' / '), 'kvm', any(kvm), 'shown_as', any(shown_as)) AS facts,
    arraySlice(arraySort(groupUniqArrayArray(event_ids)), 1, 12) AS evidence,
    if(max(k.is_server) = 1, ['server'], []) AS explained
FROM ip_kvm_seen AS k
WHERE kind = 'display' AND certainty != 'weak' AND k.time <= toDateTime64({as_of:String}, 3, 'UTC')
GROUP BY person_id
