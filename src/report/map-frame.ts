import { geoDistance } from 'd3-geo';
import type { PlaceSeen } from '../schema/report.ts';
import { projectPlace, worldSize } from './world-outline.ts';

export const mapWidth = 640;
export const mapHeight = 400;
/** The narrowest window: about 32 degrees of longitude, so that one town still shows the coasts around it. */
const leastSpan = 90;
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

/** A line between two points of the picture, bent a little upwards so that several stay apart. */
export function drawArc(from: Point, to: Point): { path: string; pointAt: (share: number) => Point } {
  const bend: Point = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2 - Math.min(Math.abs(to[0] - from[0]) * 0.22, 70)];
  const pointAt = (t: number): Point => {
    const mix = (axis: 0 | 1) => (1 - t) ** 2 * from[axis] + 2 * t * (1 - t) * bend[axis] + t ** 2 * to[axis];
    return [round(mix(0)), round(mix(1))];
  };
  return { path: `M${from[0]} ${from[1]}Q${round(bend[0])} ${round(bend[1])} ${to[0]} ${to[1]}`, pointAt };
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

type Anchor = 'start' | 'end' | 'middle';
export type MapLabel = { text: string; x: number; y: number; anchor: Anchor };
type Box = [left: number, top: number, right: number, bottom: number];

const characterWidth = 8;

/** Puts labels where they hit neither a marker nor each other nor the edge. */
export class LabelBoard {
  private readonly taken: Box[];

  constructor(markers: readonly { at: Point; width: number }[]) {
    this.taken = markers.map(({ at, width }) => [at[0] - width / 2, at[1] - 9, at[0] + width / 2, at[1] + 9]);
  }

  /** The first of the spots that is free, which is then taken; null when none is. */
  place(text: string, spots: readonly { x: number; y: number; anchor: Anchor }[]): MapLabel | null {
    for (const spot of spots) {
      const box = boxOf(text, spot);
      const inside = box[0] > 2 && box[1] > 2 && box[2] < mapWidth - 2 && box[3] < mapHeight - 2;
      if (!inside || this.taken.some((other) => overlaps(box, other))) continue;
      this.taken.push(box);
      return { text, ...spot };
    }
    return null;
  }
}

function boxOf(text: string, { x, y, anchor }: { x: number; y: number; anchor: Anchor }): Box {
  const length = text.length * characterWidth;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - length : x - length / 2;
  return [left, y - 12, left + length, y + 3];
}

const overlaps = (a: Box, b: Box) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** Where the name of a group may stand: right, left, below, above. */
export function spotsAround(at: Point, width: number): { x: number; y: number; anchor: Anchor }[] {
  return [
    { x: at[0] + width / 2 + 4, y: at[1] + 4, anchor: 'start' },
    { x: at[0] - width / 2 - 4, y: at[1] + 4, anchor: 'end' },
    { x: at[0], y: at[1] + 23, anchor: 'middle' },
    { x: at[0], y: at[1] - 14, anchor: 'middle' },
  ];
}
