import type { TimelineEntry } from '../schema/report.ts';

const dayMs = 86_400_000;
/** In the order in which a person passes through them; lanes of other names follow. */
const laneOrder = ['hiring', 'parcel', 'device', 'sign-in', 'endpoint', 'code'];
const mostDots = 240;
const mostMarks = 80;
const mostTitles = 4;
const mostEarly = 8;

/** Entries of one lane and one stretch of days, drawn as one dot. */
export type TimelineDot = {
  lane: string;
  from_ms: number;
  to_ms: number;
  count: number;
  titles: [string, number][];
  finding_ids: string[];
  first: TimelineEntry;
};

export type TimelineLayout = {
  lanes: string[];
  from_ms: number;
  to_ms: number;
  bucket_days: number;
  dots: TimelineDot[];
  /** Entries that findings rest on; never merged with others of another finding. */
  marks: TimelineDot[];
  /** A few entries long before all others: they would squeeze the rest and are not drawn. */
  early: TimelineDot[];
};

/**
 * Merges entries by lane and day; by two days, four … until no more dots are left than a reader can tell apart.
 * Entries without a readable time are left out. Null when nothing can be drawn.
 */
export function layOutTimeline(entries: readonly TimelineEntry[]): TimelineLayout | null {
  const timed = entries.map((entry) => ({ entry, ms: Date.parse(entry.time) })).filter(({ ms }) => Number.isFinite(ms));
  if (timed.length === 0) return null;
  const start = findStart(timed);
  const from = Math.floor(start / dayMs) * dayMs;
  const to = Math.max(
    timed.reduce((most, { ms }) => Math.max(most, ms), -Infinity),
    from + dayMs,
  );
  const lanes = [...new Set(timed.filter(({ ms }) => ms >= start).map(({ entry }) => entry.lane))]
    .sort((a, b) => rankLane(a) - rankLane(b) || a.localeCompare(b))
    .slice(0, 12);
  const merge = (some: typeof timed, days: number, key: (entry: TimelineEntry) => string) => {
    const dots = new Map<string, TimelineDot>();
    for (const { entry, ms } of some) {
      const at = `${Math.floor((ms - from) / (days * dayMs))}\n${entry.lane}\n${key(entry)}`;
      const dot = dots.get(at);
      if (dot) addEntry(dot, entry, ms);
      else
        dots.set(at, {
          lane: entry.lane,
          from_ms: ms,
          to_ms: ms,
          count: entry.count,
          titles: [[titleEntry(entry), entry.count]],
          finding_ids: [...entry.finding_ids],
          first: entry,
        });
    }
    return [...dots.values()].sort((a, b) => a.from_ms - b.from_ms);
  };
  const inLanes = timed.filter(({ entry }) => lanes.includes(entry.lane));
  const early = merge(
    timed.filter(({ ms }) => ms < start),
    1,
    () => '',
  );
  const shown = inLanes.filter(({ ms }) => ms >= start);
  const plain = shown.filter(({ entry }) => entry.finding_ids.length === 0);
  let days = 1;
  let dots = merge(plain, days, () => '');
  while (dots.length > mostDots) {
    days *= 2;
    dots = merge(plain, days, () => '');
  }
  const marked = shown.filter(({ entry }) => entry.finding_ids.length > 0);
  const marks = merge(marked, days, (entry) => entry.finding_ids.join('\n')).slice(0, mostMarks);
  return { lanes, from_ms: from, to_ms: to, bucket_days: days, dots, marks, early };
}

/** Where the axis starts: behind a gap wider than half of all the time, when no finding rests on what lies before it. */
function findStart(timed: readonly { entry: TimelineEntry; ms: number }[]): number {
  const sorted = timed.toSorted((a, b) => a.ms - b.ms);
  const first = sorted[0]?.ms ?? 0;
  const span = (sorted.at(-1)?.ms ?? 0) - first;
  for (let index = 1; index < sorted.length && index <= mostEarly; index += 1) {
    const [before, here] = [sorted[index - 1], sorted[index]];
    if (!before || !here || before.entry.finding_ids.length > 0) break;
    if (here.ms - before.ms > span / 2) return here.ms;
  }
  return first;
}

function rankLane(lane: string): number {
  const rank = laneOrder.indexOf(lane);
  return rank === -1 ? laneOrder.length : rank;
}

function titleEntry(entry: TimelineEntry): string {
  return entry.place === '' ? entry.title : `${entry.title}, ${entry.place}`;
}

function addEntry(dot: TimelineDot, entry: TimelineEntry, ms: number): void {
  dot.from_ms = Math.min(dot.from_ms, ms);
  dot.to_ms = Math.max(dot.to_ms, ms);
  dot.count += entry.count;
  const title = titleEntry(entry);
  const known = dot.titles.find(([text]) => text === title);
  if (known) known[1] += entry.count;
  else if (dot.titles.length < mostTitles) dot.titles.push([title, entry.count]);
  for (const id of entry.finding_ids) if (!dot.finding_ids.includes(id)) dot.finding_ids.push(id);
}

/** Dates for the axis: at most about ten, on days, weeks, months or years. */
export function pickTicks(fromMs: number, toMs: number): number[] {
  const stepDays =
    [1, 2, 7, 14, 28, 56, 91, 182, 365, 730, 1826, 3652].find((days) => (toMs - fromMs) / (days * dayMs) <= 10) ??
    36_520;
  const ticks: number[] = [];
  for (let at = fromMs; at <= toMs && ticks.length < 40; at += stepDays * dayMs) ticks.push(at);
  return ticks;
}
