import { max } from 'd3-array';
import { area, line } from 'd3-shape';
import { h } from 'preact';
import { linearScale } from './linear-scale.ts';

interface Props {
  /** Oldest first, from 0 on. */
  readonly values: readonly number[];
  /** What is read of the line. */
  readonly title: string;
}

const size = { width: 112, height: 28 } as const;
const inset = 3;

/** A course in a cell of a table, from 0 to its highest value, with a dot at its end. */
export const Sparkline = ({ values, title }: Props) => {
  const x = linearScale([0, Math.max(1, values.length - 1)], [inset, size.width - inset]);
  const y = linearScale([0, max(values) || 1], [size.height - inset, inset]);
  const [base] = y.range;
  const course = line<number>((_, index) => x(index), y);
  const below = area<number>((_, index) => x(index), base ?? 0, y);
  return h(
    'svg',
    { class: 'sparkline', ...size, role: 'img', 'aria-label': title },
    h('title', null, title),
    h('path', { class: 'below', d: below(values) ?? '' }),
    h('path', { class: 'course', d: course(values) ?? '' }),
    h('circle', { class: 'end', cx: x(values.length - 1), cy: y(values.at(-1) ?? 0), r: 2.5 }),
  );
};
