import { stripVTControlCharacters } from 'node:util';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { makeHostileReportData, makeReportData } from '../report/report-fixture.ts';
import { renderTerminalTable } from './terminal-table.ts';
import { wrapText } from './text-columns.ts';

const data = makeReportData();
const options = { color: false, report: 'report.html', unknown_files: data.unknown_files };

describe('renderTerminalTable', () => {
  test.each([60, 80, 120])('golden, %i wide, plain', async (width) => {
    await expect(renderTerminalTable(data.result, { ...options, width })).toMatchFileSnapshot(
      `golden/table-${width}.txt`,
    );
  });

  test.each([60, 80, 120])('golden, %i wide, in colour; the same text as without', async (width) => {
    const colored = renderTerminalTable(data.result, { ...options, width, color: true });
    await expect(colored.replaceAll('\u001b', '␛')).toMatchFileSnapshot(`golden/table-${width}-color.txt`);
    const trim = (text: string) => text.replaceAll(/ +$/gm, '');
    expect(trim(stripVTControlCharacters(colored))).toBe(renderTerminalTable(data.result, { ...options, width }));
  });

  test.each([40, 60, 79, 80, 100, 143, 200])('no line is wider than %i', (width) => {
    for (const result of [data.result, makeHostileReportData().result]) {
      for (const line of renderTerminalTable(result, { ...options, width }).split('\n'))
        expect(stringWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  test('data can neither move the cursor nor turn the text', () => {
    const text = renderTerminalTable(makeHostileReportData().result, { ...options, width: 120 });
    expect(text).not.toMatch(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069\u200e\u200f]/u);
    expect(text).toContain('⟨RLO⟩txt.exe');
  });

  test('says plainly when nobody needs a look', () => {
    const text = renderTerminalTable({ ...data.result, people: [], rings: [] }, { width: 100, color: false });
    expect(text).toContain('Nobody needs a look.');
    expect(text).not.toContain('PRIORITY');
  });
});

describe('wrapText', () => {
  test.each([
    ['at blanks', 'one two three', 7, ['one two', 'three']],
    ['wide characters count two', '佐藤美咲', 4, ['佐藤', '美咲']],
    ['a long word is cut', 'abcdefgh', 3, ['abc', 'def', 'gh']],
    ['nothing', '', 5, ['']],
  ])('%s', (_, text, width, lines) => expect(wrapText(text, width)).toEqual(lines));
});
