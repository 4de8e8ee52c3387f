-- The catalogue and the user's settings, loaded anew by every scan so that queries can join them.

CREATE TABLE IF NOT EXISTS remote_tool (tool String, executable String, kind LowCardinality(String)) ENGINE = MergeTree ORDER BY executable;
CREATE TABLE IF NOT EXISTS ip_kvm
(
    device       String,
    kind         LowCardinality(String),
    vendor_id    String,
    product_id   String,
    vendor_name  String,
    product_name String,
    serial       String,
    certainty    LowCardinality(String)
)
ENGINE = MergeTree ORDER BY device;
CREATE TABLE IF NOT EXISTS approved_tool (tool String, account String, reason String) ENGINE = MergeTree ORDER BY tool;
CREATE TABLE IF NOT EXISTS approved_travel (account String, country String, city String, from_date Date32, to_date Date32) ENGINE = MergeTree ORDER BY account;
CREATE TABLE IF NOT EXISTS declared_household (household String, account String, reason String) ENGINE = MergeTree ORDER BY account;
CREATE TABLE IF NOT EXISTS shared_address (address String, reason String) ENGINE = MergeTree ORDER BY address;
CREATE TABLE IF NOT EXISTS generic_value (kind LowCardinality(String), value String, reason String) ENGINE = MergeTree ORDER BY (kind, value);
