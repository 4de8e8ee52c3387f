import { createRequire } from 'node:module';
import { geoMercator, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';

/** The whole world in Mercator is a square of this size; maps of persons are windows on it. */
export const worldSize = 1000;

const projection = geoMercator()
  .scale(worldSize / (2 * Math.PI))
  .translate([worldSize / 2, worldSize / 2]);

type Topology = Parameters<typeof mesh>[0];
type WorldAtlas = Topology & { objects: Record<'land' | 'countries', NonNullable<Parameters<typeof mesh>[1]>> };

let outline: { land: string; borders: string } | undefined;

/** SVG paths of land and of borders between countries, from Natural Earth 1:110m (npm `world-atlas`). */
export function readWorldOutline(): { land: string; borders: string } {
  if (outline) return outline;
  const atlas = createRequire(import.meta.url)('world-atlas/countries-110m.json') as WorldAtlas;
  const path = geoPath(projection).digits(2);
  outline = {
    land: path(feature(atlas, atlas.objects.land)) ?? '',
    borders: path(mesh(atlas, atlas.objects.countries, (a, b) => a !== b)) ?? '',
  };
  return outline;
}

/** Degrees to the world square; latitudes beyond 80 are held there. */
export function projectPlace(longitude: number, latitude: number): [number, number] {
  return projection([longitude, Math.max(-80, Math.min(80, latitude))]) ?? [worldSize / 2, worldSize / 2];
}
