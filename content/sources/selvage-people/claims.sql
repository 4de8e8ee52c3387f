WITH (SELECT writes_day_first(arrayFlatten(groupArray([row['start_date'], row['end_date'], row['applied_at']]))) FROM record) AS day_first,
    if(stated(row['name']) != '', stated(row['name']), trimBoth(concat(stated(row['first_name']), ' ', stated(row['last_name'])))) AS name,
    arrayFirst(v -> v != '', [stated(row['person_id']), stated(row['employee_id']), stated(row['candidate_id']), lower(stated(row['work_email'])), lower(stated(row['email'])), lower(name)]) AS persona_id,
    lower(stated(row['kind'])) AS kind_as_written,
    multiIf(match(kind_as_written, '^(candidate|applicant|prospect)'), 0, kind_as_written != '', 1,
        arrayExists(c -> stated(row[c]) != '', ['employee_id', 'start_date', 'work_email', 'manager_email', 'end_date'])) AS is_worker,
    one_line([stated(row['address']), stated(row['address_2'])]) AS street,
    address_parts(street) AS parts,
    -- A whole address in one column is taken apart; one in columns is put together.
    stated(row['city']) = '' AND stated(row['postcode']) = '' AS is_in_one_line,
    if(is_in_one_line, one_line([street, stated(row['region']), stated(row['country'])]),
        one_line([street, stated(row['city']), concat(stated(row['region']), ' ', stated(row['postcode'])), stated(row['country'])])) AS whole_address,
    arrayJoin([
        ('name', name, ''), ('email', stated(row['email']), ''), (if(is_worker, 'work_email', 'email'), stated(row['work_email']), 'work'), ('phone', stated(row['phone']), ''),
        ('address', if(street = '', '', whole_address), ''),
        ('city', if(is_in_one_line, parts[1], stated(row['city'])), ''),
        ('region', if(stated(row['region']) != '', stated(row['region']), if(is_in_one_line, parts[2], '')), ''),
        ('postcode', if(is_in_one_line, parts[3], stated(row['postcode'])), ''),
        ('country', if(stated(row['country']) != '', stated(row['country']), if(is_in_one_line, parts[4], '')), ''),
        ('title', stated(row['title']), ''), ('department', stated(row['department']), ''),
        ('start_date', written_day(written_time(row['start_date'], day_first)), ''), ('end_date', written_day(written_time(row['end_date'], day_first)), ''),
        ('manager_email', if(position(row['manager_email'], '@') > 0, lower(stated(row['manager_email'])), ''), ''),
        ('employee_id', stated(row['employee_id']), ''), ('candidate_id', stated(row['candidate_id']), ''), ('login', stated(row['login']), ''),
        ('url', personal_url(row['url']), ''),
        ('github_login', if(github_login(row['github_login']) != '', github_login(row['github_login']), if(match(row['github_login'], '^@?[A-Za-z0-9-]{1,39}$'), lower(replaceOne(stated(row['github_login']), '@', '')), github_login(row['url']))), '')]) AS claim
SELECT
    sequence, json,
    persona_id AS persona,
    if(is_worker, 'worker', 'candidate') AS persona_kind,
    if(is_worker, toDateTime64(0, 3, 'UTC'), written_time(row['applied_at'], day_first)) AS time,
    claim.1 AS kind,
    claim.2 AS value,
    claim.3 AS label
FROM record
