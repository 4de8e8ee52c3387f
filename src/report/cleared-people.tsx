import type { ReactNode } from 'react';
import type { Person } from '../schema/result.ts';
import { formatCount, formatQuantity } from './format-values.ts';
import { namePerson } from './person-words.ts';
import { Shown } from './shown-text.tsx';

const mostShown = 300;

/** People of whom something was found that does not list them, each with the honest explanation or what is missing. */
export function ClearedPeople({ people }: { people: Person[] }): ReactNode {
  return (
    <details className="cleared">
      <summary>
        Found, but not listed: {formatQuantity(people.length, 'person', 'people')} whose findings are explained or too
        weak
      </summary>
      <div className="scroll" tabIndex={0} role="group" aria-label="People who are not listed, scrolls sideways">
        <table>
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">What was found</th>
              <th scope="col">Why it does not list them</th>
            </tr>
          </thead>
          <tbody>
            {people.slice(0, mostShown).flatMap((person, index) =>
              person.findings.slice(0, 6).map((finding, at) => {
                const honest = finding.explanations.find((explanation) => explanation.supported);
                return (
                  <tr key={`${index} ${at}`}>
                    <th scope="row">
                      <Shown text={namePerson(person)} limit={60} />
                    </th>
                    <td>
                      <Shown text={finding.summary || finding.title} limit={300} />
                    </td>
                    <td>
                      <Shown text={honest ? `explained: ${honest.text}` : 'too weak by itself'} limit={300} />
                    </td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </div>
      {people.length > mostShown && <p className="quiet">and {formatCount(people.length - mostShown)} more</p>}
    </details>
  );
}
