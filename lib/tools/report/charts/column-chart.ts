import { h } from 'preact';
import type { LinearScale } from './linear-scale.ts';
import { ofWidth } from './percent-of-width.ts';
import { Gridlines, ValueAxis, valueScale } from './value-axis.ts';

/** What stands below a column. */
export interface ColumnLabel {
  /** None where it is empty. */
  readonly label: string;
  /** A second line, such as the year. */
  readonly sublabel?: string;
  /** Whether the label gives way on a narrow screen. */
  readonly isMinor?: boolean;
}

/** One column. */
export interface Column extends ColumnLabel {
  readonly value: number;
  /** What is read of the column: `November 2011: 1,200 orders`. */
  readonly title: string;
  /** Stands above the baseline in place of a column: why there is no value. */
  readonly mark?: string;
  /** Drawn with a dashed outline: the value is of a part of what the others are of. */
  readonly isPartial?: boolean;
}

interface Props {
  readonly columns: readonly Column[];
  /** In pixels, without the labels. */
  readonly height: number;
  /** What is shown, for those who do not see it. */
  readonly label: string;
  /** A value of the axis in words. */
  readonly tick: (value: number) => string;
}

const labelsHeight = 44;
const lines = { label: 18, sublabel: 36 } as const;

/** The part of its place that a column fills. */
const filled = 0.72;

const bar = ({ value, title, isPartial }: Column, index: number, { y, place }: Places) =>
  h(
    'rect',
    {
      class: isPartial ? 'column partial' : 'column',
      x: ofWidth((index + (1 - filled) / 2) * place),
      width: ofWidth(filled * place),
      y: Math.min(y(value), y(0)),
      height: Math.abs(y(value) - y(0)),
    },
    h('title', null, title),
  );

/** Where columns stand: their height, and the part of the width that each has. */
interface Places {
  readonly y: LinearScale;
  readonly place: number;
}

/** Why columns have no value, above their places. */
const Marks = ({ columns, height }: Pick<Props, 'columns' | 'height'>) =>
  columns.map(({ mark }, index) =>
    mark === undefined
      ? null
      : h('text', { x: ofWidth((index + 0.5) / columns.length), y: height - 6, 'text-anchor': 'middle' }, mark),
  );

const ColumnLabels = ({ columns, height }: Pick<Props, 'columns' | 'height'>) =>
  columns.map(({ label, sublabel, isMinor }, index) => {
    const x = ofWidth((index + 0.5) / columns.length);
    return h(
      'g',
      { class: isMinor ? 'tick minor' : 'tick', 'aria-hidden': 'true', 'text-anchor': 'middle' },
      label === '' ? null : h('text', { x, y: height + lines.label }, label),
      sublabel === undefined ? null : h('text', { class: 'year', x, y: height + lines.sublabel }, sublabel),
    );
  });

/**
 * Columns over equal places. Horizontal positions are percentages, so that texts keep their size however wide the chart is
 * drawn.
 */
export const ColumnChart = ({ columns, height, label, tick }: Props) => {
  const y = valueScale(
    columns.map(({ value }) => value),
    height,
  );
  const places = { y, place: 1 / columns.length };
  return h(
    'div',
    { class: 'with-axis', role: 'img', 'aria-label': label },
    h(ValueAxis, { y, height: height + labelsHeight, tick }),
    h(
      'svg',
      { class: 'plot', width: '100%', height: height + labelsHeight },
      h(Gridlines, { y }),
      columns.map((column, index) => bar(column, index, places)),
      h(Marks, { columns, height }),
      h(ColumnLabels, { columns, height }),
    ),
  );
};
