import type { ReactNode } from 'react';
import type { ReportData } from '../schema/report.ts';
import type { Priority } from '../schema/result.ts';
import { formatCount, formatQuantity } from './format-values.ts';
import { listWords } from './person-words.ts';
import { Shown } from './shown-text.tsx';

const meanings: [Exclude<Priority, 'none'>, string][] = [
  ['urgent', 'look today'],
  ['high', 'look this week'],
  ['review', 'look when you can'],
  ['watch', 'keep an eye on'],
];

/** How many were looked at and how many need a look, first in a sentence, then in figures. */
export function Overview({ data }: { data: ReportData }): ReactNode {
  const stages = Object.entries(data.people_by_stage);
  const looked = stages.reduce((total, [, count]) => total + count, 0);
  const counts = new Map(
    meanings.map(([priority]) => [
      priority,
      data.result.people.filter((person) => person.priority === priority).length,
    ]),
  );
  return (
    <section id="overview" aria-labelledby="overview-title">
      <h2 id="overview-title" className="hidden">
        Overview
      </h2>
      <p className="headline">{writeHeadline(looked, counts)}</p>
      <ul className="tiles">
        {meanings.map(([priority, meaning]) => (
          <li key={priority} className={priority}>
            <strong>{formatCount(counts.get(priority) ?? 0)}</strong>
            <span className="name">{priority}</span>
            <span className="quiet">{meaning}</span>
          </li>
        ))}
      </ul>
      <p className="stages">
        Looked at:{' '}
        {stages.map(([stage, count], index) => (
          <span key={index}>
            {index > 0 && ' · '}
            <strong>{formatCount(count)}</strong> <Shown text={nameStage(stage, count)} limit={40} />
          </span>
        ))}
      </p>
    </section>
  );
}

function nameStage(stage: string, count: number): string {
  if (stage === 'account')
    return count === 1 ? 'account that no people file names' : 'accounts that no people file names';
  return count === 1 ? stage : `${stage}s`;
}

function writeHeadline(looked: number, counts: Map<Priority, number>): string {
  const of = looked > 0 ? ` of ${formatQuantity(looked, 'person', 'people')}` : '';
  const parts = (['urgent', 'high', 'review'] as const)
    .filter((p) => (counts.get(p) ?? 0) > 0)
    .map((p) => `${formatCount(counts.get(p) ?? 0)} ${p}`);
  const need = (counts.get('urgent') ?? 0) + (counts.get('high') ?? 0) + (counts.get('review') ?? 0);
  if (need === 0) return `Nobody${of} needs a look.`;
  return `${formatCount(need)}${of} ${need === 1 ? 'needs' : 'need'} a look: ${listWords(parts)}.`;
}

/** Stands at the top of every report: what a place in the list means, and what it does not. */
export function StandingNote(): ReactNode {
  return (
    <aside className="note" aria-label="How to read this">
      <p>
        <strong>People decide.</strong> A place in this list is not proof. It says that what a person states and what
        the systems saw does not agree, and why; each reason may have an honest cause. Read the honest explanations,
        check them, and let the person answer before anything is decided.
      </p>
      <p>
        <strong>A named identity may belong to a victim.</strong> Names and documents get borrowed and stolen: treat the
        one whose name it is as someone who may need help, and do not pass this file on.
      </p>
      <details>
        <summary>What to do with a person in the list</summary>
        <ol>
          <li>Read why they are listed and open the raw records. Does each say what the finding says?</li>
          <li>Look for the honest explanation with those who would know: the manager, IT logistics, the recruiter.</li>
          <li>
            Ask for the one fact that would settle it: a live check with a document, a parcel signed for in person.
          </li>
          <li>
            If data or access is at risk now, limit the access by your own policy, reversibly, and write down why.
          </li>
          <li>Two people take any decision about someone’s work, with legal advice. This file takes none.</li>
        </ol>
      </details>
      <details>
        <summary>How the score is made</summary>
        <p>
          Evidence is counted in bits: one bit makes the story’s being false twice as likely as before. A weak finding
          weighs 1.5, a medium one 4, a strong one 7. Findings with the same cause count once. In a family the first
          counts whole, the next half, the next a quarter. What speaks for the person is subtracted; a supported honest
          explanation takes its finding out. Probability = 1 ÷ (1 + 2^−bits). Urgent starts at 90 %, high at 50 %,
          review at 20 %, each only with two families or more. Nationality, language, name, looks, age, sex and religion
          are never used.
        </p>
      </details>
    </aside>
  );
}
