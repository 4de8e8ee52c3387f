-- One credential (else account) clones 10 or more private or internal repositories in 24 hours, at most 30 days after its owner began.
-- Out: machine accounts and machine credentials, and people whose start nobody knows.
WITH
    clone_hour AS
    (
        SELECT person_id, if(token_uid != '', concat('token ', token_uid), concat('account ', account)) AS credential, repository, toStartOfHour(c.time) AS hour,
            any(person_name) AS person, any(c.start_date) AS began, min(c.time) AS first_time, argMin(event_id, c.time) AS id
        FROM code_access AS c
        WHERE action = 'git.clone' AND repository_visibility IN ('private', 'internal') AND c.time <= toDateTime64({as_of:String}, 3, 'UTC')
            AND toDate32(c.time) BETWEEN c.start_date AND c.start_date + 30
            AND NOT match(account, '\\[bot\\]$|(^|[-_.])(bot|ci|cd|svc|service|automation|jenkins|deploy|runner|build)([-_.]|$)')
            AND NOT match(lower(access_type), 'deploy key|server.to.server|actions|app installation')
        GROUP BY person_id, credential, repository, hour
    ),
    -- How many people cloned a repository in their own first 30 days.
    beginners AS (SELECT repository, uniqExact(person_id) AS people FROM clone_hour GROUP BY repository),
    -- Each clone lies in the 24 windows that begin in the 24 hours up to its own.
    window_of AS
    (
        SELECT person_id, credential, repository, hour - toIntervalHour(arrayJoin(range(24))) AS start, min(first_time) AS cloned_at, argMin(id, first_time) AS first_id, any(person) AS name, any(began) AS since
        FROM clone_hour
        WHERE (person_id, credential) IN (SELECT person_id, credential FROM clone_hour GROUP BY person_id, credential HAVING uniqExact(repository) >= 10)
        GROUP BY person_id, credential, repository, start
    ),
    burst AS
    (
        SELECT person_id, credential, start, count() AS repositories, min(cloned_at) AS burst_time, groupUniqArray(repository) AS names,
            arrayMap(x -> x.2, arraySlice(arraySort(groupArray((cloned_at, first_id))), 1, 12)) AS ids, any(name) AS person, any(since) AS began
        FROM window_of GROUP BY person_id, credential, start HAVING repositories >= 10
    ),
    widest AS (SELECT * FROM burst ORDER BY person_id, credential, repositories DESC, start DESC LIMIT 1 BY person_id, credential)
SELECT
    w.person_id AS person_id,
    burst_time AS time,
    concat('token:', credential) AS cause,
    map('person', person, 'count', toString(repositories), 'tenure_days', toString(dateDiff('day', began, toDate32(burst_time))),
        'examples', arrayStringConcat(arraySlice(arraySort(names), 1, 3), ', ')) AS facts,
    ids AS evidence,
    if(length(arrayFilter(r -> r IN (SELECT repository FROM beginners WHERE people >= 3), names)) * 5 >= repositories * 4, ['peers_do_too'], []) AS explained
FROM widest AS w
