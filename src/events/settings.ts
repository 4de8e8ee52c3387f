import { readFile } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { networkProfile, type Settings, settings } from '../schema/settings.ts';
import { parseContent, readContentFile } from './content-file.ts';

/** What holds when the user says nothing. */
export function defaultSettings(): Settings {
  return settings.parse({});
}

/** Paths in a settings file are relative to the file. */
function resolvePaths(read: Settings, folder: string): Settings {
  const resolved = { ...read };
  for (const key of ['city_database', 'asn_database', 'places_file', 'postcodes_file'] as const) {
    const path = read[key];
    if (path !== undefined && !isAbsolute(path)) resolved[key] = join(folder, path);
  }
  return resolved;
}

/**
 * Reads the user's `selvage.yml`.
 * @throws ContentError with file, line and column; for an unknown key also the nearest allowed one.
 */
export async function readSettings(path: string): Promise<Settings> {
  return resolvePaths(await readContentFile(path, settings), dirname(path));
}

const union = (a: readonly string[], b: readonly string[]): string[] => [...new Set([...a, ...b])];

/**
 * Adds a `selvage.network_profile` (JSON text) to the settings; what the settings say already stays.
 * @throws ContentError with file, line and column.
 */
export function addNetworkProfile(base: Settings, text: string, file: string): Settings {
  const profile = parseContent(text, file, networkProfile);
  const has_tool = new Set(base.approved_remote_tools.map((entry) => entry.tool.toLowerCase()));
  return {
    ...base,
    organisation: base.organisation || (profile.organisation ?? ''),
    email_domains: union(base.email_domains, profile.email_domains),
    offices: [...base.offices, ...profile.offices],
    corporate_vpn_egress_ips: union(base.corporate_vpn_egress_ips, profile.corporate_vpn_egress_ips),
    recruiting_agencies: union(base.recruiting_agencies, profile.recruiting_agencies),
    approved_remote_tools: [
      ...base.approved_remote_tools,
      ...profile.approved_remote_tools.filter((entry) => !has_tool.has(entry.tool.toLowerCase())),
    ],
  };
}

/** Settings of a scan: the user's file if there is one, then every network profile among the inputs. */
export async function loadSettings(settings_path: string | null, profile_paths: readonly string[]): Promise<Settings> {
  let loaded = settings_path === null ? defaultSettings() : await readSettings(settings_path);
  for (const path of profile_paths) loaded = addNetworkProfile(loaded, await readFile(path, 'utf8'), path);
  return loaded;
}
