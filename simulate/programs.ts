import type { Program } from './world.ts';

const program = (
  image: string,
  description: string,
  company: string,
  version: string,
  parent: string,
  original?: string,
): Program => ({
  image,
  description,
  product: description,
  company,
  original: original ?? image.slice(image.lastIndexOf('\\') + 1),
  version,
  parent,
});

const explorer = 'C:\\Windows\\explorer.exe';
const services = 'C:\\Windows\\System32\\services.exe';
const powershellPath = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';

/** `%USER%` stands for the account's folder name. */
export const workPrograms: readonly { program: Program; arguments: string }[] = [
  {
    program: program(
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
      'Google Chrome',
      'Google LLC',
      '141.0.7390.123',
      explorer,
    ),
    arguments: '',
  },
  {
    program: program(
      'C:\\Users\\%USER%\\AppData\\Local\\slack\\slack.exe',
      'Slack',
      'Slack Technologies Inc.',
      '4.46.101',
      explorer,
    ),
    arguments: ' --startup',
  },
  {
    program: program(
      'C:\\Users\\%USER%\\AppData\\Local\\Programs\\Microsoft VS Code\\Code.exe',
      'Visual Studio Code',
      'Microsoft Corporation',
      '1.105.1',
      explorer,
    ),
    arguments: '',
  },
  {
    program: program(
      'C:\\Program Files\\Git\\cmd\\git.exe',
      'Git for Windows',
      'The Git Development Community',
      '2.51.0.1',
      'C:\\Windows\\System32\\cmd.exe',
    ),
    arguments: ' fetch --prune origin',
  },
  {
    program: program(
      'C:\\Program Files\\nodejs\\node.exe',
      'Node.js JavaScript Runtime',
      'Node.js',
      '22.20.0',
      'C:\\Windows\\System32\\cmd.exe',
    ),
    arguments: ' node_modules\\vitest\\vitest.mjs run',
  },
  {
    program: program(
      'C:\\Program Files\\Microsoft OneDrive\\OneDrive.exe',
      'Microsoft OneDrive',
      'Microsoft Corporation',
      '25.184.0921.0004',
      explorer,
    ),
    arguments: ' /background',
  },
  {
    program: program(
      'C:\\Program Files\\Zoom\\bin\\Zoom.exe',
      'Zoom Workplace',
      'Zoom Communications, Inc.',
      '6.5.11.1234',
      explorer,
    ),
    arguments: ' --action=join',
  },
  {
    program: program(
      'C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe',
      'Docker Desktop',
      'Docker Inc.',
      '4.47.0.0',
      explorer,
    ),
    arguments: '',
  },
  {
    program: program(
      'C:\\Windows\\System32\\svchost.exe',
      'Host Process for Windows Services',
      'Microsoft Corporation',
      '10.0.26100.1',
      services,
    ),
    arguments: ' -k netsvcs -p -s wuauserv',
  },
  {
    program: program(
      'C:\\Windows\\System32\\taskhostw.exe',
      'Host Process for Windows Tasks',
      'Microsoft Corporation',
      '10.0.26100.1',
      'C:\\Windows\\System32\\svchost.exe',
    ),
    arguments: ' KEYROAMING',
  },
];

export const browserProgram = workPrograms[0]?.program ?? program('', '', '', '', '');

/** Programs that let somebody elsewhere use the machine, as their version resources name them. */
export const remotePrograms = {
  anydesk: program(
    'C:\\Program Files (x86)\\AnyDesk\\AnyDesk.exe',
    'AnyDesk',
    'AnyDesk Software GmbH',
    '9.0.5',
    explorer,
  ),
  rustdesk: program(
    'C:\\Users\\%USER%\\AppData\\Local\\rustdesk\\rustdesk.exe',
    'RustDesk',
    'Purslane Ltd',
    '1.4.2',
    explorer,
  ),
  chromeRemoteSetup: program(
    'C:\\Program Files (x86)\\Google\\Chrome Remote Desktop\\141.0.7390.9\\remoting_start_host.exe',
    'Chrome Remote Desktop Host Setup',
    'Google LLC',
    '141.0.7390.9',
    powershellPath,
  ),
  chromeRemoteHost: program(
    'C:\\Program Files (x86)\\Google\\Chrome Remote Desktop\\141.0.7390.9\\remoting_host.exe',
    'Chrome Remote Desktop Host',
    'Google LLC',
    '141.0.7390.9',
    services,
  ),
  teamviewerService: program(
    'C:\\Program Files\\TeamViewer\\TeamViewer_Service.exe',
    'TeamViewer',
    'TeamViewer Germany GmbH',
    '15.70.5',
    services,
  ),
  teamviewer: program(
    'C:\\Program Files\\TeamViewer\\TeamViewer.exe',
    'TeamViewer',
    'TeamViewer Germany GmbH',
    '15.70.5',
    explorer,
  ),
} as const;
