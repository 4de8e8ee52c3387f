import { Random } from '../simulate/random.ts';

const start_ms = Date.parse('2026-03-01T00:00:00Z');
const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

const programs = [
  ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'Google Chrome', 'Google LLC', 'chrome.exe'],
  [
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'Microsoft Edge',
    'Microsoft Corporation',
    'msedge.exe',
  ],
  [
    'C:\\Users\\%u\\AppData\\Local\\Programs\\Microsoft VS Code\\Code.exe',
    'Visual Studio Code',
    'Microsoft Corporation',
    'electron.exe',
  ],
  ['C:\\Program Files\\Git\\cmd\\git.exe', 'Git for Windows', 'The Git Development Community', 'git.exe'],
  ['C:\\Program Files\\nodejs\\node.exe', 'Node.js JavaScript Runtime', 'Node.js', 'node.exe'],
  ['C:\\Windows\\System32\\svchost.exe', 'Host Process for Windows Services', 'Microsoft Corporation', 'svchost.exe'],
  [
    'C:\\Windows\\System32\\backgroundTaskHost.exe',
    'Background Task Host',
    'Microsoft Corporation',
    'backgroundTaskHost.exe',
  ],
  [
    'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe',
    'Windows PowerShell',
    'Microsoft Corporation',
    'PowerShell.EXE',
  ],
  ['C:\\Windows\\System32\\conhost.exe', 'Console Window Host', 'Microsoft Corporation', 'CONHOST.EXE'],
  ['C:\\Users\\%u\\AppData\\Local\\slack\\app-4.39.95\\slack.exe', 'Slack', 'Slack Technologies Inc.', 'slack.exe'],
] as const;
const parents = [
  'C:\\Windows\\explorer.exe',
  'C:\\Windows\\System32\\services.exe',
  'C:\\Windows\\System32\\svchost.exe',
  'C:\\Windows\\System32\\cmd.exe',
];

type Machine = {
  hostname: string;
  id: string;
  user: string;
  agent: string;
  build: string;
  mac: string;
  ip: string;
  record_id: number;
  /** Many deployments drop the rendered message before shipping. */
  ships_message: boolean;
};

/** Lines as winlogbeat ships Sysmon's log: mostly process creations, with DNS, network, file and registry events; 1,200 machines, 90 days. */
export function* sysmonShapedLines(count: number, seed: string): Generator<string> {
  const random = new Random(`${seed}/sysmon`);
  const machines = Array.from({ length: 1_200 }, (_, index) => makeMachine(random, index));
  const step_ms = (90 * 86_400_000) / count;
  for (let index = 0; index < count; index++) {
    const time = new Date(start_ms + Math.floor(index * step_ms + random.float() * step_ms));
    yield JSON.stringify(makeRecord(random, random.pick(machines), time));
  }
}

function makeMachine(random: Random, index: number): Machine {
  return {
    hostname: `EX-${random.text(7, alphabet).toUpperCase()}`,
    id: random.uuid(),
    user: index % 40 === 0 ? `rené${index}` : `user${index}`,
    agent: random.uuid(),
    build: `${random.pick([19045, 22631, 26100])}.${random.int(1000, 4600)}`,
    mac: Array.from({ length: 6 }, () => random.hex(2).toUpperCase()).join('-'),
    ip: `${random.pick([24, 68, 71, 73, 81, 98])}.${random.int(1, 250)}.${random.int(0, 255)}.${random.int(1, 254)}`,
    record_id: random.int(1, 9_000_000),
    ships_message: random.chance(0.6),
  };
}

type Happening = { code: string; action: string; title: string; data: Record<string, string> };

function makeRecord(random: Random, machine: Machine, time: Date): Record<string, unknown> {
  const happening = makeHappening(random, machine, time.toISOString().replace('T', ' ').slice(0, 23));
  const { hostname } = machine;
  const created = new Date(time.getTime() + random.int(300, 4_000)).toISOString();
  return {
    '@timestamp': time.toISOString(),
    '@version': '1',
    agent: {
      id: machine.agent,
      ephemeral_id: random.uuid(),
      name: hostname,
      hostname,
      type: 'winlogbeat',
      version: '8.17.3',
    },
    ecs: { version: '8.0.0' },
    event: {
      action: happening.action,
      code: happening.code,
      created,
      kind: 'event',
      provider: 'Microsoft-Windows-Sysmon',
    },
    host: {
      architecture: 'x86_64',
      hostname,
      id: machine.id,
      ip: [`fe80::${random.hex(4)}:${random.hex(4)}`, `192.168.${random.int(0, 20)}.${random.int(2, 250)}`],
      mac: [machine.mac],
      name: hostname.toLowerCase(),
      os: {
        build: machine.build,
        family: 'windows',
        kernel: `10.0.${machine.build} (WinBuild.160101.0800)`,
        name: 'Windows 11 Pro',
        platform: 'windows',
        type: 'windows',
        version: '10.0',
      },
    },
    log: { level: 'information' },
    ...(machine.ships_message ? { message: renderMessage(happening) } : {}),
    tags: ['beats_input_codec_plain_applied'],
    winlog: {
      api: 'wineventlog',
      channel: 'Microsoft-Windows-Sysmon/Operational',
      computer_name: `${hostname}.corp.example.com`,
      event_data: happening.data,
      event_id: happening.code,
      opcode: 'Info',
      process: { pid: random.int(1000, 6000), thread: { id: random.int(1000, 9000) } },
      provider_guid: '{5770385f-c22a-43e0-bf4c-06f5698ffbd9}',
      provider_name: 'Microsoft-Windows-Sysmon',
      record_id: machine.record_id++,
      task: happening.action,
      user: { domain: 'NT AUTHORITY', identifier: 'S-1-5-18', name: 'SYSTEM', type: 'Well Known Group' },
      version: 5,
    },
  };
}

const renderMessage = ({ title, data }: Happening): string =>
  `${title}:\n${Object.entries(data)
    .map(([key, value]) => `${key}: ${value}`)
    .join('\n')}`;

const guid = (random: Random) => `{${random.uuid()}}`;

function makeHappening(random: Random, machine: Machine, UtcTime: string): Happening {
  const [template, Description, Company, OriginalFileName] = random.pick(programs);
  const Image = template.replace('%u', machine.user);
  const system = Image.startsWith('C:\\Windows\\System32\\svchost');
  const User = system ? 'NT AUTHORITY\\SYSTEM' : `CORP\\${machine.user}`;
  const base = { RuleName: '-', UtcTime, ProcessGuid: guid(random), ProcessId: String(random.int(400, 32_000)), Image };
  const chance = random.float();
  if (chance < 0.08) return dnsQuery(random, { ...base, User });
  if (chance < 0.16) return connection(random, machine, { ...base, User });
  if (chance < 0.2) {
    const TargetFilename = `C:\\Users\\${machine.user}\\AppData\\Local\\Temp\\${random.text(12, alphabet)}.tmp`;
    return {
      code: '11',
      action: 'File created (rule: FileCreate)',
      title: 'File created',
      data: { ...base, TargetFilename, CreationUtcTime: UtcTime, User },
    };
  }
  if (chance < 0.23) {
    const TargetObject = `HKU\\S-1-5-21-${random.int(1, 4e9)}\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\${random.text(8, alphabet)}`;
    const data = { ...base, EventType: 'SetValue', TargetObject, Details: `DWORD (0x${random.hex(8)})`, User };
    return { code: '13', action: 'Registry value set (rule: RegistryEvent)', title: 'Registry value set', data };
  }
  const ParentImage = random.pick(parents);
  const data = {
    ...base,
    FileVersion: `${random.int(1, 145)}.0.${random.int(0, 7000)}.${random.int(0, 200)}`,
    Description,
    Product: Description,
    Company,
    OriginalFileName,
    CommandLine: commandLine(random, Image, machine.user),
    CurrentDirectory: `C:\\Users\\${machine.user}\\`,
    User,
    LogonGuid: guid(random),
    LogonId: `0x${random.hex(6)}`,
    TerminalSessionId: '1',
    IntegrityLevel: random.pick(['Low', 'Medium', 'High', 'System']),
    Hashes: `SHA1=${random.hex(40).toUpperCase()},MD5=${random.hex(32).toUpperCase()},SHA256=${random.hex(64).toUpperCase()},IMPHASH=${random.hex(32).toUpperCase()}`,
    ParentProcessGuid: guid(random),
    ParentProcessId: String(random.int(400, 32_000)),
    ParentImage,
    ParentCommandLine: random.chance(0.5)
      ? ParentImage
      : `"${ParentImage}" /${random.text(6, alphabet)} -k ${random.text(9, alphabet)}`,
    ParentUser: User,
  };
  return { code: '1', action: 'Process Create (rule: ProcessCreate)', title: 'Process Create', data };
}

function dnsQuery(random: Random, base: Record<string, string>): Happening {
  const QueryName = `${random.text(random.int(3, 9), alphabet)}.example.${random.pick(['com', 'net', 'org'])}`;
  const QueryResults = `type:  5 edge-${random.text(5, alphabet)}.example.net;::ffff:203.0.113.${random.int(1, 254)};`;
  return {
    code: '22',
    action: 'Dns query (rule: DnsQuery)',
    title: 'Dns query',
    data: { ...base, QueryName, QueryStatus: '0', QueryResults },
  };
}

function connection(random: Random, machine: Machine, base: Record<string, string>): Happening {
  const data = {
    ...base,
    Protocol: 'tcp',
    Initiated: 'true',
    SourceIsIpv6: 'false',
    SourceIp: random.chance(0.9) ? `192.168.1.${random.int(2, 250)}` : machine.ip,
    SourceHostname: `${machine.hostname}.corp.example.com`,
    SourcePort: String(random.int(49_152, 65_535)),
    SourcePortName: '-',
    DestinationIsIpv6: 'false',
    DestinationIp: `${random.pick([13, 20, 34, 52, 104, 140])}.${random.int(1, 250)}.${random.int(0, 255)}.${random.int(1, 254)}`,
    DestinationHostname: '-',
    DestinationPort: random.pick(['443', '443', '443', '80', '22', '3389']),
    DestinationPortName: random.pick(['https', '-']),
  };
  return {
    code: '3',
    action: 'Network connection detected (rule: NetworkConnect)',
    title: 'Network connection detected',
    data,
  };
}

function commandLine(random: Random, image: string, user: string): string {
  const name = image.slice(image.lastIndexOf('\\') + 1);
  const word = () => random.text(random.int(3, 10), alphabet);
  switch (name) {
    case 'git.exe':
      return `git.exe ${random.pick(['fetch', 'pull', 'status', 'log', 'push', 'commit'])} --${word()} origin feature/${word()}-${random.int(1, 9999)}`;
    case 'node.exe':
      return `"${image}" C:\\Users\\${user}\\src\\${word()}\\node_modules\\${word()}\\bin\\${word()}.js --${word()}=${word()} --port ${random.int(1024, 65_535)}`;
    case 'powershell.exe':
      return `powershell.exe -NoProfile -ExecutionPolicy Bypass -File "C:\\ProgramData\\${word()}\\${word()}.ps1" -${word()} ${word()}`;
    case 'svchost.exe':
      return `${image} -k ${random.pick(['netsvcs', 'LocalService', 'UnistackSvcGroup', 'wsappx'])} -p -s ${word()}`;
    case 'conhost.exe':
      return `\\??\\${image} 0xffffffff -ForceV1`;
    case 'backgroundTaskHost.exe':
      return `"${image}" -ServerName:App.AppX${random.text(30, alphabet)}.mca`;
    default:
      return `"${image}" --type=${random.pick(['renderer', 'utility', 'gpu-process'])} --user-data-dir="C:\\Users\\${user}\\AppData\\Roaming\\${word()}" --lang=en-US --renderer-client-id=${random.int(5, 900)} --time-ticks-at-unix-epoch=-${random.int(1e9, 4e9)} --launch-time-ticks=${random.int(1e8, 4e9)} --field-trial-handle=${random.int(1000, 9999)},i,${random.text(19, '0123456789')},${random.text(19, '0123456789')},262144 --variations-seed-version --mojo-platform-channel-handle=${random.int(1000, 9999)} /prefetch:${random.int(1, 8)}`;
  }
}
