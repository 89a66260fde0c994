import { profileLineOf } from '../../export/profile-line.ts';
import { stateAt } from '../../export/state-at.ts';
import { defineRoute } from '../route.ts';
import { askedProfile } from './asked-person.ts';
import { atCustomer } from './at-customer.ts';

/** The profile of a person as of now: time runs on to now, and nothing of that is written. */
export const profileRoute = defineRoute({
  method: 'GET',
  path: '/v1/people/{id}',
  roles: ['support'],
  handle: async (deps, ask) => {
    const { catalogue } = deps;
    const found = await askedProfile(deps, ask);
    if ('to' in found) return atCustomer(found);
    const state = stateAt(catalogue, found.state, ask.now);
    return { json: profileLineOf(catalogue, { person: found.person, state }, ask.now) };
  },
});
