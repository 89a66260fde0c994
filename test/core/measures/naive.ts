import type { AggregateName } from '#lib/core/segments/language/aggregates.ts';

/** One event as the tests know it. */
export interface Happened {
  readonly t: number;
  readonly eventId: string;
  readonly role: 'cart' | 'page';
  readonly value?: number;
}

const inOrder = (one: Happened, other: Happened): number => one.t - other.t || (one.eventId < other.eventId ? -1 : 1);

type Valued = Happened & { readonly value: number };
const hasValue = (one: Happened): one is Valued => one.value !== undefined;

const plus = (sum: number, { value }: Valued): number => sum + value;

const aggregates: Readonly<Record<AggregateName | 'count', (events: readonly Valued[]) => unknown>> = {
  count: (events) => events.length,
  sum: (events) => events.reduce(plus, 0),
  avg: (events) => (events.length === 0 ? undefined : events.reduce(plus, 0) / events.length),
  min: (events) => (events.length === 0 ? undefined : Math.min(...events.map(({ value }) => value))),
  max: (events) => (events.length === 0 ? undefined : Math.max(...events.map(({ value }) => value))),
  first: (events) => events.toSorted(inOrder)[0]?.value,
  last: (events) => events.toSorted(inOrder).at(-1)?.value,
  uniqueCount: (events) => new Set(events.map(({ value }) => value)).size,
};

/** An aggregate of all of some events, as the contract defines it. */
export const aggregateOf = (name: AggregateName | 'count', events: readonly Happened[]): unknown =>
  aggregates[name](name === 'count' ? (events as readonly Valued[]) : events.filter(hasValue));

/** An aggregate as the contract defines it, worked out from all events. */
export const aggregateAt = (
  name: AggregateName | 'count',
  { events, length, now }: { readonly events: readonly Happened[]; readonly length: number; readonly now: number },
): unknown => {
  const inWindow = events.filter(({ t }) => now - length < t && t <= now);
  return aggregateOf(name, inWindow);
};

interface Sequenced {
  readonly events: readonly Happened[];
  readonly length: number;
  readonly now: number;
}

/** Some cart at a and page at b with now - length < a < b <= now. */
export const followedAt = ({ events, length, now }: Sequenced): boolean =>
  events.some(
    (a) => a.role === 'cart' && now - length < a.t && events.some((b) => b.role === 'page' && a.t < b.t && b.t <= now),
  );

/** The newest cart in the window, at a, has a + wait <= now, and no page at b has a < b <= now. */
export const notFollowedAt = ({ events, length, now, wait }: Sequenced & { readonly wait: number }): boolean => {
  const carts = events.filter(({ role, t }) => role === 'cart' && now - length < t && t <= now).map(({ t }) => t);
  const a = Math.max(...carts);
  return carts.length > 0 && a + wait <= now && !events.some(({ role, t }) => role === 'page' && a < t && t <= now);
};
