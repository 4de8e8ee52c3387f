import type { ReactNode } from 'react';
import type { RawRecord } from '../schema/report.ts';
import type { Evidence } from '../schema/result.ts';
import { arrangeFields, type ShownField } from './evidence-fields.ts';
import { formatCount, formatTime } from './format-values.ts';
import { prettyPrint } from './pretty-print.ts';
import { keyRecord, type PlacedRecord, type RecordPlaces } from './record-places.ts';
import { LongShown, plain, Shown } from './shown-text.tsx';
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
        <details className="whole deep">
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

/** The records something rests on: when, what, the fields that matter, and the record itself behind a click. */
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
        return <EvidenceItem key={index} item={item} placed={placed} here={here} />;
      })}
    </ul>
  );
}

type ItemProps = { item: Evidence; placed: PlacedRecord | undefined; here: boolean };

function EvidenceItem({ item, placed, here }: ItemProps): ReactNode {
  const { time, what, source, telling, rest } = arrangeFields(item.fields);
  return (
    <li>
      <p className="where">
        {time !== '' && <strong>{plain(formatTime(readTime(time)), 40)} </strong>}
        {what !== '' && (
          <>
            <Shown text={what} limit={120} />
            {' · '}
          </>
        )}
        <span className="quiet">
          {source !== '' && (
            <>
              <Shown text={source} limit={50} />
              {', '}
            </>
          )}
          <Shown text={item.file} limit={80} />, record {formatCount(item.sequence)}
          {!placed && ' · not kept in this report'}
        </span>
        {placed && !here && (
          <>
            {' · '}
            <a href={`#${placed.anchor}`}>raw record</a>
          </>
        )}
      </p>
      <FieldList fields={telling} />
      {placed && here && (
        <details className="deep">
          <summary>Raw record</summary>
          <FieldList fields={rest} />
          <RecordBody placed={placed} />
        </details>
      )}
      {!(placed && here) && rest.length > 0 && (
        <details className="deep">
          <summary>More fields</summary>
          <FieldList fields={rest} />
        </details>
      )}
    </li>
  );
}

/** Times in fields are UTC without saying so: `2026-08-18 10:28:29.590`. */
const readTime = (text: string) => (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(text) ? `${text.replace(' ', 'T')}Z` : text);

function FieldList({ fields }: { fields: ShownField[] }): ReactNode {
  if (fields.length === 0) return null;
  return (
    <dl className="fields columns">
      {fields.map(({ label, value }, index) => (
        <div key={index}>
          <dt>
            <Shown text={label} limit={60} />
          </dt>
          <dd>
            <LongShown text={value} limit={200} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
