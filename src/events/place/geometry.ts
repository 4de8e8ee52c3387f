/** Degrees, WGS 84. */
export type Point = { latitude: number; longitude: number };

const radians = Math.PI / 180;
/** Mean radius of the Earth (IUGG). */
const earth_radius_km = 6371.0088;

/** Great-circle distance (haversine). */
export function distanceKm(a: Point, b: Point): number {
  const half = (x: number, y: number) => Math.sin(((y - x) * radians) / 2) ** 2;
  const h =
    half(a.latitude, b.latitude) +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * half(a.longitude, b.longitude);
  return 2 * earth_radius_km * Math.asin(Math.sqrt(Math.min(1, h)));
}

/** Weighted middle of points on the sphere: the mean of their directions, so that the date line does no harm. */
export function centreOf(points: readonly (Point & { weight: number })[]): Point {
  let [x, y, z] = [0, 0, 0];
  for (const { latitude, longitude, weight } of points) {
    const ring = Math.cos(latitude * radians) * weight;
    x += ring * Math.cos(longitude * radians);
    y += ring * Math.sin(longitude * radians);
    z += Math.sin(latitude * radians) * weight;
  }
  const round = (degrees: number) => Math.round(degrees * 10_000) / 10_000;
  return { latitude: round(Math.atan2(z, Math.hypot(x, y)) / radians), longitude: round(Math.atan2(y, x) / radians) };
}
