import type { Catalogue, RemoteTool } from '../schema/catalogue.ts';
import type { Settings } from '../schema/settings.ts';
import type { EventStore } from './event-store.ts';

/**
 * Fills the knowledge tables (0003-knowledge.sql, 0005-agencies.sql) from the catalogue and the user's settings, replacing what was there.
 * People are kept as the settings name them, lower-cased; queries join them through the view `person_reference`.
 */
export async function loadKnowledge(store: EventStore, catalogue: Catalogue, settings: Settings): Promise<void> {
  await store.replace('remote_tool', catalogue.remote_tools.flatMap(describeTool));
  await store.replace(
    'ip_kvm',
    catalogue.ip_kvm.map(({ match, source: _source, note: _note, ...trace }) => ({
      ...trace,
      is_prefix: Number(match === 'prefix'),
    })),
  );
  await store.replace(
    'approved_tool',
    settings.approved_remote_tools.flatMap(({ tool, people, reason }) =>
      (people === 'all' ? ['*'] : people).map((person) => ({ tool: tool.toLowerCase(), account: key(person), reason })),
    ),
  );
  await store.replace(
    'approved_travel',
    settings.approved_travel.map(({ person, country, city, from, to }) => ({
      account: key(person),
      country: country.toUpperCase(),
      city: city ?? '',
      from_date: from,
      to_date: to,
    })),
  );
  await store.replace(
    'declared_household',
    settings.shared_households.flatMap(({ people, reason }, index) =>
      people.map((person) => ({ household: String(index + 1), account: key(person), reason })),
    ),
  );
  await store.replace('shared_address', settings.shared_addresses);
  await store.replace(
    'recruiting_agency',
    settings.recruiting_agencies.map((name) => ({ name: name.trim() })),
  );
  const { free_mail_domains, generic_values } = catalogue.shared_resources;
  await store.replace('generic_value', [
    ...free_mail_domains.domains.map((value) => ({
      kind: 'email_domain',
      match: 'exact',
      value,
      reason: 'free mail provider',
    })),
    ...generic_values.flatMap(({ kind, match, values, reason }) =>
      values.map((value) => ({ kind, match, value: value.toLowerCase(), reason })),
    ),
  ]);
}

const key = (person: string): string => person.trim().toLowerCase();

/** Rows of `remote_tool`: one for each name by which a tool shows. */
function describeTool(tool: RemoteTool): Record<string, unknown>[] {
  const row = { tool: tool.tool, vendor: tool.vendor, kind: tool.kind, common: Number(tool.common) };
  const wholly = (name: string) => `^${name.toLowerCase().split('*').map(escapeRegExp).join('.*')}$`;
  return [
    ...tool.executables.map((name) => ({ ...row, seen_as: 'program', pattern: wholly(name) })),
    ...tool.services.map((name) => ({ ...row, seen_as: 'service', pattern: wholly(name) })),
    { ...row, seen_as: 'software', pattern: softwarePattern(tool.tool) },
  ];
}

/** Inventories write `AnyDesk`, `TeamViewer 15.4 (x64)`, `Chrome Remote Desktop Host`, `Parsec.app`; short words must stand alone. */
function softwarePattern(tool: string): string {
  const tail =
    tool.length >= 8 ? '([ .].*)?' : '( (v?[0-9(]|host|client|agent|service|streamer|desktop|msi|for ).*|\\.app)?';
  return `^${escapeRegExp(tool.toLowerCase())}${tail}$`;
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.+?^${}()|[\]\\-]/g, '\\$&');
}
