import type { ComponentChildren } from 'preact';
import { parts } from '../words/en.ts';
import type { ReadOut } from './use-read-out.ts';

interface Props {
  /** What is shown. */
  readonly label: string;
  /** Each value in words, in order: `9 December 2026: 1,234 members`. */
  readonly readings: readonly string[];
  readonly readOut: ReadOut;
  /** What stands beside the values, such as an axis. */
  readonly axis?: ComponentChildren;
  /** The drawing, over whose width the values stand. */
  readonly children: ComponentChildren;
  /** The same values as a table. */
  readonly table?: ComponentChildren;
}

/**
 * What every chart with a read-out has around it: the value that is pointed at (the last one by default) in words, a drawing that
 * is read with the keys of a slider, and a table of the same values.
 */
export const ChartFrame = ({ label, readings, readOut: { index, handlers }, axis, children, table }: Props) => {
  const at = index ?? readings.length - 1;
  return (
    <figure class="chart">
      <figcaption class="reading" aria-hidden="true">
        {readings[at]}
      </figcaption>
      <div class="with-axis">
        {axis}
        <div
          class="plot"
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-description={parts.chartKeys}
          aria-valuemin={0}
          aria-valuemax={Math.max(0, readings.length - 1)}
          aria-valuenow={Math.max(0, at)}
          aria-valuetext={readings[at]}
          {...handlers}
        >
          {children}
        </div>
      </div>
      {table === undefined ? null : (
        <details>
          <summary>{parts.asTable}</summary>
          {table}
        </details>
      )}
    </figure>
  );
};
