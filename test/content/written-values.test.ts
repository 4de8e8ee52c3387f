import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { findPackageRoot } from '../../src/events/package-root.ts';
import { useStore } from './use-store.ts';

/** The SQL functions that sources about people and parcels read typed text with. */
const opened = useStore();

async function evaluate(expression: string, text: string): Promise<unknown> {
  const [row] = await opened.store.query<{ value: unknown }>(
    `SELECT ${expression} AS value FROM (SELECT {text:String} AS x)`,
    { text },
  );
  return row?.value;
}

describe('address_parts: city, region, postcode, country', () => {
  test.each([
    ['1 Main St, Austin, TX 78701, USA', ['Austin', 'TX', '78701', 'USA']],
    ['5 Elm St 2\nAustin, TX 78701\nUnited States', ['Austin', 'TX', '78701', 'United States']],
    ['99 Pine Rd Apt 4, San Jose, California 95112-1234', ['San Jose', 'California', '95112-1234', '']],
    ['CHARLESTON SC, 29401', ['CHARLESTON', 'SC', '29401', '']],
    ['Brooklyn, NY 11211', ['Brooklyn', 'NY', '11211', '']],
    ['12 High St, Leeds LS1 4AB, UK', ['Leeds', '', 'LS1 4AB', 'UK']],
    ['8 King St W, Toronto, ON M5V 2T6, Canada', ['Toronto', 'ON', 'M5V 2T6', 'Canada']],
    ['Torstr. 1, 10119 Berlin, Germany', ['Berlin', '', '10119', 'Germany']],
    ['rua A 12, São Paulo, SP 01310-100, Brazil', ['São Paulo', 'SP', '01310-100', 'Brazil']],
    ['New York, New York, USA', ['New York', 'New York', '', 'USA']],
    ['Kraków, Poland', ['Kraków', '', '', 'Poland']],
    ['1600 Amphitheatre Pkwy, Mountain View, CA', ['Mountain View', 'CA', '', '']],
    ['123 Fake Street', ['', '', '', '']],
    ['Remote', ['', '', '', '']],
    [',;\n,', ['', '', '', '']],
    ['', ['', '', '', '']],
  ])('%s', async (line, parts) => {
    expect(await evaluate('address_parts(x)', line)).toEqual(parts);
  });
});

test.each([
  ['2026-03-04', '2026-03-04 00:00:00.000', '2026-03-04 00:00:00.000'],
  ['2026-03-04 14:00', '2026-03-04 14:00:00.000', '2026-03-04 14:00:00.000'],
  ['2026-03-04T14:00:00.123+02:00', '2026-03-04 12:00:00.123', '2026-03-04 12:00:00.123'],
  ['03/04/2026', '2026-03-04 00:00:00.000', '2026-04-03 00:00:00.000'],
  ['3/4/26 2:30 PM', '2026-03-04 14:30:00.000', '2026-04-03 14:30:00.000'],
  ['31/12/2025 08:00', '2025-12-31 08:00:00.000', '2025-12-31 08:00:00.000'],
  ['12/31/2025', '2025-12-31 00:00:00.000', '2025-12-31 00:00:00.000'],
  ['4.3.2026', '2026-03-04 00:00:00.000', '2026-03-04 00:00:00.000'],
  ['March 4, 2026', '2026-03-04 00:00:00.000', '2026-03-04 00:00:00.000'],
  ['0000-00-00', '1970-01-01 00:00:00.000', '1970-01-01 00:00:00.000'],
  ['99/99/2026', '1970-01-01 00:00:00.000', '1970-01-01 00:00:00.000'],
  ['soon', '1970-01-01 00:00:00.000', '1970-01-01 00:00:00.000'],
  ['', '1970-01-01 00:00:00.000', '1970-01-01 00:00:00.000'],
])('written_time: %s, month first and day first', async (written, month_first, day_first) => {
  expect(await evaluate('[written_time(x, 0), written_time(x, 1)]', written)).toEqual([month_first, day_first]);
});

test.each([
  ['https://github.com/Octo-Ann/repo', 'octo-ann'],
  ['github.com/octo?tab=repositories', 'octo'],
  ['https://github.com/orgs/acme', ''],
  ['https://github.com/', ''],
  ['https://notgithub.com/octo', ''],
])('github_login: %s', async (url, login) => {
  expect(await evaluate('github_login(x)', url)).toBe(login);
});

test.each([
  ['www.linkedin.com', ''],
  ['@twitter', ''],
  ['https://www.linkedin.com/in/', ''],
  ['linkedin.com/in/ilse', 'linkedin.com/in/ilse'],
  ['https://ilse.example.com', 'https://ilse.example.com'],
])('personal_url: %s', async (url, kept) => {
  expect(await evaluate('personal_url(x)', url)).toBe(kept);
});

test('columns that say what may not be looked at are known by every word of the catalogue', async () => {
  const protectedOnes = ['nationality', 'ethnicity', 'birthplace', 'religion', 'age', 'sex', 'disability', 'family'];
  const text = readFileSync(join(findPackageRoot(), 'content/catalogue/refused-signals.yml'), 'utf8');
  const { signals } = parse(text) as { signals: { id: string; words: string[] }[] };
  const words = signals.filter((signal) => protectedOnes.includes(signal.id)).flatMap((signal) => signal.words);
  const peoples = ['north korean', 'korean', 'dprk'];
  const missed = [];
  for (const word of words.filter((w) => !peoples.includes(w)))
    if ((await evaluate('is_refused_field(x)', word)) !== 1) missed.push(word);
  expect(missed).toEqual([]);
  const kept = [
    'name',
    'title',
    'Start Date',
    'Agency',
    'Stage',
    'Cost Centre',
    'Manager',
    'Address',
    'Essex office',
    'Package',
  ];
  for (const name of kept) expect([name, await evaluate('is_refused_field(x)', name)]).toEqual([name, 0]);
});
