import { defineRoute } from '../route.ts';
import { withoutRfm } from './abilities.ts';

/** Buyers by how recently and how often they have ordered, on a grid of 25 squares; or why there is none. */
export const rfmRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/rfm',
  roles: ['marketing'],
  handle: async ({ console: { rfm } }) => ({ json: rfm === undefined ? { missing: withoutRfm } : await rfm() }),
});
