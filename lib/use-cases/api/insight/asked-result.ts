import type { InsightKind } from '#events/insight-published.ts';
import { questionNames } from '#lib/core/insight/questions.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { ApiError } from '../api-error.ts';

/** What is asked for: a kind of result about a segment, or about everybody. A comparison can also be about a question. */
export interface AskedResult {
  readonly kind: InsightKind | 'rfm';
  readonly segment: string | undefined;
}

/** Whether there is anything to be found: a comparison and a persona are of a segment, and others can be. */
export const isAskable = ({ segments }: Catalogue, { kind, segment }: AskedResult): boolean => {
  if (segment === undefined) return kind !== 'compare' && kind !== 'persona';
  if (kind === 'compare' && questionNames.some((name) => name === segment)) return true;
  const isOfSegments = kind !== 'discover' && kind !== 'predictions' && kind !== 'rfm';
  return isOfSegments && segments.some(({ key }) => key === segment);
};

/** The error for what no pass would leave. */
export const missingResult = ({ kind, segment }: AskedResult): ApiError =>
  new ApiError(
    'not-found',
    segment === undefined
      ? `Cannot find ${kind} about everybody in the latest pass: name a segment`
      : `Cannot find ${kind} about ${segment} in the latest pass`,
  );
