CREATE OR REPLACE VIEW event AS SELECT * EXCEPT (attempt, problem) FROM mapped_record WHERE problem = '';

CREATE OR REPLACE VIEW reject AS
SELECT file, toUInt64(sequence) AS sequence, source, problem AS reason, raw FROM mapped_record WHERE problem != ''
UNION ALL SELECT file, sequence, source, reason, '' FROM unread_record;
