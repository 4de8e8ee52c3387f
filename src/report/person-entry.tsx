import type { ReactNode } from 'react';
import type { PersonDetail } from '../schema/report.ts';
import type { Person } from '../schema/result.ts';
import { CounterEvidenceCard, FindingCard } from './finding-card.tsx';
import { formatProbability } from './format-values.ts';
import { IdentitySection } from './identity-section.tsx';
import { PersonStory } from './person-story.tsx';
import { namePerson, pickStrongest } from './person-words.ts';
import { PlaceMap } from './place-map.tsx';
import { anchorCounter, anchorFinding, anchorPerson, type RecordPlaces } from './record-places.ts';
import { ScoreWaterfall } from './score-waterfall.tsx';
import { Shown } from './shown-text.tsx';
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
      <PersonStory person={person} detail={detail} anchors={anchors} />
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
      {detail && <Charts person={person} index={index} detail={detail} anchors={anchors} places={places} />}
      <section>
        <h4>Findings</h4>
        {person.findings.map((finding, at) => (
          <FindingCard
            key={at}
            finding={finding}
            note={detail?.counted_notes[finding.finding_id] ?? ''}
            anchor={anchorFinding(index, at)}
            places={places}
          />
        ))}
      </section>
      <div className="pair wide">
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
      </div>
      <IdentitySection person={person} detail={detail} places={places} />
    </div>
  );
}

type ChartsProps = {
  person: Person;
  index: number;
  detail: PersonDetail;
  anchors: Map<string, string>;
  places: RecordPlaces;
};

function Charts({ person, index, detail, anchors, places }: ChartsProps): ReactNode {
  const titles = new Map(person.findings.map((finding) => [finding.finding_id, finding.title]));
  return (
    <>
      <div className="pair wide">
        <section>
          <h4>Places</h4>
          <PlaceMap places={detail.places} left_out={detail.places_left_out} id={`person-${index + 1}`} />
        </section>
        <section>
          <h4>Score</h4>
          <ScoreWaterfall
            steps={detail.score}
            titles={titles}
            notes={detail.counted_notes}
            probability={person.probability}
            anchors={anchors}
          />
        </section>
      </div>
      <section>
        <h4>Timeline</h4>
        <TimelineChart entries={detail.timeline} anchors={anchors} places={places} />
      </section>
    </>
  );
}

function MissingSources({ sources }: { sources: string[] }): ReactNode {
  return (
    <section>
      <h4>What was not there</h4>
      {sources.length === 0 ? (
        <p className="quiet">Of every kind of source that the detections read, at least one was there.</p>
      ) : (
        <>
          <p className="quiet">
            Nothing was read of these. Silence is not innocence, and not guilt either: they could speak for the person
            as well as against.
          </p>
          <ul className="counters">
            {sources.slice(0, 30).map((source, index) => (
              <li key={index}>
                <Shown text={source} limit={200} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
