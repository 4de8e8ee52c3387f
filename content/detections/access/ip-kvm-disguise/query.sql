-- A vendor's disguise preset. The "(x64)" string is enough. Presets that equal real products need a second thing on the same
-- device: mass storage or an absolute pointer under the same ids, or a display preset of the same maker.
WITH
    odd_interface AS
    (
        SELECT device, vendor_id, product_id,
            arrayExists(c -> match(c, '(^|[,; ])0?8($|[,; ])|(^|[^0-9])0x08|mass.?storage|usbstor|diskdrive'), groupUniqArrayArray(classes)) AS mass_storage,
            max(absolute_pointer) AS absolute_pointer, groupUniqArrayArray(event_ids) AS interface_event_ids
        FROM usb_hardware GROUP BY device, vendor_id, product_id
    ),
    display_trace AS (SELECT device, kvm, groupUniqArrayArray(event_ids) AS display_event_ids FROM ip_kvm_seen WHERE kind = 'display' GROUP BY device, kvm)
SELECT
    person_id,
    min(k.time) AS time,
    concat('ip_kvm:', person_id) AS cause,
    map('person', any(person_name), 'device', arrayStringConcat(arraySort(groupUniqArray(k.device)), ' / '), 'kvm', any(k.kvm), 'shown_as', any(shown_as),
        'why', multiIf(max(certainty = 'strong') = 1, 'no real receiver carries this name',
            max(mass_storage) = 1, 'a keyboard with a mass-storage interface',
            max(absolute_pointer) = 1, 'a keyboard with an absolute pointer', 'a display preset of the same maker is connected too')) AS facts,
    arraySlice(arraySort(arrayDistinct(arrayConcat(groupUniqArrayArray(k.event_ids), groupUniqArrayArray(if(certainty = 'strong', [], arraySlice(interface_event_ids, 1, 3))),
        groupUniqArrayArray(arraySlice(display_event_ids, 1, 3))))), 1, 12) AS evidence,
    if(max(k.is_server) = 1, ['server'], []) AS explained
FROM ip_kvm_seen AS k
LEFT ANY JOIN odd_interface AS o ON o.device = k.device AND o.vendor_id = k.vendor_id AND o.product_id = k.product_id
LEFT ANY JOIN display_trace AS d ON d.device = k.device AND d.kvm = k.kvm
WHERE kind = 'usb_disguise' AND k.time <= toDateTime64({as_of:String}, 3, 'UTC')
    AND (certainty = 'strong' OR (has(strong_with, 'mass_storage') AND mass_storage) OR (has(strong_with, 'absolute_pointer') AND absolute_pointer)
        OR (has(strong_with, 'second_trace') AND notEmpty(display_event_ids)))
GROUP BY person_id
