import { scaleQuantize } from 'd3-scale';
import { h } from 'preact';
import type { Overlap } from '#lib/use-cases/insight/report/report.ts';
import type { Telling } from '../telling.ts';
import { roundShare } from '../words/shares.ts';

interface Props {
  /** The most alike first. */
  readonly pairs: readonly Overlap[];
  readonly telling: Telling;
}

const mostSegments = 8;

const heat = scaleQuantize([0, 1], [1, 2, 3, 4, 5]);

/** The segments of the pairs that are the most alike. */
const segmentsOf = (pairs: readonly Overlap[]): readonly string[] =>
  [...new Set(pairs.flatMap(({ one, other }) => [one, other]))].slice(0, mostSegments);

/** A share in whole percent, without the sign. */
const figure = (jaccard: number): string =>
  roundShare(jaccard).replace('%', '').replace('under ', '<').replace('over ', '>');

const cell = (jaccard: number | undefined) =>
  jaccard === undefined
    ? h('td', { class: 'heat-0' }, '0')
    : h('td', { class: `heat-${heat(jaccard)}` }, figure(jaccard));

/** How alike two segments are, whichever is named first; undefined where they share nobody. */
const likenessIn = (pairs: readonly Overlap[]): ((one: string, other: string) => number | undefined) => {
  const known = new Map(
    pairs.flatMap(({ one, other, jaccard }) =>
      [
        [one, other],
        [other, one],
      ].map((pair) => [pair.join(' '), jaccard] as const),
    ),
  );
  return (one, other) => known.get(`${one} ${other}`);
};

/** The pairs among a few segments, each once, as a triangle. */
export const LikenessMatrix = ({ pairs, telling }: Props) => {
  const segments = segmentsOf(pairs);
  const others = segments.slice(0, -1);
  const likeness = likenessIn(pairs);
  return h(
    'table',
    { class: 'heat triangle' },
    h('caption', null, 'The segments most alike, in percent'),
    h(
      'thead',
      null,
      h(
        'tr',
        null,
        h('td', null),
        others.map((key, place) => h('th', { scope: 'col', title: telling.nameOf(key) }, place + 1)),
      ),
    ),
    h(
      'tbody',
      null,
      segments.map((key, row) =>
        h(
          'tr',
          null,
          h('th', { scope: 'row' }, `${row + 1} ${telling.nameOf(key)}`),
          others.map((other, column) => (column < row ? cell(likeness(key, other)) : h('td', null))),
        ),
      ),
    ),
  );
};
