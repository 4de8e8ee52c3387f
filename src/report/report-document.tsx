import { createHash } from 'node:crypto';
import type { ReactNode } from 'react';
import type { ReportData } from '../schema/report.ts';
import type { Person } from '../schema/result.ts';
import { ClearedPeople } from './cleared-people.tsx';
import { formatCount, formatQuantity, formatTime } from './format-values.ts';
import { InputsSection } from './inputs-section.tsx';
import { Overview, StandingNote } from './overview.tsx';
import { PersonEntry } from './person-entry.tsx';
import { WorldDefinitions } from './place-map.tsx';
import { RecordBody } from './raw-record.tsx';
import { anchorPerson, placeRecords, type RecordPlaces } from './record-places.ts';
import { reportScript } from './report-script.ts';
import { reportStyle } from './report-style.ts';
import { anchorRing, RingsSection, ringKinds } from './rings-section.tsx';
import { Shown } from './shown-text.tsx';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page: only its own style and script, known by their hashes, are let in. */
export function ReportDocument({ data }: { data: ReportData }): ReactNode {
  const policy = `default-src 'none'; style-src ${hash(reportStyle)}; script-src ${hash(reportScript)}; img-src data:; base-uri 'none'; form-action 'none'`;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>Selvage report</title>
        <link rel="icon" href="data:," />
        <style dangerouslySetInnerHTML={{ __html: reportStyle }} />
      </head>
      <body>
        <ReportBody data={data} />
        <script dangerouslySetInnerHTML={{ __html: reportScript }} />
      </body>
    </html>
  );
}

/** Who is listed, and who is not although something was found: it is explained, or too little. */
function listPeople(data: ReportData): { listed: Person[]; cleared: Person[] } {
  const { people } = data.result;
  return {
    listed: people.filter((person) => person.priority !== 'none'),
    cleared: people.filter((person) => person.priority === 'none'),
  };
}

function ReportBody({ data }: { data: ReportData }): ReactNode {
  const { result } = data;
  const places = placeRecords(data);
  const anchors = new Map(listPeople(data).listed.map((person, index) => [person.person_id, anchorPerson(index)]));
  const people = new Map(result.people.map((person) => [person.person_id, person]));
  return (
    <>
      <a className="skip" href="#main">
        Skip to the report
      </a>
      <WorldDefinitions />
      <header className="top">
        <div className="bar">
          <p className="mark">Selvage</p>
          <nav aria-label="Parts of the report">
            <a href="#people">People</a>
            {result.rings.length > 0 && <a href="#rings">Rings</a>}
            <a href="#inputs">What was read</a>
          </nav>
          <button type="button" id="theme" hidden>
            Dark
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        <h1>Unverified identities</h1>
        <p className="quiet">
          As of <time dateTime={result.as_of}>{formatTime(result.as_of)}</time>, written{' '}
          <time dateTime={result.generated_at}>{formatTime(result.generated_at)}</time>
        </p>
        <Overview data={data} />
        <StandingNote />
        <PeopleSection data={data} places={places} />
        <RingsSection rings={result.rings} people={people} anchors={anchors} />
        <InputsSection data={data} />
        <OtherRecords places={places} />
      </main>
      <footer>
        <p>
          Selvage · {formatQuantity(listPeople(data).listed.length, 'person', 'people')} listed · this file makes no
          network request
        </p>
        <p>IP Geolocation by DB-IP (db-ip.com), licence CC BY 4.0. Map: Natural Earth. Towns: GeoNames, CC BY 4.0.</p>
      </footer>
    </>
  );
}

function PeopleSection({ data, places }: { data: ReportData; places: RecordPlaces }): ReactNode {
  const { rings } = data.result;
  const { listed, cleared } = listPeople(data);
  const details = new Map(data.details.map((detail) => [detail.person_id, detail]));
  return (
    <section id="people" aria-labelledby="people-title">
      <h2 id="people-title">People</h2>
      <p className="quiet">
        Most pressing first. The figure is how likely it is, on this evidence alone, that the person is not who or not
        where they say.
      </p>
      {data.details.length < listed.length && (
        <p className="quiet">
          Map, timeline and raw records are kept for the {formatCount(data.details.length)} most pressing of them.
        </p>
      )}
      {listed.length > 0 && <Controls />}
      <ol className="people">
        {listed.map((person, index) => (
          <PersonEntry
            key={index}
            person={person}
            index={index}
            detail={details.get(person.person_id)}
            places={places}
            rings={rings.flatMap((ring, at) =>
              ring.members.includes(person.person_id)
                ? [{ anchor: anchorRing(at), label: `ring ${at + 1}, ${ringKinds[ring.kind].toLowerCase()}` }]
                : [],
            )}
          />
        ))}
      </ol>
      {cleared.length > 0 && <ClearedPeople people={cleared} />}
    </section>
  );
}

function Controls(): ReactNode {
  return (
    <div className="controls" role="search" aria-label="Filter people" hidden>
      <label className="search">
        <span>Find</span>
        <input id="search" type="search" placeholder="name, e-mail, id, reason" autoComplete="off" spellCheck={false} />
      </label>
      <fieldset>
        <legend className="hidden">Priorities</legend>
        {['urgent', 'high', 'review', 'watch'].map((priority) => (
          <label key={priority}>
            <input type="checkbox" name="priority" value={priority} defaultChecked /> {priority}
          </label>
        ))}
      </fieldset>
      <span className="buttons">
        <button type="button" id="open-all">
          Open all
        </button>
        <button type="button" id="close-all">
          Close all
        </button>
      </span>
      <output id="shown" htmlFor="search" className="quiet" />
    </div>
  );
}

/** Records that no finding shows: those that ties rest on. None that was handed over is lost. */
function OtherRecords({ places }: { places: RecordPlaces }): ReactNode {
  const others = [...places.values()].filter((placed) => placed.users.length === 0);
  if (others.length === 0) return null;
  return (
    <section id="records" aria-labelledby="records-title">
      <h2 id="records-title">Records behind identifiers</h2>
      <details className="deep">
        <summary>{formatQuantity(others.length, 'record')} that say which account, device or parcel is whose</summary>
        {others.map((placed) => (
          <details key={placed.anchor}>
            <summary>
              <Shown text={placed.record.file} limit={90} /> record {formatCount(placed.record.sequence)}
            </summary>
            <RecordBody placed={placed} />
          </details>
        ))}
      </details>
    </section>
  );
}
