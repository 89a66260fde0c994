import { segmentKey } from '#events/forms/ids.ts';
import { textParameter } from '../request/parameter.ts';
import { defineRoute } from '../route.ts';
import { latestIn } from './finding.ts';
import { kindIn, resultOf } from './latest-result.ts';

/** The latest result of a kind: what the command of its name prints with `--json`. */
export const insightRoute = defineRoute({
  method: 'GET',
  path: '/v1/insight/{kind}',
  roles: ['marketing'],
  query: { segment: textParameter(segmentKey, 'The segment that it is about; everybody unless told.') },
  handle: async ({ insight }, { params, query: { segment } }) => {
    const kind = kindIn(params['kind']);
    return { json: await resultOf(await latestIn(await insight?.()), { kind, segment }) };
  },
});
