import { group, max, sum } from 'd3-array';

/** People who went from one place to another. */
export interface FlowLink {
  readonly from: string;
  readonly to: string;
  readonly people: number;
}

/** An end of flows, with where it is drawn. */
export interface FlowNode {
  readonly name: string;
  readonly people: number;
  /** The upper edge, in pixels. */
  readonly y: number;
  readonly height: number;
}

/** A flow with its upper edges at either end. */
export interface FlowRibbon extends FlowLink {
  readonly fromY: number;
  readonly toY: number;
  readonly height: number;
}

/** Flows as they are drawn. */
export interface FlowLayout {
  readonly left: readonly FlowNode[];
  readonly right: readonly FlowNode[];
  readonly ribbons: readonly FlowRibbon[];
  readonly height: number;
}

/** A name needs as much. */
const leastSlot = 22;
const gap = 12;
const thickest = 300;
const thinnest = 1.5;

type Side = 'from' | 'to';

/** Flows with the pixels of a person. */
interface Scaled {
  readonly links: readonly FlowLink[];
  readonly scale: number;
}

/** Stacks the ends of a side in an order of their names. */
const stack = ({ links, scale }: Scaled, side: Side, order: readonly string[]): readonly FlowNode[] => {
  const byName = group(links, (link) => link[side]);
  let y = 0;
  return order.map((name): FlowNode => {
    const people = sum(byName.get(name) ?? [], (link) => link.people);
    const height = Math.max(thinnest, people * scale);
    const slot = Math.max(height, leastSlot);
    const node = { name, people, height, y: y + (slot - height) / 2 };
    y += slot + gap;
    return node;
  });
};

const bySize = (links: readonly FlowLink[], side: Side): readonly string[] =>
  [...group(links, (link) => link[side])]
    .map(([name, own]) => ({ name, people: sum(own, ({ people }) => people) }))
    .sort((one, other) => other.people - one.people || (one.name < other.name ? -1 : 1))
    .map(({ name }) => name);

/** The right ends in the order in which their flows come from the left, so that few ribbons cross. */
const byOrigin = (links: readonly FlowLink[], left: readonly string[]): readonly string[] =>
  [...group(links, ({ to }) => to)]
    .map(([name, own]) => ({
      name,
      place: sum(own, ({ from, people }) => left.indexOf(from) * people) / sum(own, ({ people }) => people),
    }))
    .sort((one, other) => one.place - other.place || (one.name < other.name ? -1 : 1))
    .map(({ name }) => name);

const endOf = (nodes: readonly FlowNode[]): number =>
  max(nodes, ({ y, height }) => y + Math.max(height, (height + leastSlot) / 2)) ?? 0;

/** Takes places from the upper edge of each end on. */
const placesAt = (nodes: readonly FlowNode[]): ((name: string, height: number) => number) => {
  const tops = new Map(nodes.map(({ name, y }) => [name, y]));
  return (name, height) => {
    const top = tops.get(name) ?? 0;
    tops.set(name, top + height);
    return top;
  };
};

/** The place of an end in its column, by its name. */
const placeIn = (nodes: readonly FlowNode[]): ((name: string) => number) => {
  const places = new Map(nodes.map(({ name }, place) => [name, place]));
  return (name) => places.get(name) ?? 0;
};

/** Stacks the ribbons of each end in the order of their other ends. */
const ribbonsOf = ({ links, scale }: Scaled, { left, right }: Pick<FlowLayout, 'left' | 'right'>) => {
  const [leave, arrive] = [placesAt(left), placesAt(right)];
  const [from, to] = [placeIn(left), placeIn(right)];
  const byEnds = (one: FlowLink, other: FlowLink): number =>
    from(one.from) - from(other.from) || to(one.to) - to(other.to);
  return links.toSorted(byEnds).map((link): FlowRibbon => {
    const height = Math.max(thinnest, link.people * scale);
    return { ...link, height, fromY: leave(link.from, height), toY: arrive(link.to, height) };
  });
};

/** Places flows between two columns of ends. */
export const flowLayout = (links: readonly FlowLink[]): FlowLayout => {
  const scaled = {
    links,
    scale:
      thickest /
      Math.max(
        1,
        sum(links, ({ people }) => people),
      ),
  };
  const order = bySize(links, 'from');
  const left = stack(scaled, 'from', order);
  const right = stack(scaled, 'to', byOrigin(links, order));
  return { left, right, ribbons: ribbonsOf(scaled, { left, right }), height: Math.max(endOf(left), endOf(right)) };
};
