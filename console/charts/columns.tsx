import type { LinearScale } from '#lib/tools/report/charts/linear-scale.ts';
import { ofWidth } from '#lib/tools/report/charts/percent-of-width.ts';
import { Gridlines, ValueAxis, valueScale } from '#lib/tools/report/charts/value-axis.ts';
import { useShow } from '../show/use-show.ts';
import { ChartFrame } from './chart-frame.tsx';
import { useReadOut } from './use-read-out.ts';
import { ValueTable } from './value-table.tsx';

/** One column. */
export interface ColumnValue {
  /** Read out and in the table: `9 December 2026`. */
  readonly name: string;
  /** Below the column; none by default. */
  readonly label?: string;
  /** Above the baseline. */
  readonly value: number;
  /** Below the baseline, in the contrasting colour: who left beside who came. */
  readonly down?: number;
  /** The value or both in words: `3 in, 2 out`. */
  readonly words: string;
}

interface Props {
  /** What is shown: it names the chart and its table. */
  readonly label: string;
  readonly columns: readonly ColumnValue[];
  /** In pixels, without the labels; 160 by default. */
  readonly height?: number;
  /** A value of the axis; by default compact, and without those between whole numbers, since columns count. */
  readonly tick?: (value: number) => string;
}

const labelsHeight = 26;

/** The part of its place that a column fills. */
const filled = 0.72;

interface BarProps {
  readonly class: string;
  readonly place: { readonly index: number; readonly count: number };
  readonly value: number;
  readonly y: LinearScale;
}

const Bar = ({ class: name, place: { index, count }, value, y }: BarProps) => (
  <rect
    class={name}
    x={ofWidth((index + (1 - filled) / 2) / count)}
    width={ofWidth(filled / count)}
    y={Math.min(y(value), y(0))}
    height={Math.abs(y(value) - y(0))}
  />
);

/** Columns at equal places, read by pointer and keys. */
export const Columns = ({ label, columns, height = 160, tick }: Props) => {
  const { short } = useShow();
  const whole = (value: number): string => (Number.isInteger(value) ? short(value) : '');
  const readOut = useReadOut(columns.length, 'columns');
  const count = columns.length;
  const y = valueScale(
    columns.flatMap(({ value, down = 0 }) => [value, -down]),
    height,
  );
  return (
    <ChartFrame
      label={label}
      readings={columns.map(({ name, words }) => `${name}: ${words}`)}
      readOut={readOut}
      axis={<ValueAxis y={y} height={height + labelsHeight} tick={(value) => (tick ?? whole)(Math.abs(value))} />}
      table={<ValueTable caption={label} rows={columns.map(({ name, words }) => ({ name, value: words }))} />}
    >
      <svg class="drawing" width="100%" height={height + labelsHeight} aria-hidden="true">
        <Gridlines y={y} />
        {columns.map(({ name, value, down, label: below }, index) => (
          <g key={name} class={index === readOut.index ? 'read' : undefined}>
            <Bar class="column" place={{ index, count }} value={value} y={y} />
            {down ? <Bar class="contrast" place={{ index, count }} value={-down} y={y} /> : null}
            {below === undefined ? null : (
              <text x={ofWidth((index + 0.5) / count)} y={height + labelsHeight - 8} text-anchor="middle">
                {below}
              </text>
            )}
          </g>
        ))}
      </svg>
    </ChartFrame>
  );
};
