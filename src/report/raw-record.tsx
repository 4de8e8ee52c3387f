import type { ReactNode } from 'react';
import type { RawRecord } from '../schema/report.ts';
import type { Evidence } from '../schema/result.ts';
import { formatCount } from './format-values.ts';
import { prettyPrint } from './pretty-print.ts';
import { keyRecord, type PlacedRecord, type RecordPlaces } from './record-places.ts';
import { LongShown, Shown } from './shown-text.tsx';
import { makeVisible } from './visible-text.ts';

/** One record in full, with the ways back to all that rests on it. */
export function RecordBody({ placed }: { placed: PlacedRecord }): ReactNode {
  const { record, anchor, users } = placed;
  return (
    <div className="record" id={anchor} tabIndex={-1}>
      <RecordText record={record} />
      {users.length > 0 && (
        <p className="back">
          {users.length === 1 ? 'Back to ' : 'Used by '}
          {users.map((user, index) => (
            <span key={user.anchor}>
              {index > 0 && ', '}
              <a href={`#${user.anchor}`}>
                <Shown text={user.label} limit={80} /> (<Shown text={user.person} limit={40} />)
              </a>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}

function RecordText({ record }: { record: RawRecord }): ReactNode {
  const text = makeVisible(prettyPrint(record.text), true);
  const limit = 6000;
  return (
    <>
      <pre tabIndex={0} role="group" aria-label="Raw record">
        {text.slice(0, limit)}
        {text.length > limit && '…'}
      </pre>
      {text.length > limit && (
        <details className="whole">
          <summary>Show all {formatCount(text.length)} characters</summary>
          <pre tabIndex={0}>{text}</pre>
        </details>
      )}
      {record.truncated && (
        <p className="quiet">Only the beginning of this record is kept here; the file holds all of it.</p>
      )}
    </>
  );
}

/** The records something rests on: file, number, the fields that matter, and the record itself behind a click. */
export function EvidenceList({
  evidence,
  anchor,
  places,
}: {
  evidence: Evidence[];
  anchor: string;
  places: RecordPlaces;
}): ReactNode {
  if (evidence.length === 0) return null;
  return (
    <ul className="evidence">
      {evidence.map((item, index) => {
        const placed = places.get(keyRecord(item));
        const here =
          placed?.users[0]?.anchor === anchor && evidence.findIndex((e) => keyRecord(e) === keyRecord(item)) === index;
        return (
          <li key={index}>
            <p className="where">
              <code>
                <Shown text={item.file} limit={80} />
              </code>{' '}
              record {formatCount(item.sequence)}
              {placed && !here && (
                <>
                  {' · '}
                  <a href={`#${placed.anchor}`}>raw record</a>
                </>
              )}
              {!placed && <span className="quiet"> · not kept in this report</span>}
            </p>
            <FieldList fields={item.fields} />
            {placed && here && (
              <details>
                <summary>Raw record</summary>
                <RecordBody placed={placed} />
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function FieldList({ fields }: { fields: Record<string, string> }): ReactNode {
  const entries = Object.entries(fields);
  if (entries.length === 0) return null;
  return (
    <dl className="fields">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>
            <Shown text={name} limit={60} />
          </dt>
          <dd>
            <LongShown text={value} limit={240} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
