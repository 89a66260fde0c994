import { segmentKey } from '#events/forms/ids.ts';
import { kindIn, latestResult } from '../insight/latest-result.ts';
import { textParameter } from '../request/parameter.ts';
import { defineRoute } from '../route.ts';
import { insightInWords } from './insight-in-words.ts';

/** The latest result of a kind, with the words in which a card, a line or a group is told beside its figures. */
export const consoleInsightRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/insight/{kind}',
  roles: ['marketing'],
  query: { segment: textParameter(segmentKey, 'The segment that it is about; everybody unless told.') },
  handle: async (deps, { params, query: { segment } }) => {
    const kind = kindIn(params['kind']);
    const { source } = deps.catalogue;
    return { json: insightInWords(kind, await latestResult(deps, { kind, segment }), source) };
  },
});
