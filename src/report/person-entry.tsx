import type { ReactNode } from 'react';
import type { PersonDetail } from '../schema/report.ts';
import type { Person } from '../schema/result.ts';
import { explainPriority, namePerson, pickStrongest } from './explain-person.ts';
import { CounterEvidenceCard, FindingCard } from './finding-card.tsx';
import { formatBits, formatCount, formatProbability } from './format-values.ts';
import { PlaceMap } from './place-map.tsx';
import { anchorCounter, anchorFinding, anchorPerson, type RecordPlaces } from './record-places.ts';
import { ScoreWaterfall } from './score-waterfall.tsx';
import { LongShown, Shown } from './shown-text.tsx';
import { TimelineChart } from './timeline-chart.tsx';

export type PersonEntryProps = {
  person: Person;
  index: number;
  detail: PersonDetail | undefined;
  places: RecordPlaces;
  rings: { anchor: string; label: string }[];
};

/** One row of the ranked list; everything known of the person opens beneath it. */
export function PersonEntry(props: PersonEntryProps): ReactNode {
  const { person, index } = props;
  const reasons = pickStrongest(person, 3);
  return (
    <li className="person" data-priority={person.priority}>
      <details id={anchorPerson(index)}>
        <summary>
          <span className={`priority ${person.priority}`}>{person.priority}</span>
          <h3>
            <Shown text={namePerson(person)} limit={70} />
          </h3>
          <span className="who">
            {person.stage} · <Shown text={person.person_id} limit={40} />
          </span>
          <span className="chance">
            <strong>{formatProbability(person.probability)}</strong> <span className="quiet">unverified</span>
          </span>
          <span className="reasons">
            {reasons.map((finding, at) => (
              <span key={at} className="reason">
                <Shown text={finding.title} limit={80} />
              </span>
            ))}
          </span>
          <span className="families">{person.families.length > 0 && person.families.join(' · ')}</span>
        </summary>
        <PersonBody {...props} />
      </details>
    </li>
  );
}

function PersonBody({ person, index, detail, places, rings }: PersonEntryProps): ReactNode {
  const anchors = new Map(person.findings.map((finding, at) => [finding.finding_id, anchorFinding(index, at)]));
  return (
    <div className="body">
      <p className="why">{explainPriority(person)}</p>
      {rings.length > 0 && (
        <p className="in-rings">
          Linked with others:{' '}
          {rings.map((ring, at) => (
            <span key={ring.anchor}>
              {at > 0 && ', '}
              <a href={`#${ring.anchor}`}>{ring.label}</a>
            </span>
          ))}
        </p>
      )}
      {detail ? (
        <>
          <div className="pair wide">
            <section>
              <h4>Score</h4>
              <ScoreWaterfall steps={detail.score} probability={person.probability} anchors={anchors} />
            </section>
            <section>
              <h4>Places</h4>
              <PlaceMap places={detail.places} id={`person-${index + 1}`} />
            </section>
          </div>
          <section>
            <h4>Timeline</h4>
            <TimelineChart entries={detail.timeline} anchors={anchors} places={places} />
          </section>
        </>
      ) : (
        <p className="quiet">
          Score: {formatBits(person.bits)} bits, {formatProbability(person.probability)}. Chart, map and timeline are
          drawn for the people at the top of the list only.
        </p>
      )}
      <section>
        <h4>Findings</h4>
        {person.findings.map((finding, at) => (
          <FindingCard
            key={at}
            finding={finding}
            all={person.findings}
            anchor={anchorFinding(index, at)}
            places={places}
          />
        ))}
      </section>
      <section>
        <h4>What speaks for the person</h4>
        {person.counter_evidence.length === 0 && (
          <p className="quiet">No source holds a fact that speaks for them. That alone says nothing against them.</p>
        )}
        <ul className="counters">
          {person.counter_evidence.map((counter, at) => (
            <CounterEvidenceCard key={at} counter={counter} anchor={anchorCounter(index, at)} places={places} />
          ))}
        </ul>
      </section>
      <MissingSources sources={person.missing_sources} />
      <section className="identity">
        <h4>Who this is</h4>
        <KnownAs person={person} />
        {detail && <TieTable detail={detail} places={places} />}
      </section>
    </div>
  );
}

function MissingSources({ sources }: { sources: string[] }): ReactNode {
  return (
    <section>
      <h4>What was not there</h4>
      {sources.length === 0 ? (
        <p>Every kind of source the detections need was read.</p>
      ) : (
        <p>
          Nothing was read of{' '}
          {sources.map((source, index) => (
            <span key={index}>
              {index > 0 && (index === sources.length - 1 ? ' and ' : ', ')}
              <code>
                <Shown text={source} limit={60} />
              </code>
            </span>
          ))}
          . Silence is not innocence, and not guilt either: these could speak for the person as well as against.
        </p>
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
    <dl className="fields">
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
  if (detail.ties.length === 0) return null;
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="Identity ties, scrolls sideways">
      <table>
        <caption>Why each account, device and parcel is theirs</caption>
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
            const placed = places.get(`${tie.sequence}\u0000${tie.file}`);
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
