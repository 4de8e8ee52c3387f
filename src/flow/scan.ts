import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDetections } from '../detect/load-detections.ts';
import { loadCounterEvidence, runCounterEvidence } from '../detect/run-counter-evidence.ts';
import { runDetections } from '../detect/run-detections.ts';
import { loadCatalogue } from '../events/catalogue.ts';
import { type EventStore, openEventStore } from '../events/event-store.ts';
import { loadKnowledge } from '../events/load-knowledge.ts';
import { findPackageRoot } from '../events/package-root.ts';
import { loadPlaceNames } from '../events/place/locate-place-name.ts';
import { placeAddresses } from '../events/place/place-addresses.ts';
import { placeParcels } from '../events/place/place-parcels.ts';
import { identifyPeople } from '../identity/identify-people.ts';
import { workforceClasses } from '../schema/event-columns.ts';
import type { ReportData } from '../schema/report.ts';
import { loadSources } from '../sources/load-sources.ts';
import { collectReport } from './collect-report.ts';
import { findSettings } from './find-settings.ts';
import type { Progress } from './progress.ts';
import { readExports } from './read-exports.ts';
import { weighPeople } from './weigh-people.ts';

export type ScanOptions = {
  paths: string[];
  /** Where the store is kept; null = in a temporary folder that goes afterwards. */
  store_dir: string | null;
  /** The moment the scan speaks of (ISO 8601); null = the newest time in the data. */
  as_of: string | null;
  progress: Progress;
};

/** The whole flow over files: read, place, identify, detect, weigh. Returns all that the outputs draw. */
export async function scan(options: ScanOptions): Promise<ReportData> {
  const content_dir = join(findPackageRoot(), 'content');
  const catalogue = await loadCatalogue(content_dir);
  const settings = await findSettings(options.paths);
  const sources = loadSources(content_dir);
  const detections = loadDetections(content_dir).filter((detection) => settings.strengths[detection.id] !== 0);
  const scratch_dir = await mkdtemp(join(tmpdir(), 'selvage-'));
  let store: EventStore | null = null;
  try {
    store = await openEventStore(options.store_dir ?? join(scratch_dir, 'store'));
    await readExports(store, options.paths, sources, join(scratch_dir, 'staged'), options.progress);
    await loadKnowledge(store, catalogue, settings);
    options.progress({ phase: 'place', item: 'addresses', done: 0, total: null, unit: 'people' });
    const names = await loadPlaceNames(catalogue.regions, settings);
    await placeAddresses(store, catalogue, settings);
    await placeParcels(store, names);
    const as_of = options.as_of ?? (await newestTime(store));
    options.progress({ phase: 'identify', item: 'people', done: 0, total: null, unit: 'people' });
    const account_sources = new Set(
      sources
        .filter((source) => source.covers.some((kind) => ['sign-ins', 'code', 'devices'].includes(kind)))
        .map((source) => source.id),
    );
    const identity = await identifyPeople(store, { account_sources, as_of, names });
    const rows = await runDetections(store, detections, {
      as_of,
      onProgress: (detection, done, total) =>
        options.progress({ phase: 'detect', item: detection.id, done, total, unit: 'detections' }),
    });
    const counter_evidence = await runCounterEvidence(store, loadCounterEvidence(content_dir), { as_of });
    options.progress({ phase: 'weigh', item: 'people', done: 0, total: identity.persons.length, unit: 'people' });
    const people = await weighPeople(store, {
      identity,
      rows,
      counter_evidence,
      detections,
      sources,
      catalogue,
      settings,
    });
    return await collectReport(store, { identity, people, sources, as_of });
  } finally {
    await store?.close();
    await rm(scratch_dir, { recursive: true, force: true });
  }
}

/** The newest moment that something happened; dates of employment may lie ahead, and say nothing about today. */
async function newestTime(store: EventStore): Promise<string> {
  const [row] = await store.query<{ newest: string }>(
    'SELECT max(time) AS newest FROM event WHERE time <= now64(3) AND class_uid != {employment:UInt32}',
    { employment: workforceClasses.employment },
  );
  const newest = row?.newest ?? '';
  return newest.startsWith('1970') || newest === '' ? new Date().toISOString() : `${newest.replace(' ', 'T')}Z`;
}
