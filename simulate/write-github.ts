import { cityNamed } from './cities.ts';
import { Random } from './random.ts';
import type { CodeAccess } from './world.ts';

/** A number that stays the same for the same name, as the code host's ids do. */
const numberOf = (name: string): number => new Random(name).int(1_000_000, 199_999_999);

/** One record of the audit log's JSON export, with addresses shown. */
export function writeAuditEvent(fact: CodeAccess, random: Random): Record<string, unknown> {
  const country_code = cityNamed(fact.site.city).country;
  const git = fact.action.startsWith('git.');
  const mail = fact.worker !== null && fact.worker.github_names_mail ? fact.worker.work_email : '';
  return {
    '@timestamp': fact.time,
    _document_id: random.text(22, 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'),
    action: fact.action,
    actor: fact.login,
    actor_id: numberOf(fact.login),
    actor_ip: fact.site.public_ip,
    actor_location: { country_code },
    business: 'meridian',
    business_id: 41_207,
    ...(mail === '' ? {} : { external_identity_nameid: mail }),
    hashed_token: fact.hashed_token,
    org: 'meridian-labs',
    org_id: 90_314_552,
    operation_type: fact.action === 'git.push' || fact.action.startsWith('pull') ? 'modify' : 'access',
    programmatic_access_type: fact.access_type,
    repo: fact.repository,
    repository: fact.repository,
    repository_id: numberOf(fact.repository),
    repository_public: fact.is_public,
    ...(git
      ? { transport_protocol: 1, transport_protocol_name: 'http', user: '' }
      : { created_at: fact.time, visibility: fact.is_public ? 'public' : 'private' }),
    token_id: numberOf(fact.hashed_token),
    user_agent: git ? 'git/2.51.0' : 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36',
  };
}
