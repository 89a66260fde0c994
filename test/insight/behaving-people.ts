import type { Chance } from '#lib/core/chance.ts';
import type { Person } from '#lib/core/insight/person.ts';
import { addDistinct, noDistinct } from '#lib/core/measures/distinct.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { emptyState, type Profile } from '#lib/core/profile/state.ts';
import { to, type Manner } from './behaving.ts';

const day = 86_400_000;

const draw = (chance: Chance, [least, most]: readonly [number, number]): number => least + chance() * (most - least);

const whole = (chance: Chance, [least, most]: readonly [number, number]): number =>
  Math.floor(draw(chance, [least, most + 1]));

const ordersOf = (chance: Chance, { orders, total, lastAgo, coupons = 0 }: Manner): Profile['orders'] => {
  const count = whole(chance, orders);
  if (count === 0) return undefined;
  return {
    count,
    gross: Math.round(draw(chance, total) * count),
    refunded: 0,
    discounted: Array.from({ length: count }, chance).filter((each) => each < coupons).length,
    lastAt: Math.floor(to - draw(chance, lastAgo) * day),
  };
};

const visitsOf = (chance: Chance, { sessions = [0, 0] }: Manner): Profile['visits'] => {
  const count = whole(chance, sessions);
  if (count === 0) return undefined;
  const ids = Array.from({ length: count }, (_, index) => `s${index}`);
  return { count, firstAt: to, lastAt: to, sessions: ids.reduce(addDistinct, noDistinct) };
};

/** Somebody as their profile is after they have behaved in a manner; scores are drawn evenly where there are any. */
export const behavingPerson = (
  chance: Chance,
  { id, manner, isScored = false }: { readonly id: string; readonly manner: Manner; readonly isScored?: boolean },
): Person => {
  const [orders, visits] = [ordersOf(chance, manner), visitsOf(chance, manner)];
  const score = Math.floor(chance() * 5) / 4;
  return {
    person: customerKey(id),
    state: {
      ...emptyState,
      clock: to,
      profile: {
        ...emptyState.profile,
        ...(orders && { orders }),
        ...(visits && { visits }),
        ...(isScored && { feedback: { count: 1, scores: [score, 1] as const } }),
      },
    },
  };
};
