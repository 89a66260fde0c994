import { segmentKey } from '#events/forms/ids.ts';
import { publicIdOf, type PersonKey } from '#lib/core/profile/person.ts';
import { explainPerson, NothingToExplainError } from '../../explain/explain-person.ts';
import { boundedLedger } from '../../history/bounded-ledger.ts';
import { ApiError } from '../api-error.ts';
import { instantParameter, textParameter } from '../request/parameter.ts';
import { defineRoute } from '../route.ts';
import { knownSegment } from '../segments/known-segment.ts';
import { askedPerson, erasedPerson } from './asked-person.ts';

/** The error for a person who cannot be explained. */
export const notExplained = (person: PersonKey, error: unknown): unknown =>
  error instanceof NothingToExplainError
    ? new ApiError('not-found', `Cannot explain ${publicIdOf(person)}: ${error.message}`)
    : error;

/** Why a person is in segments and not in others: as `patron explain --json` tells it. Of a linked visitor, the customer. */
export const explanationRoute = defineRoute({
  method: 'GET',
  path: '/v1/people/{id}/explanation',
  roles: ['support'],
  query: {
    segment: textParameter(segmentKey, 'One segment only.'),
    at: instantParameter('The instant to explain, of the past or to come; now unless told.'),
  },
  handle: async ({ catalogue, ...deps }, ask) => {
    const person = askedPerson(ask);
    const { segment, at = ask.now } = ask.query;
    if (segment !== undefined) knownSegment(catalogue, segment, 'bad-request');
    const { store, isComplete } = boundedLedger(deps.store);
    try {
      const explained = await explainPerson({ store, catalogue }, { person, at, segment });
      if (explained.kind === 'erased') throw erasedPerson(person, explained);
      return { json: { ...explained, ...(!isComplete() && { complete: false }) } };
    } catch (error) {
      throw notExplained(person, error);
    }
  },
});
