import { describe, expect, test } from 'vitest';
import { useStore } from './use-store.ts';

/** The SQL functions by which names, addresses and telephones of different people are held against each other. */
const opened = useStore();

async function evaluate(expression: string, x: string, y = ''): Promise<unknown> {
  const [row] = await opened.store.query<{ value: unknown }>(
    `SELECT ${expression} AS value FROM (SELECT {x:String} AS x, {y:String} AS y)`,
    { x, y },
  );
  return row?.value;
}

describe('address_key', () => {
  test.each([
    ['322 Dovecote Avenue Apt 3A, Dallas, TX 75218, United States', '322 dovecote ave #3a, 75218'],
    ['322 Dovecote Ave. #3A, Dallas, Texas 75218-1234', '322 dovecote ave #3a, 75218'],
    ['Unit 3A, 322 Dovecote Ave, Dallas, TX 75218', '322 dovecote ave #3a, 75218'],
    ['5 Main St Apt #12, Austin, TX 78701', '5 main st #12, 78701'],
    ['12 Main St Apt 5, Austin, TX 78701', '12 main st #5, 78701'],
    ['5 Main St Apt 5, Austin, TX 78701', '5 main st #5, 78701'],
    ['5 Main St, Austin, TX 78701', '5 main st, 78701'],
    ['5 Main St Apt, Austin, TX 78701', '5 main st, 78701'],
    ['Torstraße 1, 10119 Berlin, Germany', 'torstr 1, 10119'],
    ['Kieler Straße 5, 10119 Berlin, Germany', 'kieler st 5, 10119'],
    ['Kieler Str. 5, 10119 Berlin', 'kieler st 5, 10119'],
    ['12 High Street, Leeds LS1 4AB, UK', '12 high st, ls14ab'],
    ['1600 Amphitheatre Parkway, Mountain View, CA', '1600 amphitheatre pkwy, mountain view'],
    ['CHARLESTON SC, 29401', ''],
    ['12 Main St', ''],
    ['Remote', ''],
    ['', ''],
  ])('%s', async (line, key) => {
    expect(await evaluate("address_key(x, '', '')", line)).toBe(key);
  });

  test('town and postcode may stand beside the line', async () => {
    expect(await evaluate("address_key(x, 'Dallas', '75218-1234')", '322 Dovecote Ave, Unit 3A')).toBe(
      '322 dovecote ave #3a, 75218',
    );
  });
});

test.each([
  ['Samir Keller', 'Dalia Keller', 1],
  ['Ada Lind', 'Bo Lind Berg', 1],
  ['Ana Maria Garcia Lopez', 'Juan Garcia Lopez', 1],
  ['Kobayashi Ren', 'Mei Kobayashi', 1],
  ['Minh Le', 'Anh Le', 1],
  ['John Smith Jr.', 'Ann Smith', 1],
  ['Łukasz Wiśniewski', 'Ola Wisniewski', 1],
  ['Maria de Souza', 'Juan de la Cruz', 0],
  ['Eva van der Berg', 'Tom van der Meer', 0],
  ['John Lee Smith', 'Anna Lee Jones', 0],
  ['John Smith Jr.', 'Bob Jones Jr.', 0],
  ['Petra Lang', 'Petra Osei', 0],
  ['Lind', 'Lind', 0],
  ['', '', 0],
])('has_same_surname: %s and %s: %i', async (x, y, expected) => {
  expect(Number(await evaluate('has_same_surname([x], [y])', x, y))).toBe(expected);
  expect(Number(await evaluate('has_same_surname([y], [x])', x, y))).toBe(expected);
});

test.each([
  ['Zoë Sandoval', 'Sandoval Zoe M.', 1],
  ['Łukasz Nowak', 'Lukasz Nowak', 1],
  ['Søren Dahl', 'Soren Dahl', 1],
  ['Ada Lind', 'Ada Marie Lind', 1],
  ['Ada Lind', 'Ada Berg', 0],
  ['Ada', 'Ada Berg', 0],
  ['', '', 0],
])('is_same_name: %s and %s: %i', async (x, y, expected) => {
  expect(Number(await evaluate('is_same_name([x], [y])', x, y))).toBe(expected);
});

test('an alias of the calling query takes no place inside a function', async () => {
  const aliases =
    "'q' AS p, 'q' AS w, 'q' AS a, 'q' AS b, 'q' AS n, 'q' AS code, 'q' AS words, 'q' AS street, 'q' AS town";
  const [row] = await opened.store.query(
    `SELECT address_key('5 Main St Apt 5, Austin, TX 78701', '', '') AS key, has_same_surname(['Ada Lind'], ['Bo Lind']) AS one,
      is_same_name(['Ada Lind'], ['Lind Ada']) AS two, has_same_given_name(['Ada Lind'], ['Ada Berg']) AS three, ${aliases}`,
  );
  expect(row).toMatchObject({ key: '5 main st #5, 78701', one: 1, two: 1, three: 1 });
});

test('names that are no valid text break nothing', async () => {
  expect(await evaluate("plain_words(unhex('C5ADFF41'))", '')).toEqual(['u', 'a']);
});
