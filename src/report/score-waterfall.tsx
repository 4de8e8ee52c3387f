import type { ReactNode } from 'react';
import type { ScoreStep } from '../schema/report.ts';
import { formatBits, formatProbability } from './format-values.ts';
import { Shown } from './shown-text.tsx';

const chartWidth = 300;
const rowHeight = 26;
/** Bits at which the probability reaches 20 %, 50 % and 90 %: where review, high and urgent start. */
const marks = [-2, 0, Math.log2(9)];

/** The score step by step: a bar from the sum before to the sum after each, with every number beside it. */
export function ScoreWaterfall(props: {
  steps: ScoreStep[];
  /** Titles of findings, and notes why they count so much, by id. */
  titles: Map<string, string>;
  notes: Record<string, string>;
  probability: number;
  anchors: Map<string, string>;
}): ReactNode {
  const { steps, titles, notes, probability, anchors } = props;
  const values = [...steps.map((step) => step.bits_after), ...marks].filter(Number.isFinite);
  const [low, high] = [Math.min(...values) - 0.8, Math.max(...values) + 0.8];
  const x = (bits: number) => Math.round(((bits - low) / (high - low)) * chartWidth * 10) / 10;
  const total = steps.at(-1)?.bits_after ?? 0;
  return (
    <div className="score">
      <table className="waterfall" role="table">
        <caption className="hidden">Score in bits, step by step</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              Step
            </th>
            <th role="columnheader" scope="col" className="chart">
              <span className="hidden">Chart</span>
            </th>
            <th role="columnheader" scope="col" className="number">
              Bits
            </th>
            <th role="columnheader" scope="col" className="number">
              Sum
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {steps.map((step, index) => (
            <tr key={index} role="row" className={step.kind}>
              <th role="rowheader" scope="row">
                <StepLabel
                  step={step}
                  title={titles.get(step.finding_id ?? '')}
                  note={notes[step.finding_id ?? '']}
                  anchor={anchors.get(step.finding_id ?? '')}
                />
              </th>
              <td role="cell" className="chart">
                <StepBar step={step} from={barStart(step)} x={x} last={index === steps.length - 1} />
              </td>
              <td role="cell" className="number">
                {formatBits(step.bits, step.kind === 'finding' || step.kind === 'counter_evidence')}
              </td>
              <td role="cell" className="number">
                {formatBits(step.bits_after)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="sum">
        {`Probability = 1 ÷ (1 + 2^(${formatBits(-total)})) = `}
        <strong>{formatProbability(probability)}</strong>. The three lines in the chart stand at 20 %, 50 % and 90 %.
      </p>
    </div>
  );
}

function barStart(step: ScoreStep): number {
  return step.kind === 'prior' || step.kind === 'total' ? 0 : step.bits_after - step.bits;
}

const fixedLabels = { prior: 'before any evidence', total: 'together' };

type LabelProps = {
  step: ScoreStep;
  title: string | undefined;
  note: string | undefined;
  anchor: string | undefined;
};

function StepLabel({ step, title, note, anchor }: LabelProps): ReactNode {
  if (step.kind === 'prior' || step.kind === 'total') return fixedLabels[step.kind];
  if (title === undefined || anchor === undefined) return <Shown text={step.label} limit={140} />;
  return (
    <>
      <a href={`#${anchor}`}>
        <Shown text={title} limit={90} />
      </a>
      {note !== undefined && note !== 'whole' && (
        <span className="quiet">
          {' '}
          <Shown text={note} limit={120} />
        </span>
      )}
    </>
  );
}

function StepBar({
  step,
  from,
  x,
  last,
}: {
  step: ScoreStep;
  from: number;
  x: (bits: number) => number;
  last: boolean;
}): ReactNode {
  const [a, b] = [x(from), x(step.bits_after)];
  return (
    <svg viewBox={`0 0 ${chartWidth} ${rowHeight}`} preserveAspectRatio="none" aria-hidden="true">
      {marks.map((mark) => (
        <line key={mark} className="mark" x1={x(mark)} x2={x(mark)} y1="0" y2={rowHeight} />
      ))}
      <rect
        className={`bar ${step.kind}`}
        x={Math.min(a, b)}
        y="6"
        width={Math.max(Math.abs(b - a), 1.5)}
        height={rowHeight - 12}
      />
      {!last && <line className="join" x1={b} x2={b} y1={rowHeight - 6} y2={rowHeight} />}
    </svg>
  );
}
