import type { ReactNode } from 'react';
import type { CounterEvidence, Finding } from '../schema/result.ts';
import { formatBits, formatDay, formatQuantity } from './format-values.ts';
import { nameStrength } from './person-words.ts';
import { EvidenceList } from './raw-record.tsx';
import type { RecordPlaces } from './record-places.ts';
import { LongShown, Shown } from './shown-text.tsx';

/** One reason: what was seen, what it weighs and why, what would explain it honestly, what to do, and the records. */
export function FindingCard(props: {
  finding: Finding;
  /** Why it counts for what it counts; '' when the report does not hold it. */
  note: string;
  anchor: string;
  places: RecordPlaces;
}): ReactNode {
  const { finding, note, anchor, places } = props;
  const excused = finding.counted_bits === 0;
  return (
    <article className={excused ? 'finding excused' : 'finding'} id={anchor} tabIndex={-1}>
      <h5>
        <Shown text={finding.title} limit={160} />
      </h5>
      <p className="facts">
        <span className="tag">
          <Shown text={finding.family} />
        </span>
        <span>
          {nameStrength(finding.bits)}, {formatBits(finding.bits)} bits
        </span>
        <span>
          <strong>{formatBits(finding.counted_bits)}</strong> counted
          {note !== '' && (
            <>
              : <Shown text={note} limit={300} />
            </>
          )}
        </span>
        <span>
          <time dateTime={finding.time}>{formatDay(finding.time)}</time>
        </span>
        <span className="quiet">
          <Shown text={finding.detection_id} limit={20} />
        </span>
      </p>
      <div className="summary">
        <LongShown text={finding.summary} limit={600} />
      </div>
      <div className="pair">
        <div>
          <h6>What would explain it honestly</h6>
          <ul className="explanations">
            {finding.explanations.map((explanation, index) => (
              <li key={index} className={explanation.supported ? 'supported' : ''}>
                <Shown text={explanation.text} limit={400} />
                {explanation.supported && <strong className="support"> ✓ supported by the data</strong>}
              </li>
            ))}
          </ul>
        </div>
        <div>
          <h6>What to ask or do next</h6>
          <ol className="steps">
            {finding.next_steps.map((step, index) => (
              <li key={index}>
                <Shown text={step} limit={400} />
              </li>
            ))}
          </ol>
        </div>
      </div>
      <details className="records">
        <summary>Rests on {formatQuantity(finding.evidence.length, 'record')}</summary>
        <EvidenceList evidence={finding.evidence} anchor={anchor} places={places} />
      </details>
    </article>
  );
}

/** A fact that speaks for the person. */
export function CounterEvidenceCard(props: {
  counter: CounterEvidence;
  anchor: string;
  places: RecordPlaces;
}): ReactNode {
  const { counter, anchor, places } = props;
  return (
    <li className="counter" id={anchor} tabIndex={-1}>
      <LongShown text={counter.text} /> <strong className="number">{formatBits(-counter.bits)} bits</strong>
      {counter.evidence.length > 0 && (
        <details className="records">
          <summary>Rests on {formatQuantity(counter.evidence.length, 'record')}</summary>
          <EvidenceList evidence={counter.evidence} anchor={anchor} places={places} />
        </details>
      )}
    </li>
  );
}
