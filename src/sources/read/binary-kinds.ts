/** First bytes of common binary files, and what to call them. */
const kinds: readonly [string, string, number?][] = [
  ['89504e470d0a1a0a', 'PNG picture'],
  ['ffd8ff', 'JPEG picture'],
  ['47494638', 'GIF picture'],
  ['52494646', 'RIFF media file'],
  ['25504446', 'PDF document'],
  ['4d5a', 'Windows program'],
  ['7f454c46', 'Linux program'],
  ['cffaedfe', 'macOS program'],
  ['cafebabe', 'Java class or macOS program'],
  ['d0cf11e0a1b11ae1', 'old Office document or Outlook mail'],
  ['456c6646696c6500', 'Windows event log; export it as JSON'],
  ['53514c69746520666f726d6174203300', 'SQLite database'],
  ['28b52ffd', 'zstd archive'],
  ['425a68', 'bzip2 archive'],
  ['fd377a585a00', 'xz archive'],
  ['377abcaf271c', '7-Zip archive'],
  ['526172211a07', 'RAR archive'],
  ['7573746172', 'tar archive', 257],
  ['50415231', 'Parquet table'],
  ['4f626a01', 'Avro table'],
  ['62706c697374', 'binary property list'],
  ['d4c3b2a1', 'network capture'],
  ['0a0d0d0a', 'network capture'],
];

/** What a binary file looks like (`PNG picture`), or null. */
export function nameBinary(head: Buffer): string | null {
  const hex = head.toString('latin1', 0, 512);
  const found = kinds.find(([magic, , at = 0]) => hex.startsWith(Buffer.from(magic, 'hex').toString('latin1'), at));
  return found?.[1] ?? null;
}
