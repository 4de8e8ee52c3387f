import type { ReactNode } from 'react';
import type { Person, Ring } from '../schema/result.ts';
import { formatBits, formatQuantity } from './format-values.ts';
import { namePerson } from './person-words.ts';
import { plain, Shown } from './shown-text.tsx';

/** What holds the members together, in words that accuse nobody. */
export const ringKinds: Record<Ring['kind'], string> = {
  operator: 'Personas that one operator could run',
  farm: 'Laptops that live at one place',
  payroll: 'Pay that goes to one account',
  reference: 'References with one origin',
};

export const anchorRing = (index: number): string => `ring-${index + 1}`;

const size = 420;
const centre = size / 2;
const mostNodes = 24;

export function RingsSection({
  rings,
  people,
  anchors,
}: {
  rings: Ring[];
  people: Map<string, Person>;
  anchors: Map<string, string>;
}): ReactNode {
  if (rings.length === 0) return null;
  return (
    <section id="rings" aria-labelledby="rings-title">
      <h2 id="rings-title">Rings</h2>
      <p>
        People held together by what they share. Couples, flat-mates and families share things too: look for that first.
      </p>
      {rings.map((ring, index) => (
        <RingEntry key={index} ring={ring} index={index} people={people} anchors={anchors} />
      ))}
    </section>
  );
}

type EntryProps = { ring: Ring; index: number; people: Map<string, Person>; anchors: Map<string, string> };

function RingEntry({ ring, index, people, anchors }: EntryProps): ReactNode {
  const name = (id: string) => {
    const person = people.get(id);
    return person ? namePerson(person) : id;
  };
  return (
    <article className="ring" id={anchorRing(index)} tabIndex={-1}>
      <h3>
        {index + 1}. {ringKinds[ring.kind]}
      </h3>
      <p className="facts">
        <span className="tag">{ring.kind}</span>
        <span>{formatQuantity(ring.members.length, 'member')}</span>
        <span>{formatBits(ring.bits)} bits</span>
      </p>
      <div className="pair">
        <RingGraph ring={ring} name={name} />
        <div>
          <h4>Members</h4>
          <ul>
            {ring.members.slice(0, 200).map((member, at) => {
              const anchor = anchors.get(member);
              const label = <Shown text={name(member)} limit={60} />;
              return (
                <li key={at}>
                  {anchor ? <a href={`#${anchor}`}>{label}</a> : label}{' '}
                  <span className="quiet">{name(member) === member ? '' : <Shown text={member} limit={40} />}</span>
                </li>
              );
            })}
          </ul>
          {ring.hubs.length > 0 && <h4>What they share</h4>}
          <ul>
            {ring.hubs.slice(0, 40).map((hub, at) => (
              <li key={at}>
                <Shown text={hub.kind} limit={40} />:{' '}
                <strong>
                  <Shown text={hub.value} limit={120} />
                </strong>{' '}
                <span className="quiet">{formatQuantity(hub.members.length, 'member')}</span>
              </li>
            ))}
          </ul>
          {ring.links.length > 0 && <h4>Why they are linked</h4>}
          <ul>
            {ring.links.slice(0, 60).map((link, at) => (
              <li key={at}>
                <Shown text={name(link.a)} limit={40} /> and <Shown text={name(link.b)} limit={40} />,{' '}
                <strong>{formatBits(link.bits)} bits</strong>:{' '}
                {link.reasons.slice(0, 12).map((reason, step) => (
                  <span key={step}>
                    {step > 0 && '; '}
                    <Shown text={reason.field} limit={40} /> (<Shown text={reason.level} limit={60} />){' '}
                    {formatBits(reason.bits, true)}
                  </span>
                ))}
              </li>
            ))}
          </ul>
        </div>
      </div>
    </article>
  );
}

/** Members on a circle, what they share inside it. */
function RingGraph({ ring, name }: { ring: Ring; name: (id: string) => string }): ReactNode {
  const members = ring.members.slice(0, mostNodes);
  const hubs = ring.hubs.slice(0, 4);
  const onCircle = (index: number, count: number, radius: number, turn: number): [number, number] => {
    const angle = turn + (index / Math.max(count, 1)) * 2 * Math.PI;
    return [Math.round(centre + Math.cos(angle) * radius), Math.round(centre + Math.sin(angle) * radius)];
  };
  const spots = new Map(members.map((member, index) => [member, onCircle(index, members.length, 150, -Math.PI / 2)]));
  const middles = hubs.map((_, index) =>
    onCircle(index, hubs.length, hubs.length === 1 ? 0 : 52, hubs.length === 2 ? Math.PI / 2 : 0),
  );
  return (
    <svg
      className="graph"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={`${formatQuantity(ring.members.length, 'member')} and what they share; the lists beside it say the same`}
    >
      {ring.links.map((link, index) => {
        const [a, b] = [spots.get(link.a), spots.get(link.b)];
        return a && b ? (
          <line
            key={index}
            className="link"
            x1={a[0]}
            y1={a[1]}
            x2={b[0]}
            y2={b[1]}
            strokeWidth={Math.min(1 + Math.max(link.bits, 0) / 3, 6)}
          />
        ) : null;
      })}
      {hubs.map((hub, index) =>
        hub.members.map((member, at) => {
          const [spot, middle] = [spots.get(member), middles[index]];
          return spot && middle ? (
            <line key={`${index} ${at}`} className="spoke" x1={spot[0]} y1={spot[1]} x2={middle[0]} y2={middle[1]} />
          ) : null;
        }),
      )}
      {hubs.map((hub, index) => {
        const [x, y] = middles[index] ?? [centre, centre];
        return (
          <g key={index} className="hub">
            <rect x={x - 7} y={y - 7} width="14" height="14" rx="2" />
            <text x={x} y={y + 24} textAnchor="middle">
              {plain(hub.kind, 20)}
            </text>
          </g>
        );
      })}
      {members.map((member, index) => {
        const [x, y] = spots.get(member) ?? [centre, centre];
        return (
          <g key={index} className="member">
            <circle cx={x} cy={y} r="9" />
            <text x={x} y={y < centre ? y - 16 : y + 26} textAnchor="middle">
              {plain(name(member), 22)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}
