import { max } from 'd3-array';
import { area, line } from 'd3-shape';
import { h } from 'preact';
import { linearScale } from './linear-scale.ts';

interface Props {
  /** Oldest first, from 0 on. */
  readonly values: readonly number[];
  /** What is shown, for those who do not see it. */
  readonly label: string;
  /** What is read of each value. */
  readonly titleOf: (index: number) => string;
}

/** The width is that of the coordinates alone: the chart is drawn as wide as there is room. */
const size = { width: 100, height: 80 } as const;
const head = 4;

/** A course as an area from 0 to its highest value. */
export const AreaChart = ({ values, label, titleOf }: Props) => {
  const steps = Math.max(1, values.length - 1);
  const x = linearScale([0, steps], [0, size.width]);
  const y = linearScale([0, max(values) || 1], [size.height, head]);
  const below = area<number>((_, index) => x(index), size.height, y);
  const course = line<number>((_, index) => x(index), y);
  const step = size.width / steps;
  return h(
    'svg',
    {
      class: 'area',
      width: '100%',
      height: size.height,
      viewBox: `0 0 ${size.width} ${size.height}`,
      preserveAspectRatio: 'none',
      role: 'img',
      'aria-label': label,
    },
    h('path', { class: 'below', d: below(values) ?? '' }),
    h('path', { class: 'course', d: course(values) ?? '' }),
    values.map((_, index) =>
      h(
        'rect',
        { class: 'sensor', x: x(index) - step / 2, width: step, y: 0, height: size.height },
        h('title', null, titleOf(index)),
      ),
    ),
  );
};
