-- The catalogue and the user's settings, loaded anew by every scan so that queries can join them (load-knowledge.ts).

-- How a remote-access tool shows: `pattern` is a regular expression over the lower-case name of a program (`program`),
-- of installed software (`software`) or of a service (`service`).
CREATE TABLE IF NOT EXISTS remote_tool
(
    tool    String,
    vendor  String,
    kind    LowCardinality(String),
    common  UInt8,
    seen_as LowCardinality(String),
    pattern String
)
ENGINE = MergeTree ORDER BY (seen_as, tool, pattern);

-- A trace of an IP-KVM. Every column that is not '' must agree, without regard to case; as a prefix where `is_prefix`.
CREATE TABLE IF NOT EXISTS ip_kvm
(
    device             String,
    kind               LowCardinality(String),
    is_prefix          UInt8,
    vendor_id          String,
    product_id         String,
    vendor_name        String,
    product_name       String,
    serial             String,
    display_vendor_id  String,
    display_product_id String,
    display_serial     String,
    display_name       String,
    value              String,
    certainty          LowCardinality(String),
    strong_with        Array(String)
)
ENGINE = MergeTree ORDER BY (device, kind);

-- `account` names a person as the settings do: mail, login or id, lower-cased; '*' = everybody. See view person_reference.
CREATE TABLE IF NOT EXISTS approved_tool (tool String, account String, reason String) ENGINE = MergeTree ORDER BY tool;
CREATE TABLE IF NOT EXISTS approved_travel (account String, country String, city String, from_date Date32, to_date Date32) ENGINE = MergeTree ORDER BY account;
CREATE TABLE IF NOT EXISTS declared_household (household String, account String, reason String) ENGINE = MergeTree ORDER BY account;
CREATE TABLE IF NOT EXISTS shared_address (address String, reason String) ENGINE = MergeTree ORDER BY address;

-- Values that tie nobody to anybody. `match`: exact, prefix, or repeat (one digit again and again).
CREATE TABLE IF NOT EXISTS generic_value (kind LowCardinality(String), match LowCardinality(String), value String, reason String) ENGINE = MergeTree ORDER BY (kind, value);
