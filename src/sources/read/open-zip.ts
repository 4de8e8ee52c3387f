import { crc32 } from 'node:zlib';
import { type Entry, getFileNameLowLevel, openPromise, validateFileName, type ZipFile } from 'yauzl';
import { type Budget, type Chunks, expand } from './byte-streams.ts';
import { describeProblem, InputProblem, showCount } from './input-problem.ts';

/** One file in an archive: its bytes, or why they are not read. `name` null: about the archive itself. */
export type ZipMember = { name: string | null; bytes: number; chunks: Chunks; problem: string | null };

const [stored, deflated] = [0, 8];

/** Files of a zip archive in its own order; folders, dot files and macOS side files are skipped. Never throws. */
export async function* openZip(
  path: string,
  budget: Budget,
  onRead: (bytes: number) => void,
): AsyncGenerator<ZipMember> {
  const about = (problem: string): ZipMember => ({ name: null, bytes: 0, chunks: nothing(), problem });
  let zip: ZipFile;
  try {
    zip = await openPromise(path, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
  } catch {
    yield about('damaged zip archive');
    return;
  }
  try {
    const { entries, problem } = await listEntries(zip, budget.limits.entries);
    const document = nameDocument(entries);
    const compressed = entries.reduce((sum, { entry }) => sum + entry.compressedSize, 0);
    if (document !== null) yield about(`binary file (${document})`);
    else if (compressed > zip.fileSize) yield about('zip archive whose entries overlap');
    else {
      const seen = new Map<string, number>();
      for (const { entry, name: written } of entries) {
        if (isSkipped(written)) continue;
        const times = (seen.get(written) ?? 0) + 1;
        seen.set(written, times);
        const name = times === 1 ? written : `${written} (${times})`; // a name may occur again
        const refused = refuseEntry(entry, written);
        const chunks = refused === null ? readEntry(zip, entry, budget, onRead) : nothing();
        yield { name, bytes: entry.uncompressedSize, chunks, problem: refused };
      }
      if (problem !== null) yield about(problem);
      else if (entries.length === 0) yield about('empty archive');
    }
  } catch (error) {
    yield about(describeProblem(error));
  } finally {
    zip.close();
  }
}

type NamedEntry = { entry: Entry; name: string };

async function listEntries(zip: ZipFile, most: number): Promise<{ entries: NamedEntry[]; problem: string | null }> {
  const entries: NamedEntry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.length === most) {
        return { entries, problem: `more than ${showCount(most)} entries, the rest is not read` };
      }
      const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
      entries.push({ entry, name });
    }
    return { entries, problem: null };
  } catch {
    return { entries, problem: 'damaged zip archive: its list of entries could not be read to the end' };
  }
}

function nameDocument(entries: readonly NamedEntry[]): string | null {
  const has = (start: string) => entries.some(({ name }) => name.startsWith(start));
  if (has('[Content_Types].xml')) {
    return has('xl/') ? 'Excel workbook; save it as CSV' : has('word/') ? 'Word document' : 'Office document';
  }
  if (has('META-INF/MANIFEST.MF')) return 'Java archive';
  return has('mimetype') && has('META-INF/') ? 'OpenDocument file or e-book' : null;
}

function isSkipped(name: string): boolean {
  if (name.endsWith('/')) return true;
  return name.split('/').some((part) => part === '__MACOSX' || (part.startsWith('.') && part !== '.' && part !== '..'));
}

function refuseEntry(entry: Entry, name: string): string | null {
  if (validateFileName(name) !== null || name.includes('\0')) return 'a path that leads out of the archive';
  if (entry.isEncrypted()) return 'encrypted entry';
  const method = entry.compressionMethod;
  return method === stored || method === deflated ? null : `compression method ${method} is not supported`;
}

/** The bytes of an entry, then a check of their number and checksum. */
async function* readEntry(zip: ZipFile, entry: Entry, budget: Budget, onRead: (bytes: number) => void): Chunks {
  let [size, checksum] = [0, 0];
  const raw = readRaw(zip, entry, onRead);
  for await (const chunk of entry.compressionMethod === deflated ? expand(raw, 'deflate', budget) : raw) {
    size += chunk.length;
    checksum = crc32(chunk, checksum);
    yield chunk;
  }
  if (size !== entry.uncompressedSize) throw new InputProblem('zip entry of another size than stated');
  if (checksum !== entry.crc32) throw new InputProblem('zip entry with a wrong checksum');
}

async function* readRaw(zip: ZipFile, entry: Entry, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  let stream: AsyncIterable<Buffer>;
  try {
    stream = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  } catch {
    throw new InputProblem('damaged zip entry');
  }
  for await (const chunk of stream) {
    onRead(chunk.length);
    yield chunk;
  }
}

async function* nothing(): AsyncGenerator<Buffer> {}
