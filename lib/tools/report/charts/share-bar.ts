import { h } from 'preact';
import { ofWidth } from './percent-of-width.ts';

interface Props {
  /** From 0 to 1. */
  readonly share: number;
  /** The end of the scale; 1 by default. */
  readonly most?: number;
}

const height = 6;

/** A share as a bar on a rail. */
export const ShareBar = ({ share, most = 1 }: Props) =>
  h(
    'svg',
    { class: 'bar', width: '100%', height, 'aria-hidden': 'true' },
    h('rect', { class: 'rail', width: '100%', height, rx: 1 }),
    h('rect', { class: 'column', width: ofWidth(most === 0 ? 0 : share / most), height, rx: 1 }),
  );
