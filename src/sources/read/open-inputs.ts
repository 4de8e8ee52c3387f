import { mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Budget,
  type Chunks,
  decodeToUtf8,
  expand,
  type Headed,
  readFileChunks,
  takeHead,
} from './byte-streams.ts';
import { type EnvelopeFinder, envelopeFinder } from './find-envelope.ts';
import { describeProblem } from './input-problem.ts';
import { openZip } from './open-zip.ts';
import { recogniseArchive, recogniseEncoding, recogniseText } from './recognise-format.ts';
import { stageText } from './stage-text.ts';
import { defaultLimits, type ReadLimits, type ReadOptions, type StagedFile } from './staged-file.ts';
import { walkPaths } from './walk-paths.ts';

export type { ReadOptions, StagedFile } from './staged-file.ts';

const head_bytes = 1024 * 1024;

/**
 * Turns files, folders and archives into files of records, one after the other. What a file is is told by its content,
 * never by its name. Never throws for what a file holds: a file that cannot be read is given with its `problem`.
 */
export async function* openInputs(paths: string[], options: ReadOptions): AsyncGenerator<StagedFile> {
  await mkdir(options.staging_dir, { recursive: true });
  // A folder of its own, as the staging folder may be in use by another call.
  const folder = await mkdtemp(join(options.staging_dir, 'read-'));
  const reader = new InputReader(options, folder);
  for await (const { path, bytes, problem } of walkPaths(paths)) {
    if (problem !== null) yield unusable(path, bytes, problem);
    else yield* reader.openFile(path, bytes);
  }
}

/** A file or stream of bytes to open. `path`: where it lies on disk as it is, if it does. */
type Content = { file: string; path: string | null; bytes: number; chunks: Chunks; depth: number; budget: Budget };

class InputReader {
  private readonly options: ReadOptions;
  private readonly folder: string;
  private readonly limits: ReadLimits;
  private readonly findEnvelope: EnvelopeFinder;
  private staged = 0;
  private onRead: (bytes: number) => void = () => undefined;

  constructor(options: ReadOptions, folder: string) {
    this.options = options;
    this.folder = folder;
    this.limits = { ...defaultLimits, ...options.limits };
    this.findEnvelope = envelopeFinder(options.envelopes, options.isRecord);
  }

  async *openFile(file: string, bytes: number): AsyncGenerator<StagedFile> {
    let done = 0;
    this.onRead = (read) => {
      done = Math.min(bytes, done + read);
      this.options.onProgress?.({ file, bytes_done: done, bytes_total: bytes });
    };
    const budget = { expanded: 0, limits: this.limits };
    const chunks = readFileChunks(file, (read) => this.onRead(read));
    yield* this.openContent({ file, path: file, bytes, chunks, depth: 0, budget });
  }

  private async *openContent(content: Content): AsyncGenerator<StagedFile> {
    const { file, path, bytes, depth, budget } = content;
    const raw = await takeHead(content.chunks, head_bytes);
    try {
      const archive = recogniseArchive(raw.head);
      if (archive === null) yield await this.openText(content, raw);
      else if (depth >= this.limits.archive_depth) {
        yield unusable(file, bytes, `archives nested more than ${this.limits.archive_depth} deep`);
      } else if (archive === 'gzip') {
        const chunks = expand(raw.all, 'gzip', budget);
        yield* this.openContent({ ...content, path: null, chunks, depth: depth + 1 });
      } else if (path !== null) yield* this.openArchive(content, path);
      else yield* this.openSpooled(content, raw.all);
    } catch (error) {
      yield unusable(file, bytes, describeProblem(error));
    } finally {
      await raw.close();
    }
  }

  private async *openArchive(content: Content, path: string): AsyncGenerator<StagedFile> {
    const { file, bytes, budget, depth } = content;
    const onRead = depth === 0 ? this.onRead : () => undefined;
    for await (const member of openZip(path, budget, onRead)) {
      const name = member.name === null ? file : `${file}!${member.name}`;
      if (member.problem !== null) yield unusable(name, member.name === null ? bytes : member.bytes, member.problem);
      else {
        const { bytes: member_bytes, chunks } = member;
        yield* this.openContent({ file: name, path: null, bytes: member_bytes, chunks, depth: depth + 1, budget });
      }
    }
  }

  /** An archive inside an archive has to lie on disk to be read. */
  private async *openSpooled(content: Content, chunks: Chunks): AsyncGenerator<StagedFile> {
    const path = this.nextPath('zip');
    try {
      const spool = await open(path, 'wx', 0o600);
      try {
        for await (const chunk of chunks) await spool.writeFile(chunk);
      } finally {
        await spool.close();
      }
      yield* this.openArchive(content, path);
    } finally {
      await rm(path, { force: true });
    }
  }

  private async openText(content: Content, raw: Headed): Promise<StagedFile> {
    const { file, path, bytes } = content;
    const encoding = recogniseEncoding(raw.head);
    const text = encoding === 'utf-8' ? raw : await takeHead(decodeToUtf8(raw.all, encoding), head_bytes);
    const format = recogniseText(text.head, text.complete, this.findEnvelope);
    if (format.kind === 'none') {
      const failure = text.failure ?? raw.failure;
      return unusable(file, bytes, failure === null ? format.problem : describeProblem(failure.error));
    }
    const in_place = format.kind === 'lines' && format.plain && encoding === 'utf-8' && path !== null;
    if (in_place && raw.failure === null && this.options.never_in_place !== true) {
      const container = format.only_one ? 'object' : 'ndjson';
      const { sample } = format;
      return {
        file,
        container,
        envelope: null,
        path,
        in_place,
        records: null,
        bytes,
        sample,
        rejects: [],
        problem: null,
      };
    }
    const { limits, findEnvelope } = this;
    return stageText(text.all, format, { file, path: this.nextPath('ndjson'), limits, findEnvelope });
  }

  /** Names of our own: nothing of the input gets into a path. */
  private nextPath(ending: string): string {
    return join(this.folder, `${this.staged++}.${ending}`);
  }
}

/** Its path is empty, never the user's own file: callers remove what is not in place. */
function unusable(file: string, bytes: number, problem: string): StagedFile {
  const nothing = { container: 'unknown', envelope: null, in_place: false, records: 0 } as const;
  return { ...nothing, file, path: '', bytes, sample: [], rejects: [], problem };
}
