import { group } from './forms/form.ts';
import { utcInstant } from './forms/instant.ts';
import { integerFromOne, positiveNumber } from './forms/number.ts';
import { text } from './forms/text.ts';
import { defineAnnouncement } from './segment-change.ts';

/** Which pass it is about. */
export const passIdentity = {
  /** The number of the deployment that brought the catalogue. */
  deployment: integerFromOne,
  /** The catalogue's hash, as `cause.catalogue` of the changes has it. */
  catalogue: text,
  startedAt: utcInstant,
};

/** A new catalogue was deployed: from now on everybody whom another has decided is decided by it. */
export const backfillStarted = defineAnnouncement(
  'BackfillStarted',
  group({
    ...passIdentity,
    /** Persons a second, at most. */
    rate: positiveNumber,
  }),
);
