import type { ReactNode } from 'react';
import { formatCount } from './format-values.ts';
import { makeVisible, shorten } from './visible-text.ts';

/** Text from outside on one line: isolated from the direction of its neighbours, controls made visible, cut at `limit`. */
export function Shown({ text, limit = 120 }: { text: string; limit?: number }): ReactNode {
  return <bdi>{shorten(makeVisible(text.slice(0, limit + 1)), limit)}</bdi>;
}

/** Text from outside of any length: the beginning, and the whole of it behind a click when it is long. */
export function LongShown({ text, limit = 400 }: { text: string; limit?: number }): ReactNode {
  if (text.length <= limit) return <Shown text={text} limit={limit} />;
  return (
    <>
      <Shown text={text} limit={limit} />
      <details className="whole deep">
        <summary>Show all {formatCount(text.length)} characters</summary>
        <pre tabIndex={0}>{makeVisible(text, true)}</pre>
      </details>
    </>
  );
}

/** The plain string for places that take no elements, such as `<title>` and `aria-label`. */
export function plain(text: string, limit = 120): string {
  return shorten(makeVisible(text.slice(0, limit + 1)), limit);
}
