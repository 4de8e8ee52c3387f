import type { ReactNode } from 'react';
import type { TimelineEntry } from '../schema/report.ts';
import { formatCount, formatDay, formatQuantity, formatSpan } from './format-values.ts';
import { keyRecord, type RecordPlaces } from './record-places.ts';
import { plain, Shown } from './shown-text.tsx';
import { layOutTimeline, pickTicks, type TimelineDot, type TimelineLayout } from './timeline-layout.ts';

const width = 1000;
const laneHeight = 38;
const left = 92;
const right = 44;
const top = 8;

type Props = { entries: TimelineEntry[]; anchors: Map<string, string>; places: RecordPlaces };

/** All sources on one time axis: a lane for each kind, dots sized by count, rings where findings rest. */
export function TimelineChart({ entries, anchors, places }: Props): ReactNode {
  const layout = layOutTimeline(entries);
  if (!layout) return <p className="quiet">Nothing with a time is known of this person.</p>;
  const events = countEvents([...layout.dots, ...layout.marks]);
  const span = formatSpan(iso(layout.from_ms), iso(layout.to_ms));
  return (
    <figure className="timeline">
      <div className="scroll" tabIndex={0} role="group" aria-label="Timeline, scrolls sideways">
        <TimelineDrawing
          layout={layout}
          anchors={anchors}
          label={`${formatQuantity(events, 'event')} from ${span} in ${layout.lanes.length} lanes`}
        />
      </div>
      <figcaption>
        {formatQuantity(events, 'event')}, {span}. A dot stands for{' '}
        {layout.bucket_days === 1 ? 'one day' : `up to ${layout.bucket_days} days`} of one lane, larger for more events;
        a ring marks what a finding rests on and leads to it.
        {layout.early.length > 0 &&
          ` ${formatQuantity(countEvents(layout.early), 'earlier event')}, from ${formatDay(iso(layout.early[0]?.from_ms ?? 0))} on, only in the table.`}
      </figcaption>
      <details className="deep">
        <summary>Timeline as a table</summary>
        <TimelineTable layout={layout} anchors={anchors} places={places} />
      </details>
    </figure>
  );
}

const countEvents = (dots: readonly TimelineDot[]) => dots.reduce((sum, dot) => sum + dot.count, 0);
const iso = (ms: number) => new Date(ms).toISOString();

function TimelineDrawing({
  layout,
  anchors,
  label,
}: {
  layout: TimelineLayout;
  anchors: Map<string, string>;
  label: string;
}): ReactNode {
  const height = top + layout.lanes.length * laneHeight + 26;
  const x = (ms: number) =>
    Math.round((left + ((ms - layout.from_ms) / (layout.to_ms - layout.from_ms)) * (width - left - right)) * 10) / 10;
  const y = (lane: string) => top + layout.lanes.indexOf(lane) * laneHeight + laneHeight / 2;
  const bottom = top + layout.lanes.length * laneHeight;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={label}>
      {pickTicks(layout.from_ms, layout.to_ms).map((ms) => (
        <g key={ms} className="tick">
          <line x1={x(ms)} x2={x(ms)} y1={top} y2={bottom + 4} />
          <text x={x(ms)} y={bottom + 19} textAnchor="middle">
            {formatDay(iso(ms))}
          </text>
        </g>
      ))}
      {layout.lanes.map((lane) => (
        <g key={lane} className="lane">
          <line x1={left} x2={width - right} y1={y(lane)} y2={y(lane)} />
          <text x={left - 12} y={y(lane) + 4} textAnchor="end">
            {plain(lane, 13)}
          </text>
        </g>
      ))}
      <g className="dots">
        {layout.dots.map((dot, index) => (
          <circle key={index} cx={x(middle(dot))} cy={y(dot.lane)} r={radius(dot.count)}>
            <title>{titleDot(dot)}</title>
          </circle>
        ))}
      </g>
      <g className="marks">
        {layout.marks.map((dot, index) => (
          <a key={index} href={`#${anchors.get(dot.finding_ids[0] ?? '') ?? ''}`} aria-label={titleDot(dot)}>
            <circle className="halo" cx={x(middle(dot))} cy={y(dot.lane)} r={Math.max(radius(dot.count), 4) + 4} />
            <circle cx={x(middle(dot))} cy={y(dot.lane)} r={Math.max(radius(dot.count), 4)} />
            <title>{titleDot(dot)}</title>
          </a>
        ))}
      </g>
    </svg>
  );
}

const middle = (dot: TimelineDot) => (dot.from_ms + dot.to_ms) / 2;
/** Area grows with the count, up to the height of a lane. */
const radius = (count: number) => Math.round(Math.min(2.2 + Math.sqrt(count) * 0.75, 13) * 10) / 10;

function titleDot(dot: TimelineDot): string {
  const titles = dot.titles.map(([title, count]) => `${plain(title, 70)}${count > 1 ? ` ×${formatCount(count)}` : ''}`);
  return `${formatSpan(iso(dot.from_ms), iso(dot.to_ms))} · ${plain(dot.lane, 20)} · ${titles.slice(0, 3).join('; ')}`;
}

function TimelineTable({
  layout,
  anchors,
  places,
}: {
  layout: TimelineLayout;
  anchors: Map<string, string>;
  places: RecordPlaces;
}): ReactNode {
  const rows = [...layout.marks, ...mergeByMonth([...layout.early, ...layout.dots])].sort(
    (a, b) => a.from_ms - b.from_ms,
  );
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="Timeline as a table, scrolls sideways">
      <table>
        <caption className="hidden">What findings rest on, one by one; everything else by month</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Lane</th>
            <th scope="col">What</th>
            <th scope="col" className="number">
              Events
            </th>
            <th scope="col">Rests on it</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((dot, index) => (
            <tr key={index}>
              <td className="day">{formatSpan(iso(dot.from_ms), iso(dot.to_ms))}</td>
              <td>
                <Shown text={dot.lane} limit={20} />
              </td>
              <td>
                {dot.titles.slice(0, 3).map(([title], at) => (
                  <span key={at}>
                    {at > 0 && '; '}
                    <Shown text={title} limit={80} />
                  </span>
                ))}
              </td>
              <td className="number">{formatCount(dot.count)}</td>
              <td>
                <MarkLinks dot={dot} anchors={anchors} places={places} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function MarkLinks({
  dot,
  anchors,
  places,
}: {
  dot: TimelineDot;
  anchors: Map<string, string>;
  places: RecordPlaces;
}): ReactNode {
  const record = places.get(keyRecord(dot.first));
  const finding = anchors.get(dot.finding_ids[0] ?? '');
  if (finding === undefined) return null;
  return (
    <>
      <a href={`#${finding}`}>finding</a>
      {record && (
        <>
          {' · '}
          <a href={`#${record.anchor}`}>raw record</a>
        </>
      )}
    </>
  );
}

function mergeByMonth(dots: TimelineDot[]): TimelineDot[] {
  const months = new Map<string, TimelineDot>();
  for (const dot of dots) {
    const key = `${iso(dot.from_ms).slice(0, 7)}\n${dot.lane}`;
    const known = months.get(key);
    if (!known) months.set(key, { ...dot, titles: [...dot.titles] });
    else {
      known.to_ms = Math.max(known.to_ms, dot.to_ms);
      known.count += dot.count;
      for (const title of dot.titles)
        if (known.titles.length < 3 && !known.titles.some(([text]) => text === title[0])) known.titles.push(title);
    }
  }
  return [...months.values()];
}
