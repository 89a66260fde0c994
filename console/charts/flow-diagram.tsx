import { area, curveBumpX } from 'd3-shape';
import { shortened } from '#lib/tools/report/charts/shortened.ts';
import { useShow } from '../show/use-show.ts';
import { flowDiagramLayout, largestEnds, type FlowEnd, type FlowSide, type PlacedFlow } from './flow-diagram-layout.ts';

interface Props {
  /** What is shown, for those who do not see it; the values stand in a table beside it. */
  readonly label: string;
  readonly came: readonly FlowEnd[];
  readonly went: readonly FlowEnd[];
  readonly words: {
    /** Above a side. */
    readonly came: string;
    readonly went: string;
    /** The ends that have no place of their own. */
    readonly others: (count: number) => string;
  };
}

type Side = 'came' | 'went';

/** The width is that of the coordinates alone: ribbons are drawn as wide as there is room. */
const width = 100;
const middle = { came: 49, went: 51 } as const;
const head = 30;
const nodeWidth = 5;
const margin = 12;

/** As many letters as half of the drawing has room for, on a phone and elsewhere. */
const letters = { phone: 13, usual: 40 } as const;

const ribbonShape = area<{ readonly x: number; readonly y: number; readonly thickness: number }>()
  .x(({ x }) => x)
  .y0(({ y }) => y)
  .y1(({ y, thickness }) => y + thickness)
  .curve(curveBumpX);

const ribbonOf = ({ y, middleY, thickness }: PlacedFlow, side: Side): string => {
  const end = { x: side === 'came' ? 0 : width, y, thickness };
  const centre = { x: middle[side], y: middleY, thickness };
  return ribbonShape(side === 'came' ? [end, centre] : [centre, end]) ?? '';
};

const End = ({ flow, side }: { readonly flow: PlacedFlow; readonly side: Side }) => {
  const { number } = useShow();
  const isLeft = side === 'came';
  const x = isLeft ? '0' : '100%';
  const text = {
    x,
    y: flow.y + flow.thickness / 2,
    dx: isLeft ? margin : -margin,
    dy: '0.35em',
    'text-anchor': isLeft ? 'start' : 'end',
  } as const;
  const shift = isLeft ? {} : { transform: `translate(-${nodeWidth} 0)` };
  return (
    <g>
      <rect class={`node ${side}`} x={x} y={flow.y} width={nodeWidth} height={flow.thickness} {...shift} />
      <text class="usual" {...text}>
        {`${shortened(flow.name, letters.usual)}  ${number(flow.people)}`}
      </text>
      <text class="phone" {...text}>
        {`${shortened(flow.name, letters.phone)}  ${number(flow.people)}`}
      </text>
    </g>
  );
};

const Ribbons = ({ sides, height }: { readonly sides: Readonly<Record<Side, FlowSide>>; readonly height: number }) => {
  const { number } = useShow();
  return (
    <svg width="100%" height={height} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none">
      {(['came', 'went'] as const).map((side) =>
        sides[side].flows.map((flow) => (
          <path key={`${side} ${flow.name}`} class={`ribbon ${side}`} d={ribbonOf(flow, side)}>
            <title>{`${flow.name}: ${number(flow.people)}`}</title>
          </path>
        )),
      )}
      {(['came', 'went'] as const).map((side) => (
        <rect
          key={side}
          class={`node ${side}`}
          x={side === 'came' ? middle.came : width / 2}
          width={1}
          y={(height - sides[side].thickness) / 2}
          height={sides[side].thickness}
        />
      ))}
    </svg>
  );
};

/** People on their ways into the middle and out of it; the thicker, the more. */
export const FlowDiagram = ({ label, came, went, words }: Props) => {
  const { height, ...sides } = flowDiagramLayout(largestEnds(came, words.others), largestEnds(went, words.others));
  return (
    <svg class="flow-diagram" width="100%" height={height + head} role="img" aria-label={label}>
      <text class="side came" x="0" y={14}>
        {words.came}
      </text>
      <text class="side went" x="100%" y={14} text-anchor="end">
        {words.went}
      </text>
      <g transform={`translate(0 ${head})`}>
        <Ribbons sides={sides} height={height} />
        {(['came', 'went'] as const).map((side) =>
          sides[side].flows.map((flow) => <End key={`${side} ${flow.name}`} flow={flow} side={side} />),
        )}
      </g>
    </svg>
  );
};
