import { setImmediate as othersTurn } from 'node:timers/promises';
import { hourOf } from '#lib/core/members/change-counts.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { ConsoleDeps } from '#lib/use-cases/api/console/console-deps.ts';
import * as words from '#lib/use-cases/console/console-words.ts';
import { leaversAhead, type LeaversAhead } from '#lib/use-cases/console/leavers.ts';
import type { LocalApiDeps } from './local-api.ts';
import type { LocalInsight } from './insight/local-insight.ts';
import { endedAt } from './asked-instant.ts';
import { keptWhileUnwritten } from './kept-while-unwritten.ts';
import { localPlans } from './local-plans.ts';

/** What the console asks for, from a store on this machine. */
export const localConsole = (deps: LocalApiDeps, insight: Pick<LocalInsight, 'find'>): ConsoleDeps => ({
  mode: deps.mode,
  words: async () => words,
  get changes() {
    return deps.shop.store.recent.changes;
  },
  get latestEvents() {
    return deps.shop.store.recent.events;
  },
  endedAt: () => (deps.mode === 'store' ? endedAt(deps.shop.store, deps.now()) : undefined),
  people: () => deps.shop.store.members.people(),
  leavers: keptWhileUnwritten<LeaversAhead, Instant>(
    deps,
    ({ store, catalogue }, now) => leaversAhead({ store, catalogue, othersTurn: () => othersTurn() }, now),
    hourOf,
  ),
  insight: (asked) => insight.find(asked),
  plans: localPlans(deps),
});
