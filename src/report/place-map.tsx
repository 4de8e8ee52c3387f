import type { ReactNode } from 'react';
import type { PlaceSeen } from '../schema/report.ts';
import { formatCount, formatKm, formatQuantity, formatSpan } from './format-values.ts';
import {
  drawArc,
  fitFrame,
  groupMarkers,
  LabelBoard,
  mapHeight,
  mapWidth,
  measureKm,
  spotsAround,
} from './map-frame.ts';
import { plain, Shown } from './shown-text.tsx';
import { readWorldOutline } from './world-outline.ts';

const kinds = {
  claimed: 'Claimed',
  shipped: 'Shipped to',
  first_check_in: 'First check-in',
  check_in: 'Check-in',
  sign_in: 'Sign-in',
} as const;
const farKm = 100;
const markerStep = 17;

/** The outline, once for the whole page; every map is a window on it. */
export function WorldDefinitions(): ReactNode {
  const { land, borders } = readWorldOutline();
  return (
    <svg className="definitions" width="0" height="0" aria-hidden="true">
      <defs>
        <g id="world">
          <path className="land" d={land} vectorEffect="non-scaling-stroke" />
          <path className="borders" d={borders} vectorEffect="non-scaling-stroke" />
        </g>
      </defs>
    </svg>
  );
}

/** Where the person says they are, where the laptop went, and where it was seen; with the kilometres between. */
export function PlaceMap({ places, left_out, id }: { places: PlaceSeen[]; left_out: number; id: string }): ReactNode {
  const known = places.filter(
    (place) => Number.isFinite(place.latitude) && Number.isFinite(place.longitude) && Math.abs(place.longitude) <= 180,
  );
  if (known.length === 0) return <p className="quiet">No source gives a place for this person.</p>;
  const order = Object.keys(kinds);
  const sorted = [...known].sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || b.count - a.count);
  const claimed = sorted.find((place) => place.kind === 'claimed');
  return (
    <figure className="map">
      <MapDrawing places={sorted} claimed={claimed} id={id} />
      <PlaceTable places={sorted} claimed={claimed} />
      {left_out > 0 && <p className="quiet">{formatQuantity(left_out, 'more place')}, seen less often, left out.</p>}
    </figure>
  );
}

function MapDrawing({
  places,
  claimed,
  id,
}: {
  places: PlaceSeen[];
  claimed: PlaceSeen | undefined;
  id: string;
}): ReactNode {
  const frame = fitFrame(places);
  const groups = groupMarkers(frame, places);
  const board = new LabelBoard(groups.map((group) => ({ at: group.at, width: group.places.length * markerStep })));
  const labels = groups.map((group) =>
    board.place(shortLabel(group.places), spotsAround(group.at, group.places.length * markerStep)),
  );
  const home = claimed && groups.find((group) => group.places.includes(claimed));
  const far =
    claimed && home
      ? groups.filter((group) => group !== home && measureKm(claimed, group.places[0] ?? claimed) > farKm).slice(0, 8)
      : [];
  const arcs = far.map((group) => {
    const arc = drawArc(home?.at ?? group.at, group.at);
    const spots = [0.5, 0.4, 0.6, 0.3, 0.7].flatMap((share) =>
      [-7, 17].map((down) => ({
        x: arc.pointAt(share)[0],
        y: arc.pointAt(share)[1] + down,
        anchor: 'middle' as const,
      })),
    );
    const place = group.places[0];
    return { path: arc.path, label: claimed && place ? board.place(formatKm(measureKm(claimed, place)), spots) : null };
  });
  return (
    <svg
      viewBox={`0 0 ${mapWidth} ${mapHeight}`}
      role="img"
      aria-label={`Map of ${plain(groups.map((group) => shortLabel(group.places)).join('; '), 300)}`}
    >
      <clipPath id={`${id}-clip`}>
        <rect width={mapWidth} height={mapHeight} rx="6" />
      </clipPath>
      <g clipPath={`url(#${id}-clip)`}>
        <rect className="sea" width={mapWidth} height={mapHeight} />
        {frame.copies.map((copy) => (
          <use
            key={copy}
            href="#world"
            transform={`translate(${round(frame.shift[0] + copy * 1000 * frame.scale)} ${round(frame.shift[1])}) scale(${round(frame.scale)})`}
          />
        ))}
        <g className="distance">
          {arcs.map((arc, index) => (
            <path key={index} d={arc.path} />
          ))}
        </g>
        {groups.map((group, index) => (
          <g key={index}>
            {group.places.map((place, at) => (
              <g
                key={at}
                transform={`translate(${group.at[0] + (at - (group.places.length - 1) / 2) * markerStep} ${group.at[1]})`}
              >
                <Marker kind={place.kind} />
                <title>{`${kinds[place.kind]}: ${plain(place.label, 80)}`}</title>
              </g>
            ))}
          </g>
        ))}
        {[...labels, ...arcs.map((arc) => arc.label)].map(
          (label, index) =>
            label && (
              <text
                key={index}
                className={index < labels.length ? 'place' : 'distance-label'}
                x={label.x}
                y={label.y}
                textAnchor={label.anchor}
              >
                {label.text}
              </text>
            ),
        )}
      </g>
    </svg>
  );
}

const round = (value: number) => Math.round(value * 100) / 100;
const shortLabel = (places: PlaceSeen[]) => plain((places[0]?.label ?? '').split(',')[0] ?? '', 26);

/** A shape of its own for each kind, so that colour is never needed: diamond, square, full and empty triangle, circle. */
function Marker({ kind }: { kind: PlaceSeen['kind'] }): ReactNode {
  if (kind === 'claimed') return <path className="marker claimed" d="M0-8 8 0 0 8-8 0Z" />;
  if (kind === 'shipped') return <path className="marker shipped" d="M-6-6H6V6H-6Z" />;
  if (kind === 'first_check_in') return <path className="marker first_check_in" d="M0-7.5 7.5 6H-7.5Z" />;
  if (kind === 'check_in') return <path className="marker check_in" d="M0-7.5 7.5 6H-7.5Z" />;
  return <circle className="marker sign_in" r="6" />;
}

function PlaceTable({ places, claimed }: { places: PlaceSeen[]; claimed: PlaceSeen | undefined }): ReactNode {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="Places, scrolls sideways">
      <table className="places">
        <caption className="hidden">Places by what names them</caption>
        <thead>
          <tr>
            <th scope="col">Named by</th>
            <th scope="col">Place</th>
            <th scope="col">Seen</th>
            <th scope="col" className="number">
              From claimed
            </th>
          </tr>
        </thead>
        <tbody>
          {places.map((place, index) => (
            <tr key={index}>
              <th scope="row">
                <svg className="key" viewBox="-10 -10 20 20" aria-hidden="true">
                  <Marker kind={place.kind} />
                </svg>
                {kinds[place.kind]}
              </th>
              <td>
                <Shown text={place.label} limit={60} />
                {place.detail !== '' && (
                  <span className="quiet detail">
                    <Shown text={place.detail} limit={120} />
                  </span>
                )}
              </td>
              <td>
                {place.count > 1 && `${formatCount(place.count)} × `}
                {place.network_kind !== '' && (
                  <>
                    <Shown text={place.network_kind.replaceAll('_', ' ')} limit={60} /> network{' '}
                  </>
                )}
                <span className="day">{formatSpan(place.first_time, place.last_time)}</span>
              </td>
              <td className="number">{claimed && place !== claimed ? formatKm(measureKm(claimed, place)) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
