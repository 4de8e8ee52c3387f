import { stringify } from 'yaml';
import type { World } from './world.ts';

/** `selvage.yml`: what the company itself knows and the logs do not say. */
export function writeSettings(world: World): string {
  const { office, vpn, recruiting_agencies, approved_remote_tools, approved_travel, shared_households } =
    world.settings;
  const text = stringify(
    {
      organisation: 'Meridian',
      email_domains: ['meridian.example'],
      offices: [{ name: 'Boston', egress_ips: [`${office.public_ip}/32`] }],
      corporate_vpn_egress_ips: vpn.map((site) => `${site.public_ip}/32`),
      recruiting_agencies,
      approved_remote_tools,
      approved_travel,
      shared_households,
    },
    { lineWidth: 0 },
  );
  return `# What the logs do not say. Every key is optional.\n${text}`;
}
