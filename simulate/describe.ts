import type { Truth } from './meridian.ts';
import type { World } from './world.ts';

/** What the company is, for those who open the folder. */
export function meridianReadme(world: World): string {
  const employees = world.workers.filter((worker) => worker.kind === 'employee').length;
  return `# Meridian

A made-up software firm: ${employees} employees and ${world.workers.length - employees} contractors in eight time zones, ${world.candidates.length} applications, one office in
Boston, and 120 days of records that end on 31 October 2026. Nobody here exists. Mail addresses, telephone numbers and streets are
invented or reserved for fiction; the cities, postcodes and address ranges are real, because places are what the scan compares.

| file | export of |
|---|---|
| \`okta/system-log-*.ndjson.gz\` | Okta System Log |
| \`greenhouse/candidates.json\` | Greenhouse candidates (Harvest API) |
| \`bamboohr/employees.json\` | BambooHR employees |
| \`people/contractors.csv\` | contractors, a sheet kept by hand (\`selvage.people\`) |
| \`easypost/trackers.json\` | EasyPost trackers |
| \`it/shipments.csv\` | laptop shipments, the IT desk's own list (\`selvage.shipments\`) |
| \`intune/managed-devices.json\` | Intune managed devices (Microsoft Graph) |
| \`endpoint/winlogbeat.ndjson.gz\` | Sysmon and Windows Security events (winlogbeat) |
| \`osquery/results.ndjson.gz\` | osquery results |
| \`github/audit-log.json\` | GitHub audit log |
| \`links.csv\` | ties that no export carries |
| \`selvage.yml\` | office, VPN, approved tools and travel, declared households |

Made by \`simulate/make-meridian.ts\` from one seed; [meridian-truth.md](../simulate/meridian-truth.md) says who is who.
`;
}

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`;

/** Who was planted and who only looks odd. */
export function describeTruth(truth: Truth): string {
  const planted = truth.planted
    .map((each) =>
      row([each.kind, each.name, each.emails[0] ?? '', each.first_evidence.slice(0, 10), each.shows.join(' ')]),
    )
    .join('');
  const honest = truth.honest_oddities.map((each) => row([each.name, each.email, each.why])).join('');
  return `# What is true about Meridian

Read this after the scan. Names were drawn for everybody before anyone was given a part.

## Stories that do not hold together

| story | name | mail | first evidence | what shows it |
|---|---|---|---|---|
${planted}
## Honest people whose records look odd

| name | mail | why |
|---|---|---|
${honest}
Everybody else is honest and ordinary.
`;
}
