import * as z from 'zod/mini';
import { passIdentity } from './backfill-started.ts';
import { field } from './forms/group.ts';
import { utcInstant } from './forms/instant.ts';
import { integerFromOne, integerFromZero, share } from './forms/number.ts';
import { defineAnnouncement } from './segment-change.ts';

export const backfillProgressed = defineAnnouncement({
  type: 'BackfillProgressed',
  meaning: 'How far a backfill has come; announced every few minutes while it goes on.',
  data: {
    ...passIdentity,
    at: field(utcInstant, 'The instant that the numbers are of.'),
    attempt: field(integerFromOne, 'From 1 on: each later attempt looks for those whom the one before left behind.'),
    share: field(share, 'How much of the attempt is done, roughly.'),
    ticked: field(integerFromZero, 'How many people were sent a tick, in all attempts.'),
    estimatedEndAt: field(
      z.nullable(utcInstant),
      'When the attempt will be done, roughly; null where it is too early to say.',
    ),
  },
});
