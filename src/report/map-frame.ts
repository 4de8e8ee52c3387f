import { geoDistance, geoInterpolate } from 'd3-geo';
import type { PlaceSeen } from '../schema/report.ts';
import { projectPlace, worldSize } from './world-outline.ts';

export const mapWidth = 640;
export const mapHeight = 400;
/** The narrowest window: about 13 degrees of longitude, so that one town still shows its country's outline. */
const leastSpan = 36;
const earthRadiusKm = 6371;
/** Markers nearer than this in the picture stand side by side. */
const nearPixels = 22;

type Point = [number, number];

/** A window on the world square: picture = world × scale + shift. */
export type MapFrame = {
  scale: number;
  shift: Point;
  toPicture: (longitude: number, latitude: number) => Point;
  copies: number[];
};

/** Places so near each other in the picture that they share one label. */
export type MarkerGroup = { at: Point; places: PlaceSeen[] };

/** Chooses the window: all places with padding, across the Pacific when that is the shorter way, never closer than a country. */
export function fitFrame(places: readonly PlaceSeen[]): MapFrame {
  const start = startLongitude(places.map((place) => place.longitude));
  const unroll = (longitude: number): number => (longitude < start ? longitude + 360 : longitude);
  const project = (longitude: number, latitude: number): Point => {
    const turned = unroll(longitude);
    return [(turned / 360 + 0.5) * worldSize, projectPlace(0, latitude)[1]];
  };
  const points = places.map((place) => project(place.longitude, place.latitude));
  const [left, right] = range(points.map((point) => point[0]));
  const [top, bottom] = range(points.map((point) => point[1]));
  const spanX = Math.max((right - left) * 1.35, leastSpan);
  const spanY = Math.max((bottom - top) * 1.5, (leastSpan * mapHeight) / mapWidth);
  const scale = Math.max(Math.min(mapWidth / spanX, mapHeight / spanY), mapWidth / worldSize);
  const shift: Point = [mapWidth / 2 - ((left + right) / 2) * scale, mapHeight / 2 - ((top + bottom) / 2) * scale];
  return {
    scale,
    shift,
    toPicture: (longitude, latitude) => {
      const [x, y] = project(longitude, latitude);
      return [round(x * scale + shift[0]), round(y * scale + shift[1])];
    },
    copies: [-1, 0, 1, 2].filter((copy) => {
      const from = copy * worldSize * scale + shift[0];
      return from < mapWidth && from + worldSize * scale > 0;
    }),
  };
}

const round = (value: number) => Math.round(value * 10) / 10;
const range = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];

/** The longitude at the east end of the widest gap between places: from there eastwards they lie closest together. */
function startLongitude(longitudes: number[]): number {
  const sorted = [...longitudes].sort((a, b) => a - b);
  let start = sorted[0] ?? 0;
  let widest = start + 360 - (sorted.at(-1) ?? 0);
  for (let index = 1; index < sorted.length; index += 1) {
    const [before, here] = [sorted[index - 1] ?? 0, sorted[index] ?? 0];
    if (here - before > widest) [widest, start] = [here - before, here];
  }
  return start;
}

export function measureKm(a: PlaceSeen, b: PlaceSeen): number {
  return geoDistance([a.longitude, a.latitude], [b.longitude, b.latitude]) * earthRadiusKm;
}

/** The great circle between two places as an SVG path in the picture, and its middle. */
export function drawGreatCircle(frame: MapFrame, a: PlaceSeen, b: PlaceSeen): { path: string; middle: Point } {
  const between = geoInterpolate([a.longitude, a.latitude], [b.longitude, b.latitude]);
  const points = Array.from({ length: 25 }, (_, index) => frame.toPicture(...between(index / 24)));
  const path = points.map(([x, y], index) => {
    const jump = index > 0 && Math.abs(x - (points[index - 1]?.[0] ?? x)) > mapWidth / 2;
    return `${index === 0 || jump ? 'M' : 'L'}${x} ${y}`;
  });
  return { path: path.join(''), middle: points[12] ?? [0, 0] };
}

export function groupMarkers(frame: MapFrame, places: readonly PlaceSeen[]): MarkerGroup[] {
  const groups: MarkerGroup[] = [];
  for (const place of places) {
    const at = frame.toPicture(place.longitude, place.latitude);
    const near = groups.find((group) => Math.hypot(group.at[0] - at[0], group.at[1] - at[1]) < nearPixels);
    if (!near) groups.push({ at, places: [place] });
    else if (!near.places.some((other) => other.kind === place.kind)) near.places.push(place);
  }
  return groups;
}

/** Puts each label right, left, below or above its markers: the first that hits no other label and no marker. */
export function placeLabels(
  groups: readonly { at: Point; width: number; text: string }[],
): { x: number; y: number; anchor: 'start' | 'end' | 'middle' }[] {
  const taken = groups.map(({ at, width }) => [at[0] - width / 2, at[1] - 9, at[0] + width / 2, at[1] + 9]);
  return groups.map(({ at, width, text }, own) => {
    const length = text.length * 7;
    const options = [
      { x: at[0] + width / 2 + 4, y: at[1] + 4, anchor: 'start' as const, from: at[0] + width / 2 + 4 },
      { x: at[0] - width / 2 - 4, y: at[1] + 4, anchor: 'end' as const, from: at[0] - width / 2 - 4 - length },
      { x: at[0], y: at[1] + 23, anchor: 'middle' as const, from: at[0] - length / 2 },
      { x: at[0], y: at[1] - 14, anchor: 'middle' as const, from: at[0] - length / 2 },
    ].map((option) => ({ ...option, box: [option.from, option.y - 12, option.from + length, option.y + 3] }));
    const free = options.find(
      ({ box: [x1 = 0, y1 = 0, x2 = 0, y2 = 0] }) =>
        x1 > 2 &&
        x2 < mapWidth - 2 &&
        y1 > 2 &&
        y2 < mapHeight - 2 &&
        !taken.some(([a = 0, b = 0, c = 0, d = 0], index) => index !== own && x1 < c && x2 > a && y1 < d && y2 > b),
    );
    const chosen = free ?? options[at[0] > mapWidth / 2 ? 1 : 0];
    taken.push(chosen?.box ?? []);
    return { x: chosen?.x ?? at[0], y: chosen?.y ?? at[1], anchor: chosen?.anchor ?? 'start' };
  });
}
