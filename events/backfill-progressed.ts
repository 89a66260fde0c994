import * as z from 'zod/mini';
import { passIdentity } from './backfill-started.ts';
import { form, group } from './forms/form.ts';
import { utcInstant } from './forms/instant.ts';
import { integerFromOne, integerFromZero, isShare } from './forms/number.ts';
import { defineAnnouncement } from './segment-change.ts';

const share = form<number>({ as: 'number', rule: 'must be a number from 0 to 1', holds: isShare });

/** How far a backfill has come; announced every few minutes while it goes on. */
export const backfillProgressed = defineAnnouncement(
  'BackfillProgressed',
  group({
    ...passIdentity,
    at: utcInstant,
    /** From 1 on: each later attempt looks for those whom the one before left behind. */
    attempt: integerFromOne,
    /** How much of the attempt is done, roughly. */
    share,
    /** How many people were sent a tick, in all attempts. */
    ticked: integerFromZero,
    /** When the attempt will be done, roughly; null where it is too early to say. */
    estimatedEndAt: z.nullable(utcInstant),
  }),
);
