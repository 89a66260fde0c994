import { insightKinds, type InsightKind } from '#events/insight-published.ts';
import { printedValue } from '#events/printed-value.ts';
import { nearestName } from '#lib/core/nearest-name.ts';
import type { RunResults } from '../../insight/pass/announce-results.ts';
import { getJson } from '../../insight/pass/json-objects.ts';
import { keys } from '../../insight/pass/keys.ts';
import type { Published } from '../../insight/pass/published.ts';
import type { ApiDeps } from '../api-deps.ts';
import { ApiError } from '../api-error.ts';

/**
 * The kind that a path names.
 *
 * @throws {ApiError} with the nearest where there is none of the name.
 */
export const kindIn = (text = ''): InsightKind => {
  const found = insightKinds.find((kind) => kind === text);
  if (found !== undefined) return found;
  const near = nearestName(text, insightKinds);
  const hint = near === undefined ? `there are ${insightKinds.join(', ')}` : `the nearest is ${near}`;
  throw new ApiError('not-found', `Cannot use ${printedValue(text)} as a kind of insight: ${hint}`);
};

/** What is asked for: a kind of result about a segment, or about everybody. */
interface AskedResult {
  readonly kind: InsightKind;
  readonly segment: string | undefined;
}

/** Metrics are told by weeks: of several the first. */
const resultIn = ({ run, results }: RunResults, { kind, segment }: AskedResult): Published | undefined => {
  const ofQuestion = keys.result(run, `questions/${segment}`);
  const fits = (result: Published): boolean =>
    result.segment === segment &&
    (segment !== undefined || !result.key.startsWith(keys.result(run, 'questions/').slice(0, -5)));
  const ofKind = results.filter((result) => result.kind === kind);
  return ofKind.find(fits) ?? ofKind.find(({ key }) => key === ofQuestion);
};

const missing = ({ kind, segment }: AskedResult): ApiError =>
  new ApiError(
    'not-found',
    segment === undefined
      ? `Cannot find ${kind} about everybody in the latest pass: name a segment`
      : `Cannot find ${kind} about ${segment} in the latest pass`,
  );

/**
 * The result of the latest pass over everybody that has ended.
 *
 * @throws {ApiError} where no pass has ended, or it left no such result.
 */
export const latestResult = async ({ insight }: Pick<ApiDeps, 'insight'>, asked: AskedResult): Promise<unknown> => {
  const objects = await insight?.();
  const latest = objects && (await getJson<RunResults>(objects, keys.latest));
  if (objects === undefined || latest === undefined)
    throw new ApiError('not-found', 'Cannot find any insight: no pass over everybody has come to its end yet');
  const found = resultIn(latest, asked);
  const json = found && (await getJson<unknown>(objects, found.key));
  if (json === undefined) throw missing(asked);
  return json;
};
