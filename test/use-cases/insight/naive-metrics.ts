/**
 * Metrics as the contract words them, from the lines of a replay and the changes that it published, by looking through
 * everything again for every figure. It shares no code with Patron.
 */

/** An event that was taken, in the order of arrival. */
export interface Told {
  readonly type: string;
  readonly time: number;
  readonly occurredAt: number;
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly total?: number;
  readonly amount?: number;
  readonly currency?: string;
  /** Of a scale from 1 to 5. */
  readonly score?: number;
}

export interface Change {
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly status: 'entered' | 'exited';
  readonly segment: { readonly key: string };
  readonly effectiveAt: string;
}

/** What metrics are asked for, of a shop that counts in EUR. */
export interface Asked {
  readonly told: readonly Told[];
  /** In order of publication. */
  readonly changes: readonly Change[];
  readonly keys: readonly string[];
  readonly minimum: number;
}

const day = 86_400_000;

const nameOf = ({ customerId, anonymousId }: Told | Change): string =>
  customerId === undefined ? `visitor ${anonymousId}` : `customer ${customerId}`;

interface World {
  readonly told: readonly Told[];
  readonly changes: readonly Change[];
  /** By the visitor: the customer, and when. */
  readonly links: ReadonlyMap<string, { readonly to: string; readonly at: number }>;
}

type Links = World['links'];

/** The visitor whom an event names beside a customer. */
const linkIn = ({ customerId, anonymousId, time }: Told) =>
  customerId === undefined || anonymousId === undefined
    ? undefined
    : { visitor: `visitor ${anonymousId}`, to: `customer ${customerId}`, at: time };

const erasedBy = (links: Links, event: Told): readonly string[] => {
  if (event.type !== 'ErasureRequested') return [];
  const who = links.get(nameOf(event))?.to ?? nameOf(event);
  return [who, ...[...links].filter(([, { to }]) => to === who).map(([visitor]) => visitor)];
};

const worldOf = ({ told, changes }: Asked): World => {
  const links = new Map<string, { to: string; at: number }>();
  const erased = new Set<string>();
  for (const event of told) {
    for (const who of erasedBy(links, event)) erased.add(who);
    const link = linkIn(event);
    const isKnown = link && (links.has(link.visitor) || erased.has(link.visitor) || erased.has(link.to));
    if (link && !isKnown) links.set(link.visitor, link);
  }
  const isThere = (one: Told | Change): boolean => !erased.has(nameOf(one));
  return { told: told.filter(isThere), changes: changes.filter(isThere), links };
};

const timeOf = ({ occurredAt, time }: Told): number => Math.min(occurredAt, time);

/** Whose an event is at an instant. */
const ownerBefore = ({ links }: World, event: Told, instant: number): string => {
  const link = links.get(nameOf(event));
  return link !== undefined && link.at < instant ? link.to : nameOf(event);
};

const membersBefore = ({ changes }: World, key: string, instant: number): ReadonlySet<string> => {
  const members = new Set<string>();
  for (const change of changes) {
    if (change.segment.key !== key || Date.parse(change.effectiveAt) >= instant) continue;
    if (change.status === 'entered') members.add(nameOf(change));
    else members.delete(nameOf(change));
  }
  return members;
};

const periodsOf = ({ told, changes }: World): readonly (readonly [number, number])[] => {
  const first = Math.min(...told.map(timeOf));
  const last = Math.max(...told.map(({ time }) => time), ...changes.map(({ effectiveAt }) => Date.parse(effectiveAt)));
  const periods: [number, number][] = [];
  for (let to = last + 1; to > first; to -= 7 * day) periods.unshift([to - 7 * day, to]);
  return periods;
};

const divided = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const common = (one: ReadonlySet<string>, other: ReadonlySet<string>): number =>
  [...one].filter((member) => other.has(member)).length;

const jaccard = (one: ReadonlySet<string>, other: ReadonlySet<string>): number | null =>
  divided(common(one, other), new Set([...one, ...other]).size);

/** What the members have bought from one instant until another, by event time, as of the end of the period. */
const boughtBy = (world: World, members: ReadonlySet<string>, [from, to, asOf]: readonly [number, number, number]) =>
  world.told.filter((event) => {
    const t = timeOf(event);
    return from <= t && t < to && members.has(ownerBefore(world, event, asOf));
  });

const revenueOf = (events: readonly Told[]): number =>
  events
    .filter(({ currency }) => currency === 'EUR')
    .reduce((sum, { total = 0, amount = 0 }) => sum + total - amount, 0);

const buyersOf = (world: World, events: readonly Told[], asOf: number): ReadonlySet<string> =>
  new Set(events.filter(({ type }) => type === 'PurchaseMade').map((event) => ownerBefore(world, event, asOf)));

const meansOf = (world: World, members: ReadonlySet<string>, to: number): readonly number[] =>
  [...members].flatMap((member) => {
    const scores = world.told
      .filter((event) => event.time < to && ownerBefore(world, event, to) === member)
      .flatMap(({ score }) => (score === undefined ? [] : [(score - 1) / 4]));
    return scores.length === 0 ? [] : [scores.reduce((sum, score) => sum + score, 0) / scores.length];
  });

const meanOf = (numbers: readonly number[]): number | null =>
  divided(
    numbers.reduce((sum, each) => sum + each, 0),
    numbers.length,
  );

const lineOf = (world: World, { keys, minimum }: Asked, [key, from, to]: readonly [string, number, number]) => {
  const guarded = (people: number, figure: unknown): unknown => (people < minimum ? { below: minimum } : figure);
  const [members, atStart, earlier, lastWeek] = [to, from, to - 90 * day, to - 7 * day].map((instant) =>
    membersBefore(world, key, instant),
  ) as [ReadonlySet<string>, ReadonlySet<string>, ReadonlySet<string>, ReadonlySet<string>];
  const count = (status: string): number =>
    world.changes.filter(({ segment, effectiveAt, ...change }) => {
      const at = Date.parse(effectiveAt);
      return segment.key === key && change.status === status && from <= at && at < to;
    }).length;
  const [adds, drops] = [count('entered'), count('exited')];
  const now = boughtBy(world, members, [from, to, to]);
  const before = boughtBy(world, members, [from - 7 * day, from, to]);
  const [ordered, orderedNow] = [buyersOf(world, before, to), buyersOf(world, now, to)];
  const means = meansOf(world, members, to);
  const growth = divided(revenueOf(now), revenueOf(before));
  return {
    segment: key,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    size: members.size,
    adds,
    drops,
    volatility: divided(adds + drops, (atStart.size + members.size) / 2),
    stayed: guarded(earlier.size, divided(common(earlier, members), earlier.size)),
    retention: guarded(ordered.size, divided(common(ordered, orderedNow), ordered.size)),
    satisfaction: guarded(means.length, { mean: meanOf(means), people: means.length }),
    revenue: guarded(members.size, revenueOf(now)),
    growth: guarded(members.size, growth === null ? null : growth - 1),
    overlap: keys
      .filter((other) => other !== key)
      .map((other) => ({ with: other, jaccard: jaccard(members, membersBefore(world, other, to)) })),
    stability: jaccard(lastWeek, members),
  };
};

/** A line for each segment and week. */
export const naiveMetrics = (asked: Asked): readonly object[] => {
  const world = worldOf(asked);
  if (world.told.length === 0) return [];
  return asked.keys.flatMap((key) => periodsOf(world).map(([from, to]) => lineOf(world, asked, [key, from, to])));
};

const personOf = ({ links }: World, name: string): string => links.get(name)?.to ?? name;

/** The segments that somebody is in, as any of the people of the change log that they are. */
const segmentsBefore = (world: World, keys: readonly string[], [person, instant]: readonly [string, number]) =>
  keys.filter((key) => [...membersBefore(world, key, instant)].some((member) => personOf(world, member) === person));

/** A line for each week, with the people who left one segment and entered another in it. */
export const naiveFlows = (asked: Asked): readonly object[] => {
  const { keys } = asked;
  const world = worldOf(asked);
  if (world.told.length === 0) return [];
  const people = new Set(world.changes.map((change) => personOf(world, nameOf(change))));
  return periodsOf(world).map(([from, to]) => {
    const moves = [...people].map((person) => {
      const [before, after] = [from, to].map((at) => segmentsBefore(world, keys, [person, at])) as [string[], string[]];
      const left = before.filter((key) => !after.includes(key));
      const entered = after.filter((key) => !before.includes(key));
      return { left, entered };
    });
    const wayTaken = (one: string | null, other: string | null): number =>
      moves.filter(
        ({ left, entered }) =>
          left.length + entered.length > 0 &&
          (one === null ? left.length === 0 : left.includes(one)) &&
          (other === null ? entered.length === 0 : entered.includes(other)),
      ).length;
    const ends = [...keys, null];
    const flows = ends
      .flatMap((one) => ends.map((other) => ({ from: one, to: other, people: wayTaken(one, other) })))
      .filter(({ people: count }) => count > 0);
    return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), flows };
  });
};
