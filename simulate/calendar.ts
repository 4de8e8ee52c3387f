/** Times are UTC milliseconds; written forms never depend on the machine's zone or locale. */
export const minute_ms = 60_000;
export const hour_ms = 3_600_000;
export const day_ms = 86_400_000;

/** Midnight UTC of `2026-07-04`. */
export const dayStart = (day: string): number => Date.parse(`${day}T00:00:00.000Z`);

export const writeDay = (time: number): string => new Date(time).toISOString().slice(0, 10);

export const writeIso = (time: number): string => new Date(time).toISOString();

/** Without milliseconds, as carriers and Graph write it. */
export const writeIsoSeconds = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** C's asctime, UTC, as osquery writes it. */
export function writeAsctime(time: number): string {
  const d = new Date(time);
  const clock = d.toISOString().slice(11, 19);
  const day = String(d.getUTCDate()).padStart(2, ' ');
  return `${weekdays[d.getUTCDay()]} ${months[d.getUTCMonth()]} ${day} ${clock} ${d.getUTCFullYear()} UTC`;
}

export const isWorkday = (time: number): boolean => {
  const day = new Date(time).getUTCDay();
  return day !== 0 && day !== 6;
};

/** Midnights of the working days in [from, until). */
export function workdays(from: number, until: number): number[] {
  const days: number[] = [];
  for (let t = Math.ceil(from / day_ms) * day_ms; t < until; t += day_ms) if (isWorkday(t)) days.push(t);
  return days;
}
