import type { ReactNode } from 'react';
import type { PersonDetail, Stated } from '../schema/report.ts';
import type { Finding, Person } from '../schema/result.ts';
import { formatBits, formatDay, formatProbability, formatQuantity } from './format-values.ts';
import { LongShown, Shown } from './shown-text.tsx';

type Props = { person: Person; detail: PersonDetail | undefined; anchors: Map<string, string> };

/** What a reader needs first: who it is said to be, what does not agree, in the order it happened, and how much that is. */
export function PersonStory({ person, detail, anchors }: Props): ReactNode {
  const counting = person.findings.filter((finding) => finding.counted_bits > 0);
  const silent = person.findings.length - counting.length;
  const order = counting.toSorted((a, b) => (a.time < b.time ? -1 : Number(a.time > b.time)));
  return (
    <section className="story">
      {detail && <StatedLine stated={detail.stated} />}
      <h4>What does not agree</h4>
      <ol>
        {order.map((finding) => (
          <StoryLine key={finding.finding_id} finding={finding} anchor={anchors.get(finding.finding_id)} />
        ))}
      </ol>
      {order.length === 0 && <p>Nothing that counts.</p>}
      {silent > 0 && order.length > 0 && (
        <p className="quiet">
          {formatQuantity(silent, 'more finding')} {silent === 1 ? 'adds' : 'add'} nothing: honestly explained, or of
          the same cause. They stand below.
        </p>
      )}
      {person.counter_evidence.length > 0 && <h4>What speaks for them</h4>}
      {person.counter_evidence.map((counter, index) => (
        <p key={index}>
          <LongShown text={counter.text} limit={600} />{' '}
          <strong className="for">{formatBits(-counter.bits)} bits</strong>
        </p>
      ))}
      <p className="why">
        {detail ? (
          <Shown text={detail.priority_reason} limit={600} />
        ) : (
          `${formatBits(person.bits)} bits, ${formatProbability(person.probability)}. Map, timeline and raw records are kept for the most pressing people only.`
        )}
      </p>
    </section>
  );
}

function StatedLine({ stated }: { stated: Stated }): ReactNode {
  const parts: [string, string][] = [
    ['works as', stated.title],
    ['says they live in', stated.place],
    ['started', stated.start_date ?? ''],
    ['ended', stated.end_date ?? ''],
  ];
  const known = parts.filter(([, value]) => value !== '');
  if (known.length === 0) return null;
  return (
    <p className="stated">
      {known.map(([label, value], index) => (
        <span key={label}>
          {index > 0 && ' · '}
          <span className="quiet">{label}</span> <Shown text={value} limit={120} />
        </span>
      ))}
    </p>
  );
}

function StoryLine({ finding, anchor }: { finding: Finding; anchor: string | undefined }): ReactNode {
  return (
    <li>
      <time dateTime={finding.time}>{formatDay(finding.time)}</time>
      <div>
        <LongShown text={finding.summary || finding.title} limit={600} />{' '}
        <a className="more" href={`#${anchor ?? ''}`}>
          {finding.family}, {formatBits(finding.counted_bits, true)} bits
        </a>
      </div>
    </li>
  );
}
