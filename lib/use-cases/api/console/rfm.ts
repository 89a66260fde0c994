import { finding } from '../insight/finding.ts';
import { defineRoute } from '../route.ts';
import { tellsNothing } from './tells-nothing.ts';

/** Buyers by how recently and how often they have ordered, on a grid of 25 squares; or why there is none. */
export const rfmRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/rfm',
  roles: ['marketing'],
  handle: async (deps) => {
    const { basis, result } = await finding(deps, { kind: 'rfm', segment: undefined });
    const isTold = basis.sampleOf === null || !tellsNothing('rfm', result);
    return { json: { basis, result: isTold ? result : null } };
  },
});
