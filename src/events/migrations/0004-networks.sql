-- Address ranges of autonomous systems; filled once per store from the CSV files of a package. IPv6 by its upper 64 bits: nothing finer is routed.

CREATE TABLE IF NOT EXISTS asn_range_v4 (one UInt64, first UInt32, last UInt32, asn UInt32, as_org String) ENGINE = MergeTree ORDER BY first;
CREATE TABLE IF NOT EXISTS asn_range_v6 (one UInt64, first UInt64, last UInt64, asn UInt32, as_org String) ENGINE = MergeTree ORDER BY first;
