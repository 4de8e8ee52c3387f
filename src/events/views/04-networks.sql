CREATE DICTIONARY IF NOT EXISTS asn_v4 (one UInt64, first UInt32, last UInt32, asn UInt32, as_org String)
PRIMARY KEY one SOURCE(CLICKHOUSE(TABLE 'asn_range_v4')) LAYOUT(RANGE_HASHED()) RANGE(MIN first MAX last) LIFETIME(0);

CREATE DICTIONARY IF NOT EXISTS asn_v6 (one UInt64, first UInt64, last UInt64, asn UInt32, as_org String)
PRIMARY KEY one SOURCE(CLICKHOUSE(TABLE 'asn_range_v6')) LAYOUT(RANGE_HASHED()) RANGE(MIN first MAX last) LIFETIME(0);

-- (asn, as_org) of an address in text; (0, '') when nobody announces it.
CREATE OR REPLACE FUNCTION autonomous_system AS (address) -> if(position(address, ':') = 0,
    dictGet('asn_v4', ('asn', 'as_org'), toUInt64(1), toIPv4OrDefault(address)),
    dictGet('asn_v6', ('asn', 'as_org'), toUInt64(1), reinterpretAsUInt64(reverse(substring(IPv6StringToNumOrDefault(address), 1, 8)))));
