import { setImmediate as othersTurn } from 'node:timers/promises';
import { minimumBounds } from '#lib/core/insight/minimum.ts';
import { hourOf } from '#lib/core/members/change-counts.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { ConsoleDeps } from '#lib/use-cases/api/console/console-deps.ts';
import * as words from '#lib/use-cases/console/console-words.ts';
import { leaversAhead, type LeaversAhead } from '#lib/use-cases/console/leavers.ts';
import { everybody } from '#lib/use-cases/insight/everybody.ts';
import { rfmGrid } from '#lib/use-cases/insight/report/rfm-grid.ts';
import type { LocalApiDeps } from './local-api.ts';
import { keptWhileUnwritten } from './kept-while-unwritten.ts';
import { localPlans } from './local-plans.ts';

/** What the console asks for, from a store on this machine. */
export const localConsole = (deps: LocalApiDeps): ConsoleDeps => ({
  mode: deps.mode,
  words: async () => words,
  get changes() {
    return deps.shop.store.recent.changes;
  },
  get latestEvents() {
    return deps.shop.store.recent.events;
  },
  people: () => deps.shop.store.members.people(),
  leavers: keptWhileUnwritten<LeaversAhead, Instant>(
    deps,
    ({ store, catalogue }, now) => leaversAhead({ store, catalogue, othersTurn: () => othersTurn() }, now),
    hourOf,
  ),
  rfm: keptWhileUnwritten(deps, ({ store, catalogue }) =>
    rfmGrid({ store, catalogue, minimum: minimumBounds.usual, everybody: () => everybody(store) }),
  ),
  plans: localPlans(deps),
});
