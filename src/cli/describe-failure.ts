/** What went wrong, in a line or a few; the stack only with SELVAGE_DEBUG set. */
export function describeFailure(error: unknown): string {
  if (process.env['SELVAGE_DEBUG'] && error instanceof Error) return error.stack ?? error.message;
  const text = error instanceof Error ? error.message : String(error);
  return text.split('\n').slice(0, 12).join('\n');
}
