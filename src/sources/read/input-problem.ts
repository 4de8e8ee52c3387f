/** Something about the input that a person should read: its message is shown as it is. */
export class InputProblem extends Error {}

const said: Record<string, string> = {
  ENOENT: 'no such file or folder',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ENOSPC: 'no space left for temporary files',
  EIO: 'the disk could not be read',
  ESTALE: 'the file disappeared while it was read',
  ELOOP: 'a link that leads to itself',
  ENAMETOOLONG: 'the path is too long',
  EMFILE: 'too many open files',
  Z_BUF_ERROR: 'truncated gzip',
  Z_DATA_ERROR: 'damaged compressed data',
};

/** One sentence for a person about any error met while reading. */
export function describeProblem(error: unknown): string {
  if (error instanceof InputProblem) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return said[code] ?? `could not be read${code === '' ? '' : ` (${code})`}`;
}

/** `1234` as `1,234`. */
export function showCount(count: number): string {
  return count.toLocaleString('en-US');
}

/** `16777216` as `16 MiB`. */
export function showBytes(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 1024 ** power).toFixed(1))} ${units[power]}`;
}
