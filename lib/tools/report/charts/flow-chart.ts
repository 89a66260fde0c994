import { area, curveBumpX } from 'd3-shape';
import { h } from 'preact';
import { number } from '#lib/core/number-words.ts';
import { flowLayout, type FlowLink, type FlowNode, type FlowRibbon } from './flow-layout.ts';
import { shortened } from './shortened.ts';

interface Props {
  readonly links: readonly FlowLink[];
  /** What is shown, for those who do not see it. */
  readonly label: string;
}

/** The width is that of the coordinates alone: ribbons are drawn as wide as there is room. */
const width = 100;
const thickness = 5;
const margin = 12;

/** As many letters as half of the chart has room for, on a phone and elsewhere. */
const letters = { phone: 13, usual: 44 } as const;

const ribbonShape = area<{ readonly x: number; readonly y: number; readonly height: number }>()
  .x(({ x }) => x)
  .y0(({ y }) => y)
  .y1(({ y, height }) => y + height)
  .curve(curveBumpX);

const ribbon = ({ from, to, people, fromY, toY, height }: FlowRibbon) =>
  h(
    'path',
    {
      class: 'ribbon',
      d:
        ribbonShape([
          { x: 0, y: fromY, height },
          { x: width, y: toY, height },
        ]) ?? '',
    },
    h('title', null, `${from} to ${to}: ${number(people)}`),
  );

const nameOf = ({ name, people }: FlowNode, most: number): string => `${shortened(name, most)}  ${number(people)}`;

const nodeAt = (side: 'left' | 'right') => (node: FlowNode) => {
  const isLeft = side === 'left';
  const place = { x: isLeft ? '0' : '100%', y: node.y + node.height / 2, dx: isLeft ? margin : -margin, dy: '0.35em' };
  const anchor = { 'text-anchor': isLeft ? 'start' : 'end' } as const;
  return h(
    'g',
    null,
    h('rect', {
      class: 'node',
      x: isLeft ? '0' : '100%',
      y: node.y,
      width: thickness,
      height: node.height,
      ...(isLeft ? {} : { transform: `translate(-${thickness} 0)` }),
    }),
    h('text', { class: 'usual', ...place, ...anchor }, h('title', null, node.name), nameOf(node, letters.usual)),
    h('text', { class: 'phone', ...place, ...anchor }, nameOf(node, letters.phone)),
  );
};

/** People on their way from the places on the left to those on the right; the thicker, the more. */
export const FlowChart = ({ links, label }: Props) => {
  const { left, right, ribbons, height } = flowLayout(links);
  return h(
    'svg',
    { class: 'flows', width: '100%', height, role: 'img', 'aria-label': label },
    h(
      'svg',
      { width: '100%', height, viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: 'none' },
      ribbons.map(ribbon),
    ),
    left.map(nodeAt('left')),
    right.map(nodeAt('right')),
  );
};
