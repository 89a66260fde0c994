import * as z from 'zod/mini';
import { listOf } from './forms/form.ts';
import { field } from './forms/group.ts';
import { segmentKey } from './forms/ids.ts';
import { utcInstant } from './forms/instant.ts';
import { anyText } from './forms/text.ts';
import { defineAnnouncement } from './segment-change.ts';

export const canaryHeard = defineAnnouncement({
  type: 'CanaryHeard',
  meaning:
    'A change or the erasure of the made-up person `patron-canary` has come through, by whom a deployment tries itself out. It says nothing about anybody, and no campaign need heed it.',
  data: {
    eventId: field(z.optional(anyText), 'The event that brought the change about; absent of an erasure.'),
    segments: field(listOf(segmentKey), 'The segments that were entered or left; none of an erasure.'),
    erasedAt: field(z.optional(utcInstant), 'When the made-up person was erased; absent of a change.'),
  },
});

/** What Patron says when a deployment tries itself out, by its `detail-type`. */
export const canaryEvents = { CanaryHeard: canaryHeard } as const;

/** The `detail-type` of what Patron says then. */
export type CanaryEventType = keyof typeof canaryEvents;

/** The detail of what Patron says then. */
export type CanaryHeard = Readonly<z.output<typeof canaryHeard.schema>>;
