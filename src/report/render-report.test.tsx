import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventColumns } from '../schema/event-columns.ts';
import type { PlaceSeen } from '../schema/report.ts';
import { arrangeFields } from './evidence-fields.ts';
import { formatBits, formatProbability, formatSpan } from './format-values.ts';
import { fitFrame, mapHeight, mapWidth } from './map-frame.ts';
import { prettyPrint } from './pretty-print.ts';
import { renderReport } from './render-report.ts';
import { makeHostileReportData, makeLargeReportData, makeReportData } from './report-fixture.ts';
import { reportScript } from './report-script.ts';
import { layOutTimeline } from './timeline-layout.ts';
import { makeVisible, shorten } from './visible-text.ts';

describe('renderReport', () => {
  const data = makeReportData();
  const html = renderReport(data);

  test('lets in only its own script and style, by hash', () => {
    expect(html).toMatch(
      /default-src &#x27;none&#x27;; style-src &#x27;sha256-[\w+/=]+&#x27;; script-src &#x27;sha256-/,
    );
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/ style="| on[a-z]+="|https?:/);
  });

  test('every link inside the page leads somewhere, and no anchor stands twice', () => {
    for (const page of [html, renderReport(makeHostileReportData())]) {
      const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
      expect(new Set(ids).size).toBe(ids.length);
      const broken = [...page.matchAll(/ href="#([^"]*)"/g)].map((match) => match[1]).filter((id) => !ids.includes(id));
      expect([...new Set(broken)]).toEqual([]);
    }
  });

  test('every number of the score is shown, and the parts add up to the total', () => {
    for (const detail of data.details) {
      const total = detail.score.at(-1);
      const parts = detail.score.slice(0, -1).reduce((sum, step) => sum + step.bits, 0);
      expect(parts).toBeCloseTo(total?.bits ?? Number.NaN, 6);
      for (const step of detail.score) expect(html).toContain(formatBits(step.bits_after));
    }
  });

  test.each(['Nobody of 396 people needs a look.'])('an empty list says so: %s', (sentence) => {
    const empty = { ...data, details: [], raw_records: [], result: { ...data.result, people: [], rings: [] } };
    expect(renderReport(empty)).toContain(sentence);
  });

  test('says what stands, and accuses nobody', () => {
    for (const words of ['People decide.', 'may belong to a victim', 'Silence is not innocence'])
      expect(html).toContain(words);
    expect(html).not.toMatch(/north korea|fraudster|criminal|guilty\b(?! either)|liar|suspect/i);
  });

  test('a report of 300 people, 40 of them with 2,000 entries, stays under 6 MB', () => {
    const large = renderReport(makeLargeReportData());
    expect(Buffer.byteLength(large)).toBeLessThan(6_000_000);
    expect(large).toContain('are kept for the 40 most pressing of them');
  });

  test('the script stays small', () => {
    expect(reportScript.split('\n').length).toBeLessThan(150);
  });
});

describe('makeVisible', () => {
  test.each([
    ['escape and bell', '\u001b[2J\u0007', '␛[2J␇'],
    ['C1', '\u009b31m', '⟨U+009B⟩31m'],
    ['direction override', '\u202egpj.exe', '⟨RLO⟩gpj.exe'],
    ['isolates and marks', '\u2066a\u2069\u200f', '⟨LRI⟩a⟨PDI⟩⟨RLM⟩'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
    ['joiners in a name stay', 'नेहा\u200dमी', 'नेहा\u200dमी'],
    ['tag characters', '\u{e0041}', '⟨U+E0041⟩'],
    ['zero width', 'a\u200bb', 'a⟨ZWSP⟩b'],
  ])('%s', (_, text, shown) => expect(makeVisible(text)).toBe(shown));

  test('no text keeps a control or a direction character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => !/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u.test(makeVisible(text)),
      ),
    );
  });

  test('shorten never leaves half a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 20 }),
        (text, limit) => shorten(text, limit).length <= limit && !/\p{Cs}/u.test(shorten(text, limit)),
      ),
    );
  });
});

describe('prettyPrint', () => {
  test.each([
    [
      'long numbers and repeated keys survive',
      '{"a":12345678901234567890,"a":[1,{}]}',
      '{\n  "a": 12345678901234567890,\n  "a": [\n    1,\n    {}\n  ]\n}',
    ],
    ['text that is no JSON stays', 'a,b\n1,"2', 'a,b\n1,"2'],
    ['a lone value stays', '"x"', '"x"'],
    ['brackets in a string are text', '{"a":"{[,:]}\\""}', '{\n  "a": "{[,:]}\\""\n}'],
  ])('%s', (_, text, shown) => expect(prettyPrint(text)).toBe(shown));

  test('adds white space only', () => {
    fc.assert(
      fc.property(
        fc.json(),
        (text) => JSON.stringify(JSON.parse(prettyPrint(text))) === JSON.stringify(JSON.parse(text)),
      ),
    );
  });
});

describe('fitFrame', () => {
  const place = (longitude: number, latitude: number): PlaceSeen => ({
    kind: 'sign_in',
    label: '',
    detail: '',
    longitude,
    latitude,
    count: 1,
    first_time: null,
    last_time: null,
    network_kind: '',
  });

  test.each([
    ['two ends of one town show more than the town', [place(-73.95, 40.65), place(-74, 40.71)]],
    ['London and New York', [place(-0.1, 51.5), place(-74, 40.7)]],
    ['across the Pacific', [place(174.8, -36.9), place(-118.2, 34)]],
    ['the poles', [place(0, 90), place(0, -90)]],
  ])('%s: all places lie inside', (_, places) => {
    const frame = fitFrame(places);
    for (const { longitude, latitude } of places) {
      const [x, y] = frame.toPicture(longitude, latitude);
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(mapWidth);
      if (Math.abs(latitude) < 80) expect(y).toBeGreaterThan(0);
      if (Math.abs(latitude) < 80) expect(y).toBeLessThan(mapHeight);
    }
    expect(mapWidth / frame.scale).toBeGreaterThanOrEqual(90);
  });

  test('London to New York shows the Atlantic between them', () => {
    const frame = fitFrame([place(-0.1, 51.5), place(-74, 40.7)]);
    expect(frame.toPicture(-0.1, 51.5)[0] - frame.toPicture(-74, 40.7)[0]).toBeGreaterThan(mapWidth / 2);
  });
});

describe('layOutTimeline', () => {
  test('loses no event and draws few dots', () => {
    const entries = makeLargeReportData(1, 1, 2000).details[0]?.timeline ?? [];
    const layout = layOutTimeline(entries);
    const drawn = [...(layout?.dots ?? []), ...(layout?.marks ?? [])].reduce((sum, dot) => sum + dot.count, 0);
    expect(drawn).toBe(entries.reduce((sum, entry) => sum + entry.count, 0));
    expect(layout?.dots.length).toBeLessThanOrEqual(240);
  });

  test('a start years before all else does not squeeze the rest, and stays in the table', () => {
    const entry = (time: string, finding_ids: string[] = []) => ({
      time,
      source: '',
      lane: 'hiring',
      title: '',
      place: '',
      file: '',
      sequence: 0,
      count: 1,
      finding_ids,
    });
    const late = ['2026-07-01', '2026-07-09', '2026-08-01'].map((time) => entry(time));
    const layout = layOutTimeline([entry('2022-04-01'), ...late]);
    expect(layout?.from_ms).toBe(Date.parse('2026-07-01'));
    expect([layout?.early.length, layout?.dots.length]).toEqual([1, 3]);
    expect(layOutTimeline([entry('2022-04-01', ['f']), ...late])?.from_ms).toBe(Date.parse('2022-04-01'));
  });

  test.each([
    ['none', []],
    ['no readable time', ['soon']],
  ])('nothing to draw: %s', (_, times) => {
    const entries = times.map((time) => ({
      time,
      source: '',
      lane: 'a',
      title: '',
      place: '',
      file: '',
      sequence: 0,
      count: 1,
      finding_ids: [],
    }));
    expect(layOutTimeline(entries)).toBeNull();
  });
});

describe('words', () => {
  test.each([
    [0.9995, '> 99.9 %'],
    [0.9949, '99.5 %'],
    [0.5, '50 %'],
    [0.004, '0.4 %'],
    [0.0001, '< 0.1 %'],
  ])('%f is written %s', (probability, text) => {
    expect(formatProbability(probability)).toBe(text);
  });

  test('a span of one day is that day', () => {
    expect(formatSpan('2026-03-02T01:00:00.000Z', '2026-03-02T09:00:00.000Z')).toBe('2026-03-02');
  });
});

describe('arrangeFields', () => {
  const fields = {
    source: 'okta.system_log',
    action: 'user.session.start',
    time: '2026-08-18 10:28:29.590',
    message: 'User login',
    severity: 'INFO',
    user_name: 'ada@example.com',
    user_email_addr: 'ada@example.com',
    src_location_city: 'Tulsa',
    src_location_country: 'US',
    src_ip: '198.51.100.7',
    'phone (mobile)': '+1 503 555 0117',
    strange_thing: 'x',
  };

  test('what tells most comes first, in words', () => {
    expect(arrangeFields(fields)).toMatchObject({
      time: '2026-08-18 10:28:29.590',
      what: 'User login',
      telling: [
        { label: 'account', value: 'ada@example.com' },
        { label: 'address', value: '198.51.100.7' },
        { label: 'from', value: 'Tulsa, US' },
        { label: 'phone (mobile)', value: '+1 503 555 0117' },
        { label: 'strange thing', value: 'x' },
      ],
    });
  });

  test('no value is lost, whatever the names', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.oneof(fc.string(), fc.constantFrom(...eventColumns.map(({ name }) => name))),
          fc.stringMatching(/^[a-z]{3,9}$/),
        ),
        (some) => {
          const { time, what, source, telling, rest } = arrangeFields(some);
          const shown = [time, what, source, ...[...telling, ...rest].map(({ value }) => value)].join(' ');
          return Object.values(some).every((value) => shown.includes(value));
        },
      ),
    );
  });
});
