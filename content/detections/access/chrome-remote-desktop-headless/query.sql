-- `remoting_start_host` with a registration code or a PIN on its command line, whatever starts it. Once per person.
WITH
    set_up AS
    (
        SELECT event_id, s.time AS happened, device, person_id, person_name, process_cmd_line,
            -- Without folders, addresses and the secret itself.
            replaceRegexpAll(replaceRegexpAll(replaceRegexpAll(process_cmd_line, '(?i)[a-z]:\\\\[^"\']*\\\\', ''), 'https?://[^\\s"\']*', '…'),
                '(?i)(--?(?:pin|code|auth-code)[= ]\\s*["\']?)[^\\s"\']+', '\\1…') AS shown,
            lower(concat(s.parent_process_path, ' ', s.parent_process_cmd_line)) AS parent,
            match(parent, 'intunemanagementextension|agentexecutor\\.exe|ccmexec|tsmanager\\.exe|microsoft\\.management\\.services|jamf|munki|workspaceoneagent|kandji|puppet|chef-client') AS by_management
        FROM process_start AS s
        WHERE s.time <= toDateTime64({as_of:String}, 3, 'UTC')
            AND match(process_cmd_line, '(?i)remoting_start_host|chrome-remote-desktop.*start-host')
            AND match(process_cmd_line, '(?i)(^|[\\s"\'])--?(pin|code|auth-code)[= ]\\s*["\']?[0-9a-z/]')
    ),
    approved AS (SELECT person_id FROM approved_tool_of_person WHERE tool IN ('chrome remote desktop', 'google'))
SELECT
    person_id,
    min(happened) AS time,
    concat('remote_tools:', person_id) AS cause,
    map('person', any(person_name), 'device', arrayStringConcat(arraySort(groupUniqArray(device)), ' / '),
        'command', substringUTF8(argMin(shown, happened), 1, 160)) AS facts,
    arraySlice(arraySort(groupUniqArray(event_id)), 1, 12) AS evidence,
    arrayConcat(if(person_id IN (SELECT * FROM approved) OR '*' IN (SELECT * FROM approved), ['approved_tool'], []),
        if(min(by_management) = 1, ['managed_by_it'], [])) AS explained
FROM set_up
GROUP BY person_id
