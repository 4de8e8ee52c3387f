import { join } from 'node:path';
import {
  behavioursFile,
  type Catalogue,
  ipKvmFile,
  type Network,
  type NetworksFile,
  networksFile,
  refusedSignalsFile,
  regionsFile,
  remoteToolsFile,
  sharedResourcesFile,
} from '../schema/catalogue.ts';
import { readContentFile } from './content-file.ts';

/** Kinds whose addresses many unrelated people come out of, unless the entry says otherwise. */
const sharedKinds = new Set(['mobile', 'consumer_vpn', 'privacy_relay', 'education', 'corporate']);

function flattenNetworks(file: NetworksFile): Network[] {
  return file.groups.flatMap((group) =>
    group.networks.map((network) => ({
      name: network.name,
      kind: group.kind,
      asn: network.asn ?? null,
      ranges: network.ranges ?? [],
      shared_exit: network.shared_exit ?? group.shared_exit ?? sharedKinds.has(group.kind),
      source: group.source,
      checked: group.checked,
    })),
  );
}

/**
 * Reads `catalogue/` under the content folder.
 * @throws ContentError naming file, line and column when a file is missing or is not as its schema says.
 */
export async function loadCatalogue(content_dir: string): Promise<Catalogue> {
  const read = <T extends Parameters<typeof readContentFile>[1]>(name: string, schema: T) =>
    readContentFile(join(content_dir, 'catalogue', name), schema, `catalogue/${name}`);
  const networks = await read('networks.yml', networksFile);
  const tools = await read('remote-tools.yml', remoteToolsFile);
  const kvm = await read('ip-kvm.yml', ipKvmFile);
  const signals = await read('refused-signals.yml', refusedSignalsFile);
  const behaviours = await read('behaviours.yml', behavioursFile);
  return {
    networks: flattenNetworks(networks),
    org_words: networks.org_words,
    remote_tools: tools.tools,
    ip_kvm: kvm.traces,
    shared_resources: await read('shared-resources.yml', sharedResourcesFile),
    refused_signals: signals.signals,
    behaviours: behaviours.behaviours,
    regions: await read('regions.yml', regionsFile),
  };
}
