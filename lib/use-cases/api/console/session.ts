import { formatInstant } from '#lib/core/time/instant.ts';
import { may } from '../access/may.ts';
import { roles, type Caller } from '../access/caller.ts';
import type { ApiDeps } from '../api-deps.ts';
import { defineRoute } from '../route.ts';
import { abilities } from './abilities.ts';

/** The reason why a caller cannot use each part of the console; undefined for what they can. */
const reasons = (deps: ApiDeps, caller: Caller): readonly (readonly [string, string | undefined])[] =>
  Object.entries(abilities).map(([name, ability]) => [
    name,
    may(caller, ability) ? ability.missing(deps) : `It is for ${ability.roles.join(' and ')}.`,
  ]);

/** Who asks, what the answers are about, and which parts of the console there are for the caller. */
export const sessionRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/session',
  roles,
  handle: async (deps, { caller, now }) => {
    const { source, hash, deployment, currency, calendar } = deps.catalogue;
    const found = reasons(deps, caller);
    const endedAt = deps.console.endedAt?.();
    return {
      json: {
        mode: deps.console.mode,
        caller: { name: caller.name, roles: roles.filter((role) => caller.roles.has(role)) },
        now: formatInstant(now),
        endedAt: endedAt === undefined ? null : formatInstant(endedAt),
        catalogue: {
          hash,
          deployment,
          currency,
          timeZone: calendar.timeZone,
          segments: source.segments.length,
          model: source.predict?.modelId ?? null,
        },
        can: Object.fromEntries(found.map(([name, reason]) => [name, reason === undefined])),
        why: Object.fromEntries(found.filter(([, reason]) => reason !== undefined)),
      },
    };
  },
});
