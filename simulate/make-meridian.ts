import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { writeIso } from './calendar.ts';
import { describeTruth, meridianReadme } from './describe.ts';
import { makeWorld } from './meridian.ts';
import { Random } from './random.ts';
import type { World } from './world.ts';
import { writeAuditEvent } from './write-github.ts';
import { writeCandidate } from './write-greenhouse.ts';
import { writeManagedDevices } from './write-intune.ts';
import { writeOktaEvent } from './write-okta.ts';
import { writeOsqueryResult } from './write-osquery.ts';
import { writeShipments, writeTrackers } from './write-parcels.ts';
import { writeContractors, writeEmployees, writeLinks } from './write-people.ts';
import { writeSettings } from './write-settings.ts';
import { writeWinlogbeatEvent } from './write-winlogbeat.ts';

export const meridianSeed = 'meridian-1';

type Line = Record<string, unknown>;

/** One element to a line, so that a change shows where it is. */
const writeArray = (rows: readonly Line[]): string => `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;

function writeEnvelope(envelope: Line, key: string): string {
  const rows = envelope[key];
  if (!Array.isArray(rows)) throw new TypeError(`${key} is no array`);
  const head = JSON.stringify({ ...envelope, [key]: [] });
  const [before, after] = head.split(`${JSON.stringify(key)}:[]`);
  return `${before}${JSON.stringify(key)}:${writeArray(rows as Line[]).trimEnd()}${after}\n`;
}

const writeNdjson = (rows: readonly Line[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** No time in its header and a fixed level; still, zlib versions may differ: compare what is inside. */
const gzip = (text: string): Buffer => gzipSync(text, { level: 9 });

/** The exports of that company: path to bytes. */
function writeExports(world: World, random: Random): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const text = (path: string, content: string): unknown => files.set(path, Buffer.from(content));
  const okta = random.fork('okta');
  const byMonth = new Map<string, Line[]>();
  for (const fact of world.sign_ins) {
    const month = writeIso(fact.time).slice(0, 7);
    const lines = byMonth.get(month) ?? [];
    byMonth.set(month, lines);
    lines.push(writeOktaEvent(fact, okta));
  }
  for (const [month, lines] of byMonth) files.set(`okta/system-log-${month}.ndjson.gz`, gzip(writeNdjson(lines)));
  text(
    'greenhouse/candidates.json',
    writeArray(world.candidates.map((candidate) => writeCandidate(candidate, world.end))),
  );
  text('bamboohr/employees.json', writeEnvelope(writeEmployees(world), 'employees'));
  text('easypost/trackers.json', writeEnvelope(writeTrackers(world), 'trackers'));
  text('intune/managed-devices.json', writeEnvelope(writeManagedDevices(world), 'value'));
  const winlogbeat = random.fork('winlogbeat');
  const events = world.endpoint_facts.map((fact, i) => writeWinlogbeatEvent(fact, 84_113 + i * 7, winlogbeat));
  files.set('endpoint/winlogbeat.ndjson.gz', gzip(writeNdjson(events)));
  files.set(
    'osquery/results.ndjson.gz',
    gzip(writeNdjson(world.host_facts.map((fact, i) => writeOsqueryResult(fact, i % 400)))),
  );
  const github = random.fork('github');
  text('github/audit-log.json', writeArray(world.code.map((fact) => writeAuditEvent(fact, github))));
  text('it/shipments.csv', writeShipments(world));
  text('people/contractors.csv', writeContractors(world));
  text('links.csv', writeLinks(world));
  text('selvage.yml', writeSettings(world));
  return files;
}

/** Everything that is committed under `examples/meridian/`, and the pages about it, which no company would have. Pure: the seed decides all. */
function makeMeridianWithTruth(seed: string): { files: Map<string, Buffer>; pages: Map<string, string> } {
  const { world, truth } = makeWorld(seed);
  const files = writeExports(world, new Random(seed).fork('writing'));
  const pages = new Map([
    ['examples/README.md', meridianReadme(world)],
    ['simulate/meridian-truth.md', describeTruth(truth)],
    ['simulate/meridian-truth.json', `${JSON.stringify(truth, null, 2)}\n`],
  ]);
  return { files, pages };
}

export const makeMeridian = (seed: string): Map<string, Buffer> => makeMeridianWithTruth(seed).files;

function main(root: string): void {
  const { files, pages } = makeMeridianWithTruth(meridianSeed);
  const folder = join(root, 'examples', 'meridian');
  rmSync(folder, { recursive: true, force: true });
  let total = 0;
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
    total += bytes.length;
    console.log(`${String(bytes.length).padStart(9)}  ${path}`);
  }
  for (const [path, text] of pages) writeFileSync(join(root, path), text);
  console.log(`${String(total).padStart(9)}  in all`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) main(process.cwd());
