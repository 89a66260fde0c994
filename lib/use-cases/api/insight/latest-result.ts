import { insightKinds, type InsightKind } from '#events/insight-published.ts';
import { printedValue } from '#events/printed-value.ts';
import { nearestName } from '#lib/core/nearest-name.ts';
import type { RunResults } from '../../insight/pass/announce-results.ts';
import { getJson } from '../../insight/pass/json-objects.ts';
import { keys } from '../../insight/pass/keys.ts';
import type { Published } from '../../insight/pass/published.ts';
import { ApiError } from '../api-error.ts';
import { missingResult, type AskedResult } from './asked-result.ts';
import type { PassEnded } from './finding.ts';

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

/** A kind of result that passes publish. */
interface AskedPublished extends AskedResult {
  readonly kind: InsightKind;
}

/** Metrics are told by weeks: of several the first. */
const resultIn = ({ run, results }: RunResults, { kind, segment }: AskedPublished): Published | undefined => {
  const ofQuestion = keys.result(run, `questions/${segment}`);
  const fits = (result: Published): boolean =>
    result.segment === segment &&
    (segment !== undefined || !result.key.startsWith(keys.result(run, 'questions/').slice(0, -5)));
  const ofKind = results.filter((result) => result.kind === kind);
  return ofKind.find(fits) ?? ofKind.find(({ key }) => key === ofQuestion);
};

/**
 * A result of a pass.
 *
 * @throws {ApiError} where it left no such result.
 */
export const resultOf = async ({ objects, latest }: PassEnded, asked: AskedPublished): Promise<unknown> => {
  const found = resultIn(latest, asked);
  const json = found && (await getJson<unknown>(objects, found.key));
  if (json === undefined) throw missingResult(asked);
  return json;
};
