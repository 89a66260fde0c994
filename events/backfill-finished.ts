import * as z from 'zod/mini';
import { passIdentity } from './backfill-started.ts';
import { field } from './forms/group.ts';
import { utcInstant } from './forms/instant.ts';
import { integerFromOne, integerFromZero } from './forms/number.ts';
import { oneOf } from './forms/text.ts';
import { defineAnnouncement } from './segment-change.ts';

export const backfillFinished = defineAnnouncement({
  type: 'BackfillFinished',
  meaning: 'A backfill is over.',
  data: {
    ...passIdentity,
    finishedAt: field(utcInstant, 'When the backfill ended.'),
    outcome: field(
      oneOf(['complete', 'incomplete', 'superseded', 'failed']),
      '`complete`: everyone is decided by the catalogue. `incomplete`: some stay behind, however many ticks they are sent. `superseded`: another deployment takes care of everyone. `failed`: the table or the queue failed every time.',
    ),
    attempts: field(integerFromOne, 'How many attempts were made.'),
    ticked: field(integerFromZero, 'How many people were sent a tick, in all attempts.'),
    remaining: field(integerFromZero, 'How many people were still behind at the last attempt.'),
    supersededBy: field(z.optional(integerFromOne), 'The other deployment, where there is one.'),
  },
});
