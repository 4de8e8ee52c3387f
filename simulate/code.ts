import type { Site } from './addressing.ts';
import { hour_ms, minute_ms, workdays } from './calendar.ts';
import type { Random } from './random.ts';
import { laptopAt, siteAt } from './routine.ts';
import type { CodeAccess, Worker, World } from './world.ts';

const parts = [
  'billing',
  'ledger',
  'gateway',
  'identity',
  'search',
  'notify',
  'reports',
  'ingest',
  'scheduler',
  'webapp',
  'mobile',
  'payments',
];
const kinds = ['api', 'worker', 'ui', 'infra'];

export const privateRepositories: readonly string[] = parts.flatMap((part) =>
  kinds.map((kind) => `meridian-labs/${part}-${kind}`),
);
const publicRepositories = [
  'meridian-labs/docs',
  'meridian-labs/sdk-js',
  'meridian-labs/sdk-python',
  'meridian-labs/awesome-ledgers',
];

/** A GitHub personal access token as the audit log shows it: its SHA-256, Base64. */
export const makeTokenHash = (random: Random): string =>
  `${random.text(43, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')}=`;

type Access = {
  time: number;
  action: string;
  repository: string;
  site: Site;
  hashed_token: string;
  access_type: string;
};

const codeAccess = (worker: Worker | null, login: string, access: Access): CodeAccess => ({
  ...access,
  worker,
  login,
  is_public: publicRepositories.includes(access.repository),
});

/** Clones one repository after the other with one token. */
export function cloneMany(
  worker: Worker | null,
  login: string,
  repositories: readonly string[],
  from: number,
  site: Site,
  hashed_token: string,
  random: Random,
): CodeAccess[] {
  let time = from;
  return repositories.map((repository) => {
    time += random.int(40, 700) * 1000;
    const access_type = worker === null ? 'GitHub App server-to-server token' : 'Personal access token (classic)';
    return codeAccess(worker, login, { time, action: 'git.clone', repository, site, hashed_token, access_type });
  });
}

/** Everyday pushes and clones of those who write code. */
export function writeCode(world: World, random: Random): void {
  for (const worker of world.workers) {
    const login = worker.github_login;
    if (login === null) continue;
    const own = random.fork(worker.key);
    const usual = own.shuffle(privateRepositories).slice(0, own.int(3, 7));
    const hashed_token = makeTokenHash(own);
    const access_type = own.chance(0.7) ? 'Personal access token (classic)' : 'Personal access token (fine-grained)';
    const until = Math.min(world.end, worker.end ?? world.end);
    let fresh = worker.start >= world.first_day ? [...usual] : [];
    for (const day of workdays(Math.max(world.first_day, worker.start), until)) {
      const time = day + (10 - worker.utc_offset) * hour_ms + own.int(0, 420) * minute_ms;
      if (laptopAt(worker, time) === null || time >= world.end) continue;
      const site = siteAt(worker, time);
      const access = { time, site, hashed_token, access_type };
      const first = fresh[0];
      if (first !== undefined && own.chance(0.5)) {
        world.code.push(codeAccess(worker, login, { ...access, action: 'git.clone', repository: first }));
        fresh = fresh.slice(1);
      }
      if (!own.chance(0.14)) continue;
      const repository = own.chance(0.08) ? own.pick(publicRepositories) : own.pick(usual);
      const action = own.chance(0.7) ? 'git.push' : own.chance(0.8) ? 'git.clone' : 'pull_request.merge';
      world.code.push(codeAccess(worker, login, { ...access, action, repository }));
    }
  }
}
