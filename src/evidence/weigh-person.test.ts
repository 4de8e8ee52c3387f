import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { explainPriority } from './explain-priority.ts';
import { priorityLines } from './rank-priority.ts';
import {
  type CounterItem,
  defaultStrengthBits,
  type EvidenceItem,
  priorFor,
  type Weighed,
  weighPerson,
} from './weigh-person.ts';

/** `F1 D06 logistics strong address` → a finding of the default weight of its strength. */
function finding(words: string, more: Partial<EvidenceItem> = {}): EvidenceItem {
  const [finding_id = '', detection_id = '', family = '', strength = '', cause = finding_id] = words.split(' ');
  const item = {
    finding_id,
    detection_id,
    family,
    strength,
    cause,
    active_harm: false,
    explained_by: null,
  } as EvidenceItem;
  return { ...item, bits: defaultStrengthBits[item.strength], ...more };
}

type Case = {
  name: string;
  prior?: number;
  items?: EvidenceItem[];
  counter?: CounterItem[];
  bits: number;
  priority: Weighed['priority'];
  counted?: string[];
  sentence: string;
};

// Prior of a worker: log2(0.001 / 0.999) = -9.96; of an applicant: -8.38; once linked: -1.22.
const cases: Case[] = [
  { name: 'nothing known', bits: -9.96, priority: 'none', sentence: 'No finding counts.' },
  {
    name: 'linked to a confirmed case, no finding: a prior alone is never listed',
    prior: 0.3,
    bits: -1.22,
    priority: 'none',
    sentence: 'No finding counts.',
  },
  {
    name: 'one strong finding: watch',
    items: [finding('F1 D06 logistics strong')],
    bits: -2.96,
    priority: 'watch',
    counted: ['F1 7 whole'],
    sentence:
      'Only one family speaks (logistics); a strong finding keeps it at watch, and a second family is needed for more.',
  },
  {
    name: 'one strong finding with much counter-evidence: still watch',
    items: [finding('F1 D06 logistics strong')],
    counter: [{ kind: 'met', text: 'met in person', bits: 8 }],
    bits: -10.96,
    priority: 'watch',
    sentence:
      'Only one family speaks (logistics); a strong finding keeps it at watch, and a second family is needed for more.',
  },
  {
    name: 'four strong findings of one family: 7 + 3.5 + 1.75 + 0.88, and still watch',
    items: ['F1', 'F2', 'F3', 'F4'].map((id) => finding(`${id} E19 endpoint strong`)),
    bits: 3.17,
    priority: 'watch',
    counted: [
      'F1 7 whole',
      'F2 3.5 half: second in endpoint',
      'F3 1.75 quarter: third in endpoint',
      'F4 0.88 eighth: fourth in endpoint',
    ],
    sentence: 'Only one family speaks (endpoint), so it stays at watch although its weight would reach urgent.',
  },
  {
    name: 'one family that reaches review without a strong finding: watch',
    prior: 0.3,
    items: [finding('F1 E03 network medium')],
    bits: 2.78,
    priority: 'watch',
    sentence: 'Only one family speaks (network), so it stays at watch although its weight would reach high.',
  },
  {
    name: 'one medium finding: none',
    items: [finding('F1 E03 network medium')],
    bits: -5.96,
    priority: 'none',
    sentence: 'Only one family speaks (network), none of its findings is strong, and it is 3.96 bits short of review.',
  },
  {
    name: 'two strong families: urgent',
    items: [finding('F1 D06 logistics strong'), finding('F2 E19 endpoint strong')],
    bits: 4.04,
    priority: 'urgent',
    sentence: 'Two families agree (endpoint, logistics); 0.87 bits above the line of urgent.',
  },
  {
    name: 'strong and medium family: high',
    items: [finding('F1 D06 logistics strong'), finding('F2 E19 endpoint medium')],
    bits: 1.04,
    priority: 'high',
    sentence: 'Two families agree (logistics, endpoint); 2.13 bits short of urgent.',
  },
  {
    name: 'strong and weak family: review',
    items: [finding('F1 D06 logistics strong'), finding('F2 E07 network weak')],
    bits: -1.46,
    priority: 'review',
    sentence: 'Two families agree (logistics, network); 1.46 bits short of high.',
  },
  {
    name: 'a strong finding does not vanish behind a weak second family',
    items: [finding('F1 D06 logistics strong'), finding('F2 E07 network weak', { bits: 0.5 })],
    bits: -2.46,
    priority: 'watch',
    sentence:
      'Two families agree (logistics, network); 0.46 bits short of review, but a strong finding keeps it at watch.',
  },
  {
    name: 'two medium families: none',
    items: [finding('F1 E03 network medium'), finding('F2 E09 endpoint medium', { bits: 2.96 })],
    bits: -3,
    priority: 'none',
    sentence: 'Two families agree (network, endpoint); 1 bit short of review, and no finding is strong.',
  },
  {
    name: 'one cause in two families counts once, so there is one family',
    items: [finding('F1 E03 network medium 192.0.2.7'), finding('F2 D10 logistics strong 192.0.2.7')],
    bits: -2.96,
    priority: 'watch',
    counted: ['F2 7 whole', 'F1 0 same cause as F2'],
    sentence:
      'Only one family speaks (logistics); a strong finding keeps it at watch, and a second family is needed for more.',
  },
  {
    name: 'equal cause and weight: the lower detection_id stays, then the lower finding_id',
    items: [
      finding('F1 E09 endpoint medium x'),
      finding('F3 E03 network medium x'),
      finding('F2 E03 network medium x'),
    ],
    bits: -5.96,
    priority: 'none',
    counted: ['F2 4 whole', 'F3 0 same cause as F2', 'F1 0 same cause as F2'],
    sentence: 'Only one family speaks (network), none of its findings is strong, and it is 3.96 bits short of review.',
  },
  {
    name: 'causes first, halving after: the one that gave way takes no place in its family',
    items: [finding('F1 E03 network strong a'), finding('F2 E07 network medium a'), finding('F3 E10 network medium b')],
    bits: -0.96,
    priority: 'watch',
    counted: ['F1 7 whole', 'F3 2 half: second in network', 'F2 0 same cause as F1'],
    sentence: 'Only one family speaks (network), so it stays at watch although its weight would reach review.',
  },
  {
    name: 'an explained finding counts nothing, and lets a smaller one of its cause count',
    items: [
      finding('F1 E03 network strong a', { explained_by: 'approved travel' }),
      finding('F2 E07 network medium a'),
    ],
    bits: -5.96,
    priority: 'none',
    counted: ['F2 4 whole', 'F1 0 explained: approved travel'],
    sentence: 'Only one family speaks (network), none of its findings is strong, and it is 3.96 bits short of review.',
  },
  {
    name: 'all explained',
    items: [finding('F1 F01 data strong a', { explained_by: 'a migration', active_harm: true })],
    bits: -9.96,
    priority: 'none',
    sentence: 'Every finding that could count has an honest explanation that the data support.',
  },
  {
    name: 'medium active harm in a single family: urgent',
    items: [finding('F1 F01 data medium', { active_harm: true })],
    bits: -5.96,
    priority: 'urgent',
    sentence: 'Urgent because of signs of active harm (F01); by weight alone it would not be listed.',
  },
  {
    name: 'weak active harm raises nothing',
    items: [finding('F1 F01 data weak', { active_harm: true })],
    bits: -8.46,
    priority: 'none',
    sentence: 'Only one family speaks (data), none of its findings is strong, and it is 6.46 bits short of review.',
  },
  {
    name: 'harm is not hidden by a larger harmless finding of the same cause',
    items: [finding('F1 F01 data medium token', { active_harm: true }), finding('F2 E17 endpoint strong token')],
    bits: -2.96,
    priority: 'urgent',
    counted: ['F2 7 whole', 'F1 0 same cause as F2'],
    sentence: 'Urgent because of signs of active harm (F01); by weight alone it would be at watch.',
  },
  {
    name: 'urgent by weight, and harm too',
    items: [finding('F1 D06 logistics strong'), finding('F2 F01 data strong', { active_harm: true })],
    bits: 4.04,
    priority: 'urgent',
    sentence:
      'Two families agree (logistics, data); 0.87 bits above the line of urgent, and there are signs of active harm (F01).',
  },
  {
    name: 'kinds of counter-evidence count once each, at the largest',
    prior: 0.003,
    items: [finding('F1 A06 contact strong'), finding('F2 D06 logistics strong')],
    counter: [
      { kind: 'met', text: 'met in March', bits: 2 },
      { kind: 'met', text: 'met in June', bits: 3 },
      { kind: 'verified', text: 'document and live check', bits: 2.5 },
    ],
    bits: 0.12,
    priority: 'high',
    sentence: 'Two families agree (contact, logistics); 3.05 bits short of urgent.',
  },
];

describe('weighPerson, by hand', () => {
  test.each(cases)('$name', ({ prior = 0.001, items = [], counter = [], bits, priority, counted, sentence }) => {
    const weighed = weighPerson({ prior_probability: prior, items, counter });
    expect(weighed.bits).toBe(bits);
    expect(weighed.probability).toBe(1 / (1 + 2 ** -bits));
    expect(weighed.priority).toBe(priority);
    expect(explainPriority(items, weighed)).toBe(sentence);
    if (counted) {
      expect(weighed.counted.map((one) => `${one.finding_id} ${one.counted_bits} ${one.note}`)).toEqual(counted);
    }
  });

  test('the fifth finding and later ones of a family are named by number, and end at nothing', () => {
    const items = Array.from({ length: 12 }, (_, n) => finding(`F${n} E03 network strong`));
    const { counted } = weighPerson({ prior_probability: 0.001, items, counter: [] });
    expect(counted.slice(4).map((one) => `${one.counted_bits} ${one.note}`)).toEqual([
      '0.44 1/16: number 5 in network',
      '0.22 1/32: number 6 in network',
      '0.11 1/64: number 7 in network',
      '0.05 1/128: number 8 in network',
      '0.03 1/256: number 9 in network',
      '0.01 1/512: number 10 in network',
      '0.01 under 1/1000: number 11 in network',
      '0 under 1/1000: number 12 in network',
    ]);
  });

  test('the lines of priority in bits are the smallest shown totals that reach the probability', () => {
    expect(priorityLines).toEqual([
      { priority: 'urgent', probability: 0.9, bits: 3.17 },
      { priority: 'high', probability: 0.5, bits: 0 },
      { priority: 'review', probability: 0.2, bits: -2 },
    ]);
    for (const { bits, probability } of priorityLines) {
      expect(1 / (1 + 2 ** -bits)).toBeGreaterThanOrEqual(probability);
      expect(1 / (1 + 2 ** -(bits - 0.01))).toBeLessThan(probability);
    }
  });

  test.each([
    ['candidate', false, 0.003],
    ['worker', false, 0.001],
    ['leaver', false, 0.001],
    ['account', false, 0.001],
    ['candidate', true, 0.3],
    ['worker', true, 0.3],
  ] as const)('prior of a %s, linked to a confirmed case: %s', (stage, linked, prior) => {
    expect(priorFor(stage, linked)).toBe(prior);
  });

  test('the configured prior is taken', () => {
    const priors = { candidate: 0.01, worker: 0.02, linked_to_confirmed_case: 0.5 };
    expect(priorFor('candidate', false, priors)).toBe(0.01);
    expect(priorFor('leaver', false, priors)).toBe(0.02);
    expect(priorFor('leaver', true, priors)).toBe(0.5);
  });

  test.each([0, 1, -0.1, 1.5, Number.NaN])('a prior of %s is refused', (prior_probability) => {
    expect(() => weighPerson({ prior_probability, items: [], counter: [] })).toThrow(RangeError);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY])('a weight of %s is refused', (bits) => {
    const items = [finding('F1 D06 logistics strong', { bits })];
    expect(() => weighPerson({ prior_probability: 0.001, items, counter: [] })).toThrow(RangeError);
  });
});

test('docs/reference/evidence.md shows the example as it is computed', () => {
  const items = [
    finding('F1 D06 logistics strong parcel-88'),
    finding('F2 D01 logistics medium address-12'),
    finding('F3 E17 network medium 192.0.2.7'),
    finding('F4 E21 identity medium 192.0.2.7', { bits: 3 }),
    finding('F5 E25 network weak 198.51.100.4', { explained_by: 'travel was approved for these days' }),
  ];
  const counter = [
    { kind: 'met_in_person', text: 'met in person', bits: 2 },
    { kind: 'met_in_person', text: 'met in person again', bits: 1 },
  ];
  const weighed = weighPerson({ prior_probability: 0.001, items, counter });
  const rows = items.map((item) => {
    const one = weighed.counted.find((counted) => counted.finding_id === item.finding_id);
    const cells = [item.finding_id, item.detection_id, item.family, item.strength, item.cause, item.bits.toFixed(2)];
    return `| ${[...cells, one?.counted_bits.toFixed(2), one?.note].join(' | ')} |`;
  });
  const steps = weighed.steps.map(
    (step) => `| ${step.label} | ${step.bits.toFixed(2)} | ${step.bits_after.toFixed(2)} |`,
  );
  const percent = `${(weighed.probability * 100).toFixed(1)} %`;
  const shown = [...rows, ...steps, percent, `priority \`${weighed.priority}\``, explainPriority(items, weighed)];
  const page = readFileSync(new URL('../../docs/reference/evidence.md', import.meta.url), 'utf8');
  expect(shown.filter((line) => !page.includes(line))).toEqual([]);
});
