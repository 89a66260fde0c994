import * as z from 'zod/mini';
import { passIdentity } from './backfill-started.ts';
import { group } from './forms/form.ts';
import { utcInstant } from './forms/instant.ts';
import { integerFromOne, integerFromZero } from './forms/number.ts';
import { oneOf } from './forms/text.ts';
import { defineAnnouncement } from './segment-change.ts';

/** A backfill is over. */
export const backfillFinished = defineAnnouncement(
  'BackfillFinished',
  group({
    ...passIdentity,
    finishedAt: utcInstant,
    /**
     * `complete`: everyone is decided by the catalogue. `incomplete`: some stay behind, however many ticks they are sent.
     * `superseded`: another deployment takes care of everyone. `failed`: the table or the queue failed every time.
     */
    outcome: oneOf(['complete', 'incomplete', 'superseded', 'failed']),
    attempts: integerFromOne,
    ticked: integerFromZero,
    /** People who were still behind at the last attempt. */
    remaining: integerFromZero,
    /** The other deployment, where there is one. */
    supersededBy: z.optional(integerFromOne),
  }),
);
