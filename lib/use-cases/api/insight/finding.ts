import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import type { RunResults } from '../../insight/pass/announce-results.ts';
import { getJson } from '../../insight/pass/json-objects.ts';
import { keys } from '../../insight/pass/keys.ts';
import type { ApiDeps } from '../api-deps.ts';
import { ApiError } from '../api-error.ts';
import type { AskedResult } from './asked-result.ts';
import { resultOf } from './latest-result.ts';

/** Of whom a result is, as the console says it. Plain JSON. */
export interface InsightBasis {
  /** The latest clock of anybody. */
  readonly asOf: string;
  /** How many people were looked at; null in a run of an earlier version. */
  readonly people: number | null;
  /** How many there are, where a sample of them was looked at; null where everybody was. */
  readonly sampleOf: number | null;
  /** Whether something was written since. */
  readonly older: boolean;
  /** Whether another look is under way, whose results will take the place of these. */
  readonly counting: boolean;
}

/** A result, and of whom it is. */
export interface Finding {
  readonly basis: InsightBasis;
  readonly result: unknown;
}

/** A pass that has ended, with its results. */
export interface PassEnded {
  readonly objects: Pick<ObjectStore, 'get'>;
  readonly latest: RunResults;
}

/** @throws {ApiError} where no pass has ended. */
export const latestIn = async (objects: PassEnded['objects'] | undefined): Promise<PassEnded> => {
  const latest = objects && (await getJson<RunResults>(objects, keys.latest));
  if (objects === undefined || latest === undefined)
    throw new ApiError('not-found', 'Cannot find any insight: no pass over everybody has come to its end yet');
  return { objects, latest };
};

/** A run of an earlier version, and one that a deployment went through, have not drawn it. */
const notDrawn = 'the latest pass over everybody has not drawn it; the next one does, which the operator may start now';

const resultIn = async (ended: PassEnded, { kind, segment }: AskedResult): Promise<unknown> => {
  if (kind !== 'rfm') return resultOf(ended, { kind, segment });
  return (await getJson<unknown>(ended.objects, keys.rfm(ended.latest.run))) ?? { missing: notDrawn };
};

/**
 * What a pass over everybody has found.
 *
 * @throws {ApiError} where no pass has ended, or it left no such result.
 */
export const foundByPass = async (
  objects: PassEnded['objects'] | undefined,
  asked: AskedResult,
  standing: Pick<InsightBasis, 'older' | 'counting'> = { older: false, counting: false },
): Promise<Finding> => {
  const ended = await latestIn(objects);
  const { asOf, people } = ended.latest;
  return {
    basis: { asOf, people: people ?? null, sampleOf: null, ...standing },
    result: await resultIn(ended, asked),
  };
};

/** What can be told soonest: what the latest pass has found, unless a way is given that waits for none. */
export const finding = async (
  { insight, console: parts }: Pick<ApiDeps, 'insight' | 'console'>,
  asked: AskedResult,
): Promise<Finding> => (parts.insight ? parts.insight(asked) : foundByPass(await insight?.(), asked));
