-- Agencies that the settings name; loaded anew by every scan (load-knowledge.ts).

CREATE TABLE IF NOT EXISTS recruiting_agency (name String) ENGINE = MergeTree ORDER BY name;
