import { join } from 'node:path';
import { loadDetections } from '../detect/load-detections.ts';
import { findPackageRoot } from '../events/package-root.ts';
import type { Detection } from '../schema/detection.ts';
import type { Source } from '../schema/source.ts';
import { loadSources } from '../sources/load-sources.ts';

const contentFolder = (): string => join(findPackageRoot(), 'content');

/** Every source that is known, in order of id. */
export const listSources = (): Source[] => loadSources(contentFolder());

/** Every detection that a scan runs, in order of id. */
export const listDetections = (): Detection[] => loadDetections(contentFolder());
