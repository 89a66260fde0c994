/** People on one way. */
export interface FlowEnd {
  readonly name: string;
  readonly people: number;
}

/** A way with its edges, in pixels from the top: at its own end, and at the middle. */
export interface PlacedFlow extends FlowEnd {
  readonly y: number;
  readonly middleY: number;
  readonly thickness: number;
}

/** A side of the diagram. */
export interface FlowSide {
  readonly flows: readonly PlacedFlow[];
  /** Of the middle. */
  readonly thickness: number;
  /** Of the whole side. */
  readonly height: number;
}

/** The ways of both sides. */
export interface FlowLayout {
  readonly came: FlowSide;
  readonly went: FlowSide;
  readonly height: number;
}

/** A name needs as much. */
const leastSlot = 26;
const gap = 6;
const thickest = 220;
const thinnest = 2;
/** So many ends have a place of their own; the others share one. */
const mostEnds = 7;

const peopleOf = (ends: readonly FlowEnd[]): number => ends.reduce((sum, { people }) => sum + people, 0);

/** The largest ends, and the others as one. */
export const largestEnds = (ends: readonly FlowEnd[], others: (count: number) => string): readonly FlowEnd[] => {
  const sorted = ends.toSorted((one, other) => other.people - one.people);
  if (sorted.length <= mostEnds + 1) return sorted;
  const rest = sorted.slice(mostEnds);
  return [...sorted.slice(0, mostEnds), { name: others(rest.length), people: peopleOf(rest) }];
};

const sideOf = (ends: readonly FlowEnd[], scale: number): FlowSide => {
  let [y, middleY] = [0, 0];
  const flows = ends.map((end): PlacedFlow => {
    const thickness = Math.max(thinnest, end.people * scale);
    const slot = Math.max(thickness, leastSlot);
    const placed = { ...end, thickness, y: y + (slot - thickness) / 2, middleY };
    y += slot + gap;
    middleY += thickness;
    return placed;
  });
  return { flows, thickness: middleY, height: Math.max(0, y - gap) };
};

const centred = (side: FlowSide, height: number): FlowSide => {
  const [down, middleDown] = [(height - side.height) / 2, (height - side.thickness) / 2];
  const flows = side.flows.map((flow) => ({ ...flow, y: flow.y + down, middleY: flow.middleY + middleDown }));
  return { ...side, flows };
};

/** Places the ways into a middle and out of it, both sides on one scale. */
export const flowDiagramLayout = (came: readonly FlowEnd[], went: readonly FlowEnd[]): FlowLayout => {
  const [into, out] = [peopleOf(came), peopleOf(went)];
  const scale = thickest / Math.max(1, into, out);
  const sides = [sideOf(came, scale), sideOf(went, scale)] as const;
  const height = Math.max(...sides.flatMap((side) => [side.height, side.thickness]));
  return { came: centred(sides[0], height), went: centred(sides[1], height), height };
};
