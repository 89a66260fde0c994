import type { MovingName } from '../../predictions/predicted-orders.ts';
import type { PredictedOf } from '../../predictions/predicted-of.ts';
import type { NextTurn } from './first-turn.ts';
import type { MotionTurn } from './motion-turn.ts';

/** The turns of a predicted trait. Each is looked for once for each state of a person's orders: nothing else moves it. */
export const knownTurns =
  (of: PredictedOf, name: MovingName, turn: MotionTurn): NextTurn =>
  ({ profile }, after, until) =>
    of(profile.orders)?.courseOf(name)?.firstTurn(turn, after, until) ?? Infinity;
