import { nextChanges } from '#lib/core/engine/next-changes.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { stateAt } from '../../export/state-at.ts';
import { underCatalogue } from '../../explain/under-catalogue.ts';
import { defineRoute } from '../route.ts';
import { askedProfile } from './asked-person.ts';
import { atCustomer } from './at-customer.ts';

/** The next entry or exit of each segment that time alone will bring, if no event comes: in order of time. */
export const forecastRoute = defineRoute({
  method: 'GET',
  path: '/v1/people/{id}/forecast',
  roles: ['support'],
  handle: async (deps, ask) => {
    const { catalogue } = deps;
    const found = await askedProfile(deps, ask);
    if ('to' in found) return atCustomer(found, '/forecast');
    const decided = found.state.catalogue === catalogue.hash ? found.state : await underCatalogue(deps, found, ask.now);
    const state = stateAt(catalogue, decided, ask.now);
    const keys = catalogue.source.segments.map(({ key }) => key);
    const next = nextChanges(catalogue, state, keys);
    const turns = keys.flatMap((segment) => {
      const change = next.get(segment);
      return change === undefined ? [] : [{ segment, ...change }];
    });
    const inOrder = turns.sort((one, other) => one.at - other.at);
    return { json: inOrder.map(({ segment, status, at }) => ({ segment, status, at: formatInstant(at) })) };
  },
});
