import { h } from 'preact';
import { percent } from '#lib/core/number-words.ts';
import { linearScale } from './linear-scale.ts';

/** What was expected, and what came: shares from 0 to 1. */
interface CalibrationPoint {
  readonly expected: number;
  readonly seen: number;
}

interface Props {
  readonly points: readonly CalibrationPoint[];
  readonly label: string;
}

const side = 300;
const margin = { left: 44, bottom: 40, other: 10 } as const;
const marks = [0, 0.25, 0.5, 0.75, 1];

const x = linearScale([0, 1], [margin.left, margin.left + side]);
const y = linearScale([0, 1], [margin.other + side, margin.other]);

const Grid = () =>
  marks.map((mark) =>
    h(
      'g',
      null,
      h('line', { class: 'gridline', x1: x(0), x2: x(1), y1: y(mark), y2: y(mark) }),
      h('text', { x: x(0) - 8, y: y(mark), dy: '0.32em', 'text-anchor': 'end' }, percent(mark)),
      h('text', { x: x(mark), y: y(0) + 18, 'text-anchor': 'middle' }, percent(mark)),
    ),
  );

/** Expected against seen: on the diagonal, what was expected came. */
export const CalibrationPlot = ({ points, label }: Props) =>
  h(
    'svg',
    {
      class: 'calibration',
      width: '100%',
      viewBox: `0 0 ${margin.left + side + margin.other} ${margin.other + side + margin.bottom}`,
      role: 'img',
      'aria-label': label,
    },
    h(Grid, null),
    h('line', { class: 'diagonal', x1: x(0), y1: y(0), x2: x(1), y2: y(1) }),
    h('text', { x: x(0) + 10, y: y(1) + 18 }, 'more ordered than expected'),
    h('text', { x: x(1) - 8, y: y(0) - 10, 'text-anchor': 'end' }, 'fewer than expected'),
    points.map(({ expected, seen }) =>
      h(
        'circle',
        { class: 'point', cx: x(expected), cy: y(seen), r: 5 },
        h('title', null, `expected ${percent(expected)}, ordered ${percent(seen)}`),
      ),
    ),
  );
