-- The life of an employment, from application to pay: views that no source may fill yet (interviews, pay, files) are empty, not missing.

-- Whose an applicant system's or an HR system's number is.
CREATE OR REPLACE VIEW person_of_number AS
SELECT c.kind AS kind, c.value AS number, any(p.person_id) AS person_id, any(p.stage) AS person_stage, any(if(p.names[1] = '', p.person_id, p.names[1])) AS person_name,
    any(p.start_date) AS start_date, any(p.end_date) AS end_date, any(p.home_city) AS home_city, any(p.home_country) AS home_country,
    any(p.home_latitude) AS home_latitude, any(p.home_longitude) AS home_longitude, any(p.home_precision) AS home_precision
FROM claim AS c
INNER JOIN persona_of_person AS o ON o.persona = c.persona
INNER JOIN person AS p ON p.person_id = o.person_id
WHERE c.kind IN ('candidate_id', 'employee_id')
GROUP BY kind, number HAVING uniqExact(p.person_id) = 1;

-- Somebody applies, from a network.
CREATE OR REPLACE VIEW application AS
SELECT e.* EXCEPT (candidate_uid), e.candidate_uid AS candidate_uid, w.* EXCEPT (kind, number), n.network_kind AS network_kind, n.network_name AS network_name, n.shared_exit AS shared_exit,
    n.country AS country, n.city AS city, n.latitude AS latitude, n.longitude AS longitude
FROM (SELECT event_id, time, source, action, candidate_uid, resource_name AS job, src_ip, http_user_agent FROM event WHERE class_uid = 98001001 AND candidate_uid != '') AS e
LEFT SEMI JOIN (SELECT * FROM person_of_number WHERE kind = 'candidate_id') AS w ON w.number = e.candidate_uid
LEFT ANY JOIN address_place AS n ON n.address = e.src_ip;

-- An interview, and the network it was joined from.
CREATE OR REPLACE VIEW interview AS
SELECT e.* EXCEPT (candidate_uid), e.candidate_uid AS candidate_uid, w.* EXCEPT (kind, number), n.network_kind AS network_kind, n.network_name AS network_name, n.shared_exit AS shared_exit,
    n.country AS country, n.city AS city, n.latitude AS latitude, n.longitude AS longitude
FROM (SELECT event_id, time, source, action, candidate_uid, src_ip, http_user_agent, device_model FROM event WHERE class_uid = 98001002 AND candidate_uid != '') AS e
LEFT SEMI JOIN (SELECT * FROM person_of_number WHERE kind = 'candidate_id') AS w ON w.number = e.candidate_uid
LEFT ANY JOIN address_place AS n ON n.address = e.src_ip;

-- What the people system says of an employment: listed, hired, ended …
CREATE OR REPLACE VIEW employment AS
SELECT e.* EXCEPT (employee_uid), e.employee_uid AS employee_uid, w.* EXCEPT (kind, number)
FROM (SELECT event_id, time, source, action, employee_uid FROM event WHERE class_uid = 98001003 AND employee_uid != '') AS e
LEFT SEMI JOIN (SELECT * FROM person_of_number WHERE kind = 'employee_id') AS w ON w.number = e.employee_uid;

-- Pay is set up or changed, from a network. `token_uid`: equal text for equal accounts.
CREATE OR REPLACE VIEW payroll_change AS
SELECT e.* EXCEPT (account), e.account AS account, w.* EXCEPT (account), n.network_kind AS network_kind, n.network_name AS network_name, n.shared_exit AS shared_exit,
    n.country AS country, n.city AS city, n.latitude AS latitude, n.longitude AS longitude
FROM (SELECT event_id, time, source, action, account, token_uid, src_ip FROM event WHERE class_uid = 98001005 AND account != '') AS e
LEFT SEMI JOIN person_of_account AS w ON w.account = e.account
LEFT ANY JOIN address_place AS n ON n.address = e.src_ip;

-- Somebody reads, downloads or shares a file of the company's (OCSF File Hosting Activity).
CREATE OR REPLACE VIEW file_access AS
SELECT e.* EXCEPT (account), e.account AS account, w.* EXCEPT (account), n.network_kind AS network_kind, n.network_name AS network_name, n.shared_exit AS shared_exit,
    n.country AS country, n.city AS city, n.latitude AS latitude, n.longitude AS longitude
FROM (SELECT event_id, time, source, action, account, resource_name AS file_name, file_path, src_ip, http_user_agent FROM event WHERE class_uid = 6006 AND account != '') AS e
LEFT SEMI JOIN person_of_account AS w ON w.account = e.account
LEFT ANY JOIN address_place AS n ON n.address = e.src_ip;
