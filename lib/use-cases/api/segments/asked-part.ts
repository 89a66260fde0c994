import type { SegmentPart } from '#lib/core/members/shard.ts';
import type { MemberList } from '#lib/ports/members/member-store.ts';
import type { ApiDeps, Ask } from '../api-deps.ts';
import { ApiError } from '../api-error.ts';
import { wholeParameter } from '../request/parameter.ts';
import { knownSegment } from './known-segment.ts';

/** The most readers who can read a segment side by side. */
const mostParts = 16;

/** The part of a segment that one of several readers reads. */
export const partParameters = {
  part: wholeParameter(
    { least: 0, most: mostParts - 1, unlessGiven: 0 },
    'Which of `of` parts is read, from 0. Together they are the whole, and nobody is in two.',
  ),
  of: wholeParameter({ least: 1, most: mostParts, unlessGiven: 1 }, 'How many parts there are.'),
};

/** A part of a segment that can be read. */
interface AskedPart extends SegmentPart {
  readonly key: string;
  readonly members: MemberList;
}

/**
 * The part of a segment that a request asks for.
 *
 * @throws {ApiError} for a segment or a part that there is not, and where no members are kept.
 */
export const askedPart = (
  { catalogue, members }: Pick<ApiDeps, 'catalogue' | 'members'>,
  { params, query: { part, of } }: Pick<Ask, 'params'> & { readonly query: SegmentPart },
): AskedPart => {
  const { key } = knownSegment(catalogue, params['key'] ?? '');
  if (part >= of) throw new ApiError('bad-request', `part must be below of, which is ${of}, current value is ${part}`);
  if (members === undefined)
    throw new ApiError('not-found', `Cannot list the members of ${key}: this deployment keeps none`);
  return { key, members, part, of };
};
