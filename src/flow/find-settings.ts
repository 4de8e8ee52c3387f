import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { loadSettings } from '../events/settings.ts';
import type { Settings } from '../schema/settings.ts';

/** The user's `selvage.yml` in one of the scanned folders, or named among the paths; else the defaults. */
export async function findSettings(paths: readonly string[]): Promise<Settings> {
  const candidates = paths.flatMap((path) => {
    if (/selvage\.ya?ml$/.test(path)) return [path];
    return existsSync(path) && statSync(path).isDirectory()
      ? [join(path, 'selvage.yml'), join(path, 'selvage.yaml')]
      : [];
  });
  const profiles = paths.flatMap((path) => [join(path, 'network_profile.json'), join(path, 'network-profile.json')]);
  return loadSettings(
    candidates.find((path) => existsSync(path)) ?? null,
    profiles.filter((path) => existsSync(path)),
  );
}
