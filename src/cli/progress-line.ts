import type { Progress, ProgressEvent } from '../flow/progress.ts';

const labels: Record<ProgressEvent['phase'], string> = {
  read: 'Reading',
  import: 'Importing',
  place: 'Placing',
  identify: 'Identifying',
  detect: 'Detecting',
  weigh: 'Weighing',
};

/** One line on a terminal that says what is being done, how far it is and how long it may take; silent elsewhere. */
export function createProgressLine(stream: NodeJS.WriteStream): { show: Progress; end: () => void } {
  if (!stream.isTTY) return { show: () => {}, end: () => {} };
  let started = Date.now();
  let current = '';
  let drawn = 0;
  return {
    show(event) {
      const key = `${event.phase} ${event.unit === 'bytes' ? event.item : ''}`;
      if (key !== current) [started, current] = [Date.now(), key];
      else if (Date.now() - drawn < 50) return;
      drawn = Date.now();
      stream.write(`\r\x1b[2K${describe(event, started).slice(0, Math.max(20, (stream.columns || 80) - 1))}`);
    },
    end: () => void stream.write('\r\x1b[2K'),
  };
}

function describe(event: ProgressEvent, started: number): string {
  const seconds = (Date.now() - started) / 1000;
  const share = event.total ? event.done / event.total : 0;
  const left =
    share > 0.05 && share < 1 && seconds > 1 ? `, about ${Math.ceil((seconds * (1 - share)) / share)} s left` : '';
  return `${labels[event.phase]} ${shorten(printable(event.item))}${amount(event)}${left}`;
}

const counts = new Intl.NumberFormat('en');

/** `: 12 of 40 MB`; nothing while there is nothing to count. */
function amount({ done, total, unit }: ProgressEvent): string {
  if (total === null && done === 0) return '';
  const shown = (value: number) => (unit === 'bytes' ? (value / 1e6).toFixed(1) : counts.format(value));
  return `: ${shown(done)}${total === null ? '' : ` of ${shown(total)}`} ${unit === 'bytes' ? 'MB' : unit}`;
}

const longestItem = 40;

/** The end of a long path says more than its start, and the count behind it must not be cut off. */
const shorten = (text: string): string => (text.length <= longestItem ? text : `…${text.slice(1 - longestItem)}`);

/** File names come from outside: no control or direction characters reach the terminal. */
function printable(text: string): string {
  return text.replaceAll(/[\p{C}]/gu, '�');
}
