import { expect, test } from 'vitest';
import { createProgressLine } from './progress-line.ts';

/** A terminal of some width (0 = it does not say), and what was written to it. */
function makeTerminal(columns: number, isTTY = true) {
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string) => written.push(text) > 0 } as unknown as NodeJS.WriteStream;
  return { stream, written };
}

const event = {
  phase: 'import',
  item: `/data/${'folder/'.repeat(20)}okta.ndjson`,
  done: 1_200,
  total: 5_000,
  unit: 'records',
} as const;

test.each([80, 0])('a long path leaves the count on a line of %i columns', (columns) => {
  const { stream, written } = makeTerminal(columns);
  createProgressLine(stream).show(event);
  expect(written.join('')).toMatch(/Importing ….*\/okta\.ndjson: 1,200 of 5,000 records/);
});

test('control and direction characters of a file name do not reach the terminal', () => {
  const { stream, written } = makeTerminal(80);
  createProgressLine(stream).show({ ...event, item: 'a\u001b[2J\u202eb' });
  expect(written.join('')).toContain('Importing a�[2J�b: 1,200');
});

test('nothing is said where there is no terminal', () => {
  const { stream, written } = makeTerminal(80, false);
  const line = createProgressLine(stream);
  line.show(event);
  line.end();
  expect(written).toEqual([]);
});
