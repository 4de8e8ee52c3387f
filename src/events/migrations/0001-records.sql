-- Everything that was read. Times are UTC; 1970-01-01 means "not stated".

CREATE TABLE IF NOT EXISTS import
(
    file        String,
    source      LowCardinality(String),
    container   LowCardinality(String),
    problem     String,
    nearest_source String,
    missing     Array(String),
    records     UInt64,
    events      UInt64,
    claims      UInt64,
    rejected    UInt64,
    first_time  DateTime64(3, 'UTC'),
    last_time   DateTime64(3, 'UTC'),
    finished_at DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(finished_at) ORDER BY file;

-- Every record that was read, mapped, with its raw text. Equal records of one source have equal ids, so that a file read twice adds
-- nothing once parts are merged. problem: why a record was rejected; such rows are no events (views `event` and `reject`).
-- Compact parts: a part is one file, and making a hundred small files per part took longer than filling them. No statistics and no
-- sparse columns: working them out for ninety columns took a tenth of the import. Parts of a large import stay as they are: merging
-- them would take both cores and half a gigabyte while the scan goes on. OPTIMIZE is not bound by that.
CREATE TABLE IF NOT EXISTS mapped_record
(
    event_id    UInt128,
    source      LowCardinality(String),
    file        LowCardinality(String),
    sequence    UInt32,
    event_index UInt16,
    account     String,
    device      String,
    class_uid UInt32,
    activity_id UInt8,
    activity_name LowCardinality(String),
    action LowCardinality(String),
    time DateTime64(3, 'UTC'),
    original_time DateTime64(3, 'UTC'),
    status LowCardinality(String),
    status_detail LowCardinality(String),
    severity LowCardinality(String),
    message String,
    actor_user_email_addr String,
    actor_user_name String,
    actor_user_uid String,
    actor_user_full_name String,
    actor_user_type LowCardinality(String),
    user_email_addr String,
    user_name String,
    user_uid String,
    user_full_name String,
    src_ip String,
    src_location_country LowCardinality(String),
    src_location_region LowCardinality(String),
    src_location_city LowCardinality(String),
    src_location_latitude Float64,
    src_location_longitude Float64,
    src_autonomous_system_number UInt32,
    src_isp LowCardinality(String),
    src_is_proxy UInt8,
    dst_ip String,
    dst_hostname String,
    dst_port UInt16,
    http_user_agent String,
    session_uid String,
    fingerprint String,
    is_mfa UInt8,
    logon_type LowCardinality(String),
    device_hostname String,
    device_uid String,
    device_serial_number String,
    device_os LowCardinality(String),
    device_vendor_name LowCardinality(String),
    device_model LowCardinality(String),
    device_mac String,
    device_is_managed Int8 DEFAULT -1,
    device_latitude Float64,
    device_longitude Float64,
    device_public_ip String,
    process_path String,
    process_cmd_line String,
    process_original_file_name LowCardinality(String),
    process_company LowCardinality(String),
    process_signer LowCardinality(String),
    process_hash String,
    parent_process_path String,
    parent_process_cmd_line String,
    file_path String,
    service_name LowCardinality(String),
    peripheral_vendor_id LowCardinality(String),
    peripheral_product_id LowCardinality(String),
    peripheral_vendor_name LowCardinality(String),
    peripheral_name LowCardinality(String),
    peripheral_serial_number String,
    peripheral_class LowCardinality(String),
    display_vendor_id LowCardinality(String),
    display_product_id LowCardinality(String),
    display_name LowCardinality(String),
    display_serial_number String,
    wifi_bssid String,
    wifi_ssid String,
    gateway_mac String,
    software_name LowCardinality(String),
    resource_type LowCardinality(String),
    resource_name String,
    repository String,
    repository_visibility LowCardinality(String),
    token_uid String,
    access_type LowCardinality(String),
    tracking_number String,
    parcel_carrier LowCardinality(String),
    parcel_address String,
    parcel_city LowCardinality(String),
    parcel_region LowCardinality(String),
    parcel_postcode LowCardinality(String),
    parcel_country LowCardinality(String),
    parcel_received_by String,
    parcel_consignee String,
    candidate_uid String,
    employee_uid String,
    unmapped Map(String, String),
    raw         String CODEC(ZSTD(1)),
    attempt     UInt64,
    problem     LowCardinality(String)
)
ENGINE = ReplacingMergeTree ORDER BY (time, event_id)
SETTINGS min_bytes_for_wide_part = 10737418240, min_rows_for_wide_part = 100000000, parts_to_delay_insert = 100000, parts_to_throw_insert = 100000,
    auto_statistics_types = '', ratio_of_defaults_for_sparse_serialization = 1.0, max_bytes_to_merge_at_max_space_in_pool = 16777216;

-- Records that could not even be handed to a mapping: too long, or in a container that breaks off.
CREATE TABLE IF NOT EXISTS unread_record
(
    file     LowCardinality(String),
    sequence UInt64,
    source   LowCardinality(String),
    reason   String
)
ENGINE = ReplacingMergeTree ORDER BY (file, sequence, reason);

CREATE TABLE IF NOT EXISTS claim
(
    claim_id     UInt128,
    source       LowCardinality(String),
    file         LowCardinality(String),
    sequence     UInt32,
    persona      String,
    persona_kind LowCardinality(String),
    time         DateTime64(3, 'UTC'),
    kind         LowCardinality(String),
    value        String,
    label        LowCardinality(String),
    raw          String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree ORDER BY (persona, kind, claim_id);
