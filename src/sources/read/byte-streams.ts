import { open } from 'node:fs/promises';
import { createGunzip, createInflateRaw } from 'node:zlib';
import { InputProblem, showCount } from './input-problem.ts';
import type { Encoding } from './recognise-format.ts';
import type { ReadLimits } from './staged-file.ts';

export type Chunks = AsyncIterable<Buffer>;

const chunk_bytes = 1024 * 1024;
/** Compressed bytes expanded at once: so much is lost before damaged data, and expands to 8 MiB at most. */
const step_bytes = 8 * 1024;

/** Reads a file in chunks of 1 MiB, each in memory of its own. */
export async function* readFileChunks(path: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const handle = await open(path);
  try {
    for (;;) {
      const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(chunk_bytes));
      if (bytesRead === 0) return;
      onRead(bytesRead);
      yield bytesRead === buffer.length ? buffer : buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

export type Headed = {
  head: Buffer;
  complete: boolean;
  all: Chunks;
  failure: { error: unknown } | null;
  /** To be called in the end, whether `all` was read or not. */
  close: () => Promise<void>;
};

/**
 * Takes at least `bytes` (fewer when there are no more) off the front. `all` gives everything, head included; an error
 * met while taking the head is thrown by `all` after the head.
 */
export async function takeHead(chunks: Chunks, bytes: number): Promise<Headed> {
  const iterator = chunks[Symbol.asyncIterator]();
  const taken: Buffer[] = [];
  let size = 0;
  let done = false;
  let failure: { error: unknown } | null = null;
  while (size < bytes && !done) {
    try {
      const next = await iterator.next();
      if (next.done === true) done = true;
      else {
        taken.push(next.value);
        size += next.value.length;
      }
    } catch (error) {
      failure = { error };
      done = true;
    }
  }
  const head = Buffer.concat(taken);
  async function* all(): AsyncGenerator<Buffer> {
    yield* taken.splice(0);
    if (failure !== null) throw failure.error;
    while (!done) {
      const next = await iterator.next();
      if (next.done === true) done = true;
      else yield next.value;
    }
  }
  const close = async (): Promise<void> => {
    await iterator.return?.();
  };
  return { head, complete: done, all: all(), failure, close };
}

/** UTF-8 without a mark, whatever the encoding was. */
export async function* decodeToUtf8(chunks: Chunks, encoding: Encoding | 'windows-1252'): AsyncGenerator<Buffer> {
  if (encoding === 'utf-8') {
    yield* chunks;
    return;
  }
  if (encoding === 'utf-8 with mark') {
    let to_skip = 3;
    for await (const chunk of chunks) {
      const skipped = Math.min(to_skip, chunk.length);
      to_skip -= skipped;
      yield chunk.subarray(skipped);
    }
    return;
  }
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield Buffer.from(decoder.decode(chunk, { stream: true }));
  yield Buffer.from(decoder.decode());
}

/** Expanded bytes of one archive with everything inside it. */
export type Budget = { expanded: number; limits: ReadLimits };

/**
 * Expands gzip (several members too) or raw deflate. What was decoded before an error is given before it is thrown.
 * @throws InputProblem when it expands too far.
 */
export async function* expand(chunks: Chunks, kind: 'gzip' | 'deflate', budget: Budget): AsyncGenerator<Buffer> {
  const { limits } = budget;
  const stream =
    kind === 'gzip' ? createGunzip({ chunkSize: 256 * 1024 }) : createInflateRaw({ chunkSize: 256 * 1024 });
  let ready: Buffer[] = [];
  let failure: { error: unknown } | null = null;
  let ended = false;
  let [taken, given] = [0, 0];
  let wake = (): void => undefined;
  stream.on('data', (data: Buffer) => ready.push(data));
  stream.on('error', (error) => {
    failure = { error };
    wake();
  });
  stream.on('end', () => {
    ended = true;
    wake();
  });
  function* give(): Generator<Buffer> {
    const chunks_ready = ready;
    ready = [];
    for (const data of chunks_ready) {
      given += data.length;
      budget.expanded += data.length;
      if (given > limits.expansion_free_bytes && given > taken * limits.expansion_ratio) {
        throw new InputProblem(
          `expands more than ${showCount(limits.expansion_ratio)} times, so it is not read further`,
        );
      }
      if (budget.expanded > limits.expanded_bytes) {
        throw new InputProblem('the archive expands too far, so it is not read further');
      }
      yield data;
    }
    if (failure !== null) throw failure.error;
  }
  try {
    for await (const chunk of chunks) {
      for (let at = 0; at < chunk.length && !ended; at += step_bytes) {
        const step = chunk.subarray(at, at + step_bytes);
        taken += step.length;
        await new Promise<void>((resolve) => {
          wake = resolve;
          stream.write(step, () => resolve());
        });
        yield* give();
      }
    }
    await new Promise<void>((resolve) => {
      wake = resolve;
      if (ended) resolve();
      else stream.end();
    });
    yield* give();
  } finally {
    stream.destroy();
  }
}
