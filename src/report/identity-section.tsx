import type { ReactNode } from 'react';
import type { PersonDetail } from '../schema/report.ts';
import type { Person } from '../schema/result.ts';
import { formatCount, formatQuantity } from './format-values.ts';
import { keyRecord, type RecordPlaces } from './record-places.ts';
import { LongShown, Shown } from './shown-text.tsx';

type SectionProps = { person: Person; detail: PersonDetail | undefined; places: RecordPlaces };

/** Every name and identifier of the person, and behind a click why each belongs to them. */
export function IdentitySection({ person, detail, places }: SectionProps): ReactNode {
  return (
    <section className="identity">
      <h4>Known as</h4>
      <KnownAs person={person} />
      {detail && detail.ties.length > 0 && (
        <details className="deep">
          <summary>
            Why each account, device and parcel is theirs: {formatQuantity(detail.ties.length, 'identifier')}
          </summary>
          <TieTable detail={detail} places={places} />
        </details>
      )}
    </section>
  );
}

function KnownAs({ person }: { person: Person }): ReactNode {
  const rows: [string, string[]][] = [
    ['names', person.names],
    ['e-mail', person.emails],
    ...Object.entries(person.ids),
  ];
  return (
    <dl className="fields columns">
      {rows.map(([label, values]) => (
        <div key={label}>
          <dt>
            <Shown text={label} limit={40} />
          </dt>
          <dd>
            {values.length === 0 && <span className="quiet">none</span>}
            {values.slice(0, 30).map((value, index) => (
              <div key={index}>
                <LongShown text={value} limit={160} />
              </div>
            ))}
            {values.length > 30 && <span className="quiet">and {formatCount(values.length - 30)} more</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function TieTable({ detail, places }: { detail: PersonDetail; places: RecordPlaces }): ReactNode {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="Identity ties, scrolls sideways">
      <table>
        <caption className="hidden">Identifiers and why they belong to the person</caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col">Identifier</th>
            <th scope="col">Because</th>
            <th scope="col">Record</th>
          </tr>
        </thead>
        <tbody>
          {detail.ties.slice(0, 60).map((tie, index) => {
            const placed = places.get(keyRecord(tie));
            const where = (
              <>
                <Shown text={tie.file} limit={60} />, {formatCount(tie.sequence)}
              </>
            );
            return (
              <tr key={index}>
                <td>
                  <Shown text={tie.kind} limit={30} />
                </td>
                <td>
                  <Shown text={tie.value} limit={80} />
                </td>
                <td>
                  <Shown text={tie.reason} limit={200} />
                </td>
                <td>{placed ? <a href={`#${placed.anchor}`}>{where}</a> : where}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {detail.ties.length > 60 && <p className="quiet">and {formatCount(detail.ties.length - 60)} more</p>}
    </div>
  );
}
