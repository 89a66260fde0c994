import { field } from './forms/group.ts';
import { utcInstant } from './forms/instant.ts';
import { integerFromOne, positiveNumber } from './forms/number.ts';
import { text } from './forms/text.ts';
import { defineAnnouncement } from './segment-change.ts';

/** The fields that identify a backfill. */
export const passIdentity = {
  deployment: field(integerFromOne, 'The number of the deployment that brought the catalogue.'),
  catalogue: field(text, 'The catalogue’s hash, as `cause.catalogue` of the changes has it.'),
  startedAt: field(utcInstant, 'When the backfill began.'),
};

export const backfillStarted = defineAnnouncement({
  type: 'BackfillStarted',
  meaning: 'A new catalogue was deployed: everyone who was decided by another one is now decided by it.',
  data: { ...passIdentity, rate: field(positiveNumber, 'How many people a second, at most.') },
});
