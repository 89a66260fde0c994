import * as z from 'zod/mini';
import { passIdentity } from './backfill-started.ts';
import { form, group } from './forms/form.ts';
import { utcInstant } from './forms/instant.ts';
import { integerFromOne, integerFromZero, isShare } from './forms/number.ts';
import { defineAnnouncement } from './segment-change.ts';

const share = form<number>({ as: 'number', rule: 'must be a number from 0 to 1', holds: isShare });

/** How far a pass has come; said every few minutes while it goes on. */
export const backfillProgressed = defineAnnouncement(
  'BackfillProgressed',
  group({
    ...passIdentity,
    at: utcInstant,
    /** From 1 on: each later attempt looks whom the one before has left behind. */
    attempt: integerFromOne,
    /** Of the attempt, about. */
    share,
    /** Persons who were sent for, in all attempts. */
    ticked: integerFromZero,
    /** When the attempt will be through, about; null where it is too early to tell. */
    estimatedEndAt: z.nullable(utcInstant),
  }),
);
