import type { Site } from './addressing.ts';
import { minute_ms } from './calendar.ts';
import { remotePrograms } from './programs.ts';
import type { EndpointFact, Laptop, Program, Worker } from './world.ts';

export type RemoteTool = 'anydesk' | 'rustdesk' | 'chrome_remote_desktop' | 'teamviewer';

/** What Sysmon sees when somebody sets a remote tool up on this machine. */
export function startRemoteTool(
  worker: Worker,
  laptop: Laptop,
  tool: RemoteTool,
  time: number,
  site: Site,
): EndpointFact[] {
  const base = { laptop, user: worker.login };
  const here = (program: Program): Program => ({ ...program, image: program.image.replaceAll('%USER%', worker.login) });
  const start = (program: Program, after_min: number, args: string, parent: string, system = false): EndpointFact => {
    const own = here(program);
    const command_line = `"${own.image}"${args}`;
    return {
      ...base,
      time: time + after_min * minute_ms,
      kind: 'process',
      program: own,
      command_line,
      parent_command_line: parent,
      system,
    };
  };
  const ask = (program: Program, after_min: number, query: string, answer: string): EndpointFact[] => [
    { ...base, time: time + after_min * minute_ms, kind: 'dns', program: here(program), query, answer },
    {
      ...base,
      time: time + after_min * minute_ms + 400,
      kind: 'connection',
      program: here(program),
      destination_ip: answer,
      destination_name: query,
      port: 443,
      source_ip: site.kind === 'office' ? '10.20.3.41' : '192.168.1.37',
    },
  ];
  switch (tool) {
    case 'anydesk': {
      const program = remotePrograms.anydesk;
      return [
        start(program, 0, '', 'C:\\Windows\\explorer.exe'),
        start(program, 2, ' --service', 'services.exe', true),
        ...ask(program, 3, 'boot.net.anydesk.com', '203.0.113.21'),
      ];
    }
    case 'rustdesk': {
      const program = remotePrograms.rustdesk;
      return [
        start(program, 0, '', 'C:\\Windows\\explorer.exe'),
        ...ask(program, 1, 'rs-ny.rustdesk.com', '203.0.113.44'),
      ];
    }
    case 'chrome_remote_desktop': {
      const setup = remotePrograms.chromeRemoteSetup;
      const args = ` --code="4/0AVGzR1Cw" --redirect-url="https://remotedesktop.google.com/_/oauthredirect" --name=${laptop.hostname} --pin=482913`;
      return [
        start(setup, 0, args, 'powershell.exe -NoProfile -ExecutionPolicy Bypass'),
        start(remotePrograms.chromeRemoteHost, 1, ' --type=daemon', 'services.exe', true),
        ...ask(remotePrograms.chromeRemoteHost, 2, 'remotedesktop-pa.googleapis.com', '203.0.113.60'),
      ];
    }
    case 'teamviewer':
      return [
        start(remotePrograms.teamviewerService, 0, '', 'services.exe', true),
        ...ask(remotePrograms.teamviewerService, 2, 'router7.teamviewer.com', '203.0.113.77'),
      ];
  }
}
