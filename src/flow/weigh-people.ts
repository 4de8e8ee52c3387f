import { renderSummary } from '../detect/render-summary.ts';
import type { CounterEvidenceRow } from '../detect/run-counter-evidence.ts';
import type { FindingRow } from '../detect/run-detections.ts';
import type { EventStore } from '../events/event-store.ts';
import {
  defaultStrengthBits,
  type EvidenceItem,
  priorFor,
  type Weighed,
  weighPerson,
} from '../evidence/weigh-person.ts';
import type { Identity, ResolvedPerson } from '../identity/identity-input.ts';
import type { Catalogue } from '../schema/catalogue.ts';
import type { Detection } from '../schema/detection.ts';
import type { CounterEvidence, Evidence, Finding, Person } from '../schema/result.ts';
import type { Settings } from '../schema/settings.ts';
import type { Source } from '../schema/source.ts';
import { readEvidence } from './read-evidence.ts';

export type WeighContext = {
  identity: Identity;
  rows: readonly FindingRow[];
  counter_evidence: readonly CounterEvidenceRow[];
  detections: readonly Detection[];
  sources: readonly Source[];
  catalogue: Catalogue;
  settings: Settings;
};

/** A person with the weighing behind the numbers. */
export type WeighedPerson = { person: Person; items: EvidenceItem[]; weighed: Weighed };

const order = ['urgent', 'high', 'review', 'watch', 'none'];

/** Weighs everybody who has a finding; the most pressing first. Those whose findings are all explained stay, at `none`. */
export async function weighPeople(store: EventStore, context: WeighContext): Promise<WeighedPerson[]> {
  const { rows, identity } = context;
  const listed = new Set(rows.map((row) => row.person_id));
  const counter_evidence = context.counter_evidence.filter((fact) => listed.has(fact.person_id));
  const evidence = await readEvidence(store, [
    ...new Set([...rows, ...counter_evidence].flatMap((row) => row.evidence)),
  ]);
  const missing_sources = await findMissingSources(store, context.sources);
  const ids = await idsOfPeople(store);
  const byPerson = new Map<string, FindingRow[]>();
  for (const row of rows) byPerson.set(row.person_id, [...(byPerson.get(row.person_id) ?? []), row]);
  return identity.persons
    .flatMap((person) => {
      const own = byPerson.get(person.person_id);
      return own ? [weighOne(person, own, { ...context, counter_evidence, evidence, missing_sources, ids })] : [];
    })
    .sort(
      (a, b) =>
        order.indexOf(a.person.priority) - order.indexOf(b.person.priority) ||
        b.person.bits - a.person.bits ||
        (a.person.person_id < b.person.person_id ? -1 : 1),
    );
}

type OneContext = WeighContext & {
  evidence: ReadonlyMap<string, Evidence>;
  missing_sources: string[];
  ids: ReadonlyMap<string, Record<string, string[]>>;
};

function weighOne(person: ResolvedPerson, rows: readonly FindingRow[], context: OneContext): WeighedPerson {
  const byId = new Map(context.detections.map((detection) => [detection.id, detection]));
  const drafts = rows.flatMap((row) => {
    const detection = byId.get(row.detection_id);
    return detection ? [{ row, detection, item: toItem(row, detection, context.settings) }] : [];
  });
  const items = drafts.map((draft) => draft.item);
  const prior_probability = priorFor(person.stage, false, {
    candidate: context.settings.priors.applicant,
    worker: context.settings.priors.worker,
    linked_to_confirmed_case: context.settings.priors.linked_to_confirmed,
  });
  const counter_evidence = context.counter_evidence
    .filter((fact) => fact.person_id === person.person_id)
    .map(({ kind, text, bits, evidence }): CounterEvidence => {
      return { kind, text, bits, evidence: evidence.flatMap((id) => context.evidence.get(id) ?? []) };
    });
  const weighed = weighPerson({ prior_probability, items, counter: counter_evidence });
  const counted = new Map(weighed.counted.map((entry) => [entry.finding_id, entry]));
  const findings = drafts
    .map(({ row, detection, item }): Finding => {
      const behaviour = context.catalogue.behaviours.find((entry) => entry.id === detection.id);
      return {
        finding_id: row.finding_id,
        detection_id: detection.id,
        behaviour: behaviour?.title ?? detection.title,
        title: detection.title,
        stage: detection.stage,
        family: detection.family,
        bits: item.bits,
        counted_bits: counted.get(row.finding_id)?.counted_bits ?? 0,
        cause: row.cause,
        time: row.time,
        summary: renderSummary(detection, row.facts),
        evidence: row.evidence.flatMap((id) => context.evidence.get(id) ?? []),
        explanations: detection.honest_explanations.map(({ id, text }) => ({
          text,
          supported: id !== undefined && row.explained.includes(id),
        })),
        next_steps: detection.next_steps,
      };
    })
    .sort((a, b) => b.counted_bits - a.counted_bits || b.bits - a.bits || (a.finding_id < b.finding_id ? -1 : 1));
  return {
    items,
    weighed,
    person: {
      person_id: person.person_id,
      names: person.names,
      emails: person.emails,
      ids: context.ids.get(person.person_id) ?? {},
      stage: person.stage,
      probability: weighed.probability,
      bits: weighed.bits,
      priority: weighed.priority,
      families: weighed.families,
      findings,
      counter_evidence,
      missing_sources: context.missing_sources,
    },
  };
}

function toItem(row: FindingRow, detection: Detection, settings: Settings): EvidenceItem {
  const strength = row.strength ?? detection.strength;
  const own = row.strength && row.strength !== detection.strength ? undefined : detection.bits?.value;
  const explanation = detection.honest_explanations.find(({ id }) => id !== undefined && row.explained.includes(id));
  return {
    finding_id: row.finding_id,
    detection_id: detection.id,
    family: detection.family,
    strength,
    bits: settings.strengths[detection.id] ?? own ?? defaultStrengthBits[strength],
    cause: row.cause,
    active_harm: detection.active_harm,
    explained_by: explanation?.text ?? null,
  };
}

/** Kinds of data of which no file was read, each with the sources that would bring them: silence is not innocence. */
async function findMissingSources(store: EventStore, sources: readonly Source[]): Promise<string[]> {
  const read = new Set(
    (await store.query<{ source: string }>('SELECT DISTINCT source FROM import FINAL')).map((row) => row.source),
  );
  const kinds = [...new Set(sources.flatMap((source) => source.covers))].sort();
  return kinds
    .filter((kind) => !sources.some((source) => read.has(source.id) && source.covers.includes(kind)))
    .map((kind) => {
      const titles = sources.filter((source) => source.covers.includes(kind)).map((source) => source.title);
      return `${kind} (${titles.join(', ')})`;
    });
}

/** Every identifier by which an export names a person, by source. */
async function idsOfPeople(store: EventStore): Promise<Map<string, Record<string, string[]>>> {
  const rows = await store.query<{ person_id: string; source: string; ids: string[] }>(`
    SELECT person_id, source, arraySort(groupUniqArray(id)) AS ids FROM (
      SELECT person_id, arrayJoin(sources) AS source, value AS id FROM identifier
      UNION ALL
      SELECT o.person_id, splitByChar(':', o.persona, 2)[1], splitByChar(':', o.persona, 2)[2] FROM persona_of_person AS o
      UNION ALL
      SELECT o.person_id, c.source, c.value FROM claim AS c INNER JOIN persona_of_person AS o ON o.persona = c.persona
      WHERE c.kind IN ('employee_id', 'candidate_id', 'login', 'github_login', 'device_serial', 'tracking_number')
    ) GROUP BY person_id, source ORDER BY person_id, source`);
  const ids = new Map<string, Record<string, string[]>>();
  for (const row of rows) ids.set(row.person_id, { ...ids.get(row.person_id), [row.source]: row.ids });
  return ids;
}
