import { max, min, nice } from 'd3-array';
import { h } from 'preact';
import { linearScale, type LinearScale } from './linear-scale.ts';

const head = 10;

/** Lines of the grid, about. */
const ticks = 4;

/** A vertical scale from 0, or from below it, to a round number above all values. */
export const valueScale = (values: readonly number[], height: number): LinearScale =>
  linearScale(nice(Math.min(0, min(values) ?? 0), max(values) || 1, ticks), [height, head]);

interface Props {
  readonly y: LinearScale;
  readonly height: number;
  /** A value in words. */
  readonly tick: (value: number) => string;
}

/** The values beside the lines of a grid. */
export const ValueAxis = ({ y, height, tick }: Props) =>
  h(
    'svg',
    { class: 'axis', width: 48, height, 'aria-hidden': 'true' },
    y.ticks(ticks).map((value) => h('text', { x: 42, y: y(value), dy: '0.32em', 'text-anchor': 'end' }, tick(value))),
  );

/** The lines of a grid across a chart. */
export const Gridlines = ({ y }: Pick<Props, 'y'>) =>
  y
    .ticks(ticks)
    .map((value) =>
      h('line', { class: value === 0 ? 'baseline' : 'gridline', x1: '0', x2: '100%', y1: y(value), y2: y(value) }),
    );
