import { group } from './forms/form.ts';
import { utcInstant } from './forms/instant.ts';
import { integerFromOne, positiveNumber } from './forms/number.ts';
import { text } from './forms/text.ts';
import { defineAnnouncement } from './segment-change.ts';

/** The fields that identify a backfill. */
export const passIdentity = {
  /** The number of the deployment that brought the catalogue. */
  deployment: integerFromOne,
  /** The catalogue's hash, as `cause.catalogue` of the changes has it. */
  catalogue: text,
  startedAt: utcInstant,
};

/** A new catalogue was deployed: everyone who was decided by another one is now decided by it. */
export const backfillStarted = defineAnnouncement(
  'BackfillStarted',
  group({
    ...passIdentity,
    /** How many people a second, at most. */
    rate: positiveNumber,
  }),
);
