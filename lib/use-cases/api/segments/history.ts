import { form } from '#events/forms/form.ts';
import { hour } from '#lib/core/members/change-counts.ts';
import { sizeHistory, stepOf, type SizeSpan } from '#lib/core/members/size-history.ts';
import { day } from '#lib/core/time/duration.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { ApiError } from '../api-error.ts';
import { instantParameter, textParameter } from '../request/parameter.ts';
import { defineRoute } from '../route.ts';
import { knownSegment } from './known-segment.ts';

/** The steps that can be asked for, in milliseconds, and how far each goes back unless told. */
const steps = { PT1H: { step: hour, back: day }, P1D: { step: day, back: 30 * day } } as const;

/** Enough for a year of hours. */
const mostSteps = 10_000;

const stepForm = form<string>({
  as: 'text',
  rule: 'must be PT1H or P1D',
  json: { enum: ['PT1H', 'P1D'], default: 'P1D' },
  holds: (value) => value === 'PT1H' || value === 'P1D',
});

interface Asked {
  readonly from: Instant | undefined;
  readonly to: Instant | undefined;
  readonly step: string | undefined;
}

/** @throws {ApiError} for a span without a step, or with too many. */
const spanOf = ({ from, to = Infinity, step: named = 'P1D' }: Asked, now: Instant): SizeSpan => {
  const { step, back } = steps[named as keyof typeof steps];
  const end = Math.min(to, now + 1);
  const begin = from ?? Math.min(to, now) - back;
  if (begin >= to) {
    const current = `from ${formatInstant(begin)} and to ${formatInstant(to)}`;
    throw new ApiError('bad-request', `from must be before to, current value is ${current}`);
  }
  const count = Math.ceil((end - stepOf(begin, step)) / step);
  if (count <= mostSteps) return { from: begin, to: end, step };
  throw new ApiError(
    'bad-request',
    `from, to and step must make at most ${mostSteps} steps, current value is ${count}`,
  );
};

/** How many were in a segment over time, and who came and went. */
export const historyRoute = defineRoute({
  method: 'GET',
  path: '/v1/segments/{key}/history',
  roles: ['marketing'],
  query: {
    from: instantParameter('In the first step; by default 30 days before `to`, or a day with steps of an hour.'),
    to: instantParameter('After the last step; now by default, and at most.'),
    step: textParameter(stepForm, 'A day or an hour, in UTC.'),
  },
  asks: ({ params }) => [params['key'] ?? ''],
  handle: async ({ catalogue, counts }, { params, query, now }) => {
    const { key } = knownSegment(catalogue, params['key'] ?? '');
    const span = spanOf(query, now);
    if (counts === undefined)
      throw new ApiError('not-found', `Cannot tell the history of ${key}: this deployment keeps no members`);
    const size = await counts.size(key);
    const counted = await counts.counted(key, stepOf(span.from, span.step), now);
    const history = sizeHistory(counted, size, span);
    return { json: history.map(({ at, ...step }) => ({ at: formatInstant(at), ...step })) };
  },
});
