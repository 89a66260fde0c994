import { h } from 'preact';
import { ofWidth } from './percent-of-width.ts';

interface Props {
  /** Shares from 0 to 1, drawn from the middle to the left and to the right. */
  readonly left: number;
  readonly right: number;
  /** The end of the scale on either side. */
  readonly most: number;
}

const height = 8;
const middle = 0.5;

/** Two shares on either side of a middle line. */
export const DivergingBar = ({ left, right, most }: Props) => {
  const [one, other] = [left, right].map((share) => (middle * share) / (most || 1)) as [number, number];
  return h(
    'svg',
    { class: 'bar', width: '100%', height, 'aria-hidden': 'true' },
    h('rect', { class: 'contrast', x: ofWidth(middle - one), width: ofWidth(one), height }),
    h('rect', { class: 'column', x: ofWidth(middle), width: ofWidth(other), height }),
    h('line', { class: 'baseline', x1: '50%', x2: '50%', y1: -3, y2: height + 3 }),
  );
};
