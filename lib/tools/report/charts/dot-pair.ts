import { h } from 'preact';
import { ofWidth } from './percent-of-width.ts';

interface Props {
  /** Shares from 0 to 1; undefined where they may not be told. */
  readonly members: number | undefined;
  readonly others: number | undefined;
}

const height = 14;
const radius = 5;
const middle = height / 2;

/** Two shares on one scale from 0 to 100 %: a full dot for members, a ring for others. */
export const DotPair = ({ members, others }: Props) =>
  h(
    'svg',
    { class: 'dots', width: '100%', height, 'aria-hidden': 'true' },
    h('line', { class: 'rail', x1: '0', x2: '100%', y1: middle, y2: middle }),
    members === undefined || others === undefined
      ? null
      : h('line', { class: 'between', x1: ofWidth(others), x2: ofWidth(members), y1: middle, y2: middle }),
    others === undefined ? null : h('circle', { class: 'others', cx: ofWidth(others), cy: middle, r: radius - 1 }),
    members === undefined ? null : h('circle', { class: 'members', cx: ofWidth(members), cy: middle, r: radius }),
  );
