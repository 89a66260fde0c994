import { segmentKey } from '#events/forms/ids.ts';
import { finding } from '../insight/finding.ts';
import { kindIn } from '../insight/latest-result.ts';
import { textParameter } from '../request/parameter.ts';
import { defineRoute } from '../route.ts';
import { insightInWords } from './insight-in-words.ts';
import { tellsNothing } from './tells-nothing.ts';

/**
 * The latest result of a kind, with the words in which a card, a line or a group is told beside its figures, and of whom it is. What
 * a sample is too small to tell is null.
 */
export const consoleInsightRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/insight/{kind}',
  roles: ['marketing'],
  query: { segment: textParameter(segmentKey, 'The segment that it is about; everybody unless told.') },
  handle: async (deps, { params, query: { segment } }) => {
    const kind = kindIn(params['kind']);
    const { basis, result } = await finding(deps, { kind, segment });
    const isTold = basis.sampleOf === null || !tellsNothing(kind, result);
    return { json: { basis, result: isTold ? insightInWords(kind, result, deps.catalogue.source) : null } };
  },
});
