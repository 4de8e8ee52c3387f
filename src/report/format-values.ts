/** Figures as people read them; every report and table uses these and no other. */

const counts = new Intl.NumberFormat('en-US');

export function formatCount(count: number): string {
  return counts.format(count);
}

/** `1 record`, `2 records`, `3 people`. */
export function formatQuantity(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Bits with a true minus sign and two digits, so that the shown parts add up to the shown sum. */
export function formatBits(bits: number, signed = false): string {
  const digits = Math.abs(bits).toFixed(2);
  if (Number(digits) === 0) return '0.00';
  if (bits < 0) return `−${digits}`;
  return signed ? `+${digits}` : digits;
}

/** `97 %`; one digit more near the ends, where a whole per cent hides much; never 0 % or 100 % of something uncertain. */
export function formatProbability(probability: number): string {
  const percent = probability * 100;
  if (percent >= 99.9) return '> 99.9 %';
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  return `${percent >= 99 || percent < 1 ? percent.toFixed(1) : percent.toFixed(0)} %`;
}

export function formatKm(distanceKm: number): string {
  return `${formatCount(distanceKm < 10 ? Number(distanceKm.toFixed(1)) : Math.round(distanceKm))} km`;
}

/** `2026-03-04`, or the text itself when it is no time. */
export function formatDay(time: string): string {
  return Number.isNaN(Date.parse(time)) ? time : new Date(time).toISOString().slice(0, 10);
}

/** `2026-03-04 14:05 UTC`, or the text itself when it is no time. */
export function formatTime(time: string): string {
  return Number.isNaN(Date.parse(time)) ? time : `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `2026-03-04 to 2026-03-09`, one day when both are the same, a dash when nothing is known. */
export function formatSpan(first: string | null, last: string | null): string {
  if (first === null && last === null) return '–';
  const [from, to] = [formatDay(first ?? last ?? ''), formatDay(last ?? first ?? '')];
  return from === to ? from : `${from} to ${to}`;
}
