-- What identity and place resolution found out. Rewritten whole by every scan.

CREATE TABLE IF NOT EXISTS person
(
    person_id       String,
    stage           LowCardinality(String),
    names           Array(String),
    emails          Array(String),
    title           String,
    start_date      Nullable(Date32),
    end_date        Nullable(Date32),
    home_city       String,
    home_country    String,
    home_latitude   Float64,
    home_longitude  Float64,
    home_precision  LowCardinality(String)
)
ENGINE = MergeTree ORDER BY person_id;

CREATE TABLE IF NOT EXISTS persona_of_person
(
    persona   String,
    person_id String
)
ENGINE = MergeTree ORDER BY persona;

-- kind: account, device or parcel. One row per identifier that belongs to exactly one person.
CREATE TABLE IF NOT EXISTS identifier
(
    kind      LowCardinality(String),
    value     String,
    person_id String,
    sources   Array(String),
    reason    String,
    file      String,
    sequence  UInt32
)
ENGINE = MergeTree ORDER BY (kind, value);

CREATE TABLE IF NOT EXISTS ambiguous_identifier
(
    kind       LowCardinality(String),
    value      String,
    person_ids Array(String),
    reason     String
)
ENGINE = MergeTree ORDER BY (kind, value);

CREATE TABLE IF NOT EXISTS address_place
(
    address      String,
    asn          UInt32,
    as_org       String,
    country      LowCardinality(String),
    region       LowCardinality(String),
    city         LowCardinality(String),
    latitude     Float64,
    longitude    Float64,
    network_kind LowCardinality(String),
    network_name String,
    shared_exit  UInt8
)
ENGINE = ReplacingMergeTree ORDER BY address;

-- A written place (claimed or on a parcel) and where it is. Key: the text as given, lower-cased.
CREATE TABLE IF NOT EXISTS named_place
(
    place     String,
    city      String,
    country   LowCardinality(String),
    latitude  Float64,
    longitude Float64,
    precision LowCardinality(String)
)
ENGINE = ReplacingMergeTree ORDER BY place;

CREATE TABLE IF NOT EXISTS finding
(
    finding_id   String,
    detection_id LowCardinality(String),
    person_id    String,
    time         DateTime64(3, 'UTC'),
    cause        String,
    facts        Map(String, String),
    evidence     Array(UInt128),
    explained    Array(String),
    strength     LowCardinality(String)
)
ENGINE = MergeTree ORDER BY (person_id, finding_id);

CREATE TABLE IF NOT EXISTS link
(
    person_a String,
    person_b String,
    bits     Float64,
    reasons  Array(Tuple(field String, level String, bits Float64))
)
ENGINE = MergeTree ORDER BY (person_a, person_b);
