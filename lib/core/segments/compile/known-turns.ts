import type { MovingName, PredictedOrders } from '../../predictions/predicted-orders.ts';
import type { PredictedOf } from '../../predictions/predicted-of.ts';
import type { Instant } from '../../time/instant.ts';
import type { NextTurn } from './first-turn.ts';
import type { MotionTurn } from './motion-turn.ts';

/** What a search has found: nothing turns after `from` and before `at`, or up to `to` where that is Infinity. */
interface Found {
  readonly from: Instant;
  readonly to: Instant;
  readonly at: Instant;
}

const answers = ({ from, to, at }: Found, after: Instant, until: Instant): boolean =>
  after >= from && (at === Infinity ? until <= to : at > after);

/** The turns of a predicted trait. Each is looked for once for each state of a person's orders: nothing else moves it. */
export const knownTurns = (of: PredictedOf, name: MovingName, turn: MotionTurn): NextTurn => {
  const found = new WeakMap<PredictedOrders, Found>();
  return ({ profile }, after, until) => {
    const orders = of(profile.orders);
    if (!orders?.has(name)) return Infinity;
    const known = found.get(orders);
    if (known && answers(known, after, until)) return known.at;
    const at = turn.after({ orders, name }, after, until);
    found.set(orders, { from: after, to: until, at });
    return at;
  };
};
