import { insightKinds, type InsightKind } from '#events/insight-published.ts';
import { segmentKey } from '#events/forms/ids.ts';
import { printedValue } from '#events/printed-value.ts';
import { nearestName } from '#lib/core/nearest-name.ts';
import type { RunResults } from '../../insight/pass/announce-results.ts';
import { getJson } from '../../insight/pass/json-objects.ts';
import { keys } from '../../insight/pass/keys.ts';
import type { Published } from '../../insight/pass/published.ts';
import { ApiError } from '../api-error.ts';
import { textParameter } from '../request/parameter.ts';
import { defineRoute } from '../route.ts';

const kindIn = (text = ''): InsightKind => {
  const found = insightKinds.find((kind) => kind === text);
  if (found !== undefined) return found;
  const near = nearestName(text, insightKinds);
  const hint = near === undefined ? `there are ${insightKinds.join(', ')}` : `the nearest is ${near}`;
  throw new ApiError('not-found', `Cannot use ${printedValue(text)} as a kind of insight: ${hint}`);
};

/** The result of a kind about a segment, or about everybody. Metrics are told by weeks: of several the first. */
const resultIn = ({ run, results }: RunResults, kind: InsightKind, segment: string | undefined) => {
  const ofQuestion = keys.result(run, `questions/${segment}`);
  const fits = (result: Published): boolean =>
    result.segment === segment &&
    (segment !== undefined || !result.key.startsWith(keys.result(run, 'questions/').slice(0, -5)));
  const ofKind = results.filter((result) => result.kind === kind);
  return ofKind.find(fits) ?? ofKind.find(({ key }) => key === ofQuestion);
};

const missing = (kind: InsightKind, segment: string | undefined): ApiError =>
  new ApiError(
    'not-found',
    segment === undefined
      ? `Cannot find ${kind} about everybody in the latest pass: name a segment`
      : `Cannot find ${kind} about ${segment} in the latest pass`,
  );

/** The latest result of a kind: what the command of its name prints with `--json`. */
export const insightRoute = defineRoute({
  method: 'GET',
  path: '/v1/insight/{kind}',
  roles: ['marketing'],
  query: { segment: textParameter(segmentKey, 'The segment that it is about; everybody unless told.') },
  handle: async ({ insight }, { params, query: { segment } }) => {
    const kind = kindIn(params['kind']);
    const objects = await insight?.();
    const latest = objects && (await getJson<RunResults>(objects, keys.latest));
    if (objects === undefined || latest === undefined)
      throw new ApiError('not-found', 'Cannot find any insight: no pass over everybody has come to its end yet');
    const found = resultIn(latest, kind, segment);
    const json = found && (await getJson<unknown>(objects, found.key));
    if (json === undefined) throw missing(kind, segment);
    return { json };
  },
});
