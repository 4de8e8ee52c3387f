import { writeIso } from './calendar.ts';
import { Random } from './random.ts';
import type { EndpointFact, Program } from './world.ts';

const sysmon = {
  channel: 'Microsoft-Windows-Sysmon/Operational',
  provider_name: 'Microsoft-Windows-Sysmon',
  provider_guid: '{5770385F-C22A-43E0-BF4C-06F5698FFBD9}',
};
const security = {
  channel: 'Security',
  provider_name: 'Microsoft-Windows-Security-Auditing',
  provider_guid: '{54849625-5478-4994-A5BA-3E3B0328C30D}',
};

/** The same program has the same hashes everywhere. */
function hashesOf(program: Program): string {
  const random = new Random(`${program.original} ${program.version}`);
  return `SHA256=${random.hex(64).toUpperCase()}`;
}

type Shape = {
  id: string;
  action: string;
  source: typeof sysmon;
  data: Record<string, string>;
  fields: Record<string, unknown>;
};

function processGuid(fact: EndpointFact, random: Random): string {
  const machine = fact.laptop.host_uuid.slice(0, 8).toLowerCase();
  const seconds = Math.floor(fact.time / 1000)
    .toString(16)
    .padStart(8, '0');
  return `{${machine}-${seconds.slice(4)}-${seconds.slice(0, 4)}-${random.hex(4)}-000000001a00}`;
}

function shapeOf(fact: EndpointFact, random: Random): Shape {
  const UtcTime = writeIso(fact.time).replace('T', ' ').slice(0, -1);
  const pid = String(random.int(900, 29_000));
  const User = `MERIDIAN\\${fact.user}`;
  const guid = processGuid(fact, random);
  switch (fact.kind) {
    case 'process': {
      const { program } = fact;
      const data = {
        RuleName: '-',
        UtcTime,
        ProcessGuid: guid,
        ProcessId: pid,
        Image: program.image,
        FileVersion: program.version,
        Description: program.description,
        Product: program.product,
        Company: program.company,
        OriginalFileName: program.original,
        CommandLine: fact.command_line,
        CurrentDirectory: fact.system ? 'C:\\Windows\\system32\\' : `C:\\Users\\${fact.user}\\`,
        User: fact.system ? 'NT AUTHORITY\\SYSTEM' : User,
        LogonGuid: '{00000000-0000-0000-0000-000000000000}',
        LogonId: fact.system ? '0x3e7' : '0x8f2c1',
        TerminalSessionId: fact.system ? '0' : '1',
        IntegrityLevel: fact.system ? 'System' : 'Medium',
        Hashes: hashesOf(program),
        ParentProcessGuid: guid.replace('1a00', '0b00'),
        ParentProcessId: '4812',
        ParentImage: program.parent,
        ParentCommandLine: fact.parent_command_line,
        ParentUser: fact.system ? 'NT AUTHORITY\\SYSTEM' : User,
      };
      const process = {
        executable: program.image,
        name: program.image.slice(program.image.lastIndexOf('\\') + 1),
        pid: Number(pid),
        command_line: fact.command_line,
      };
      return { id: '1', action: 'Process Create (rule: ProcessCreate)', source: sysmon, data, fields: { process } };
    }
    case 'dns': {
      const data = {
        RuleName: '-',
        UtcTime,
        ProcessGuid: guid,
        ProcessId: pid,
        QueryName: fact.query,
        QueryStatus: '0',
        QueryResults: `::ffff:${fact.answer};`,
        Image: fact.program.image,
        User,
      };
      return {
        id: '22',
        action: 'Dns query (rule: DnsQuery)',
        source: sysmon,
        data,
        fields: { dns: { question: { name: fact.query } } },
      };
    }
    case 'connection': {
      const data = {
        RuleName: '-',
        UtcTime,
        ProcessGuid: guid,
        ProcessId: pid,
        Image: fact.program.image,
        User,
        Protocol: 'tcp',
        Initiated: 'true',
        SourceIsIpv6: 'false',
        SourceIp: fact.source_ip,
        SourceHostname: '-',
        SourcePort: String(random.int(49_200, 65_500)),
        SourcePortName: '-',
        DestinationIsIpv6: 'false',
        DestinationIp: fact.destination_ip,
        DestinationHostname: fact.destination_name,
        DestinationPort: String(fact.port),
        DestinationPortName: 'https',
      };
      return {
        id: '3',
        action: 'Network connection detected (rule: NetworkConnect)',
        source: sysmon,
        data,
        fields: {},
      };
    }
    case 'logon': {
      const data = {
        SubjectUserSid: 'S-1-5-18',
        SubjectUserName: `${fact.laptop.hostname}$`,
        SubjectDomainName: 'MERIDIAN',
        SubjectLogonId: '0x3e7',
        TargetUserSid: `S-1-12-1-${Number.parseInt(fact.laptop.mdm_id.slice(0, 6), 16)}`,
        TargetUserName: fact.user,
        TargetDomainName: 'MERIDIAN',
        TargetLogonId: '0x8f2c1',
        LogonType: String(fact.logon_type),
        LogonProcessName: 'User32',
        AuthenticationPackageName: 'Negotiate',
        WorkstationName: fact.laptop.hostname,
        LogonGuid: '{00000000-0000-0000-0000-000000000000}',
        ProcessName: 'C:\\Windows\\System32\\svchost.exe',
        IpAddress: '127.0.0.1',
        IpPort: '0',
        ElevatedToken: '%%1843',
      };
      return { id: '4624', action: 'Logon', source: security, data, fields: {} };
    }
    case 'peripheral': {
      const data = {
        SubjectUserSid: 'S-1-5-18',
        SubjectUserName: `${fact.laptop.hostname}$`,
        SubjectDomainName: 'MERIDIAN',
        SubjectLogonId: '0x3e7',
        DeviceId: fact.device_id,
        DeviceDescription: fact.description,
        ClassId: '{36fc9e60-c465-11cf-8056-444553540000}',
        ClassName: fact.class_name,
        VendorIds: fact.vendor_ids,
        CompatibleIds: '\n\t\tUSB\\COMPOSITE\n\t\t',
        LocationInformation: 'Port_#0003.Hub_#0001',
      };
      return { id: '6416', action: 'Plug and Play Events', source: security, data, fields: {} };
    }
  }
}

/** One event as winlogbeat ships it. */
export function writeWinlogbeatEvent(fact: EndpointFact, record_id: number, random: Random): Record<string, unknown> {
  const { id, action, source, data, fields } = shapeOf(fact, random);
  const { laptop } = fact;
  const host_id = laptop.host_uuid.toLowerCase();
  return {
    '@timestamp': writeIso(fact.time),
    ecs: { version: '8.0.0' },
    agent: { id: laptop.mdm_id, name: laptop.hostname, version: '8.17.4', type: 'winlogbeat' },
    host: {
      name: laptop.hostname.toLowerCase(),
      hostname: laptop.hostname,
      id: host_id,
      architecture: 'x86_64',
      os: {
        platform: 'windows',
        name: 'Windows 11 Pro',
        version: '10.0',
        build: '26100.6584',
        family: 'windows',
        type: 'windows',
      },
    },
    log: { level: 'information' },
    event: {
      kind: 'event',
      code: id,
      provider: source.provider_name,
      action,
      created: writeIso(fact.time + random.int(600, 2400)),
      ...(id === '4624' ? { outcome: 'success' } : {}),
    },
    winlog: {
      api: 'wineventlog',
      channel: source.channel,
      provider_name: source.provider_name,
      provider_guid: source.provider_guid,
      computer_name: `${laptop.hostname}.corp.meridian.example`,
      event_id: id,
      opcode: 'Info',
      record_id,
      version: id === '1' || id === '22' ? 5 : 2,
      task: action,
      process: { pid: 3128, thread: { id: 4416 } },
      ...(source === sysmon
        ? { user: { identifier: 'S-1-5-18', name: 'SYSTEM', domain: 'NT AUTHORITY', type: 'User' } }
        : { keywords: ['Audit Success'] }),
      event_data: data,
    },
    ...fields,
    message: action,
  };
}
