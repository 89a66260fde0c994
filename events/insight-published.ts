import * as z from 'zod/mini';
import { group } from './forms/form.ts';
import { segmentKey } from './forms/ids.ts';
import { utcInstant } from './forms/instant.ts';
import { oneOf, text, textLike } from './forms/text.ts';
import { defineAnnouncement } from './segment-change.ts';

/** What results of the pass over everybody are about. */
const insightKinds = ['compare', 'places', 'words', 'persona', 'discover', 'metrics', 'predictions'] as const;

export type InsightKind = (typeof insightKinds)[number];

/** A result of the pass over everybody is there to be read. */
export const insightPublished = defineAnnouncement(
  'InsightPublished',
  group({
    kind: oneOf(insightKinds),
    /** The latest clock of anybody in the pass. */
    asOf: utcInstant,
    /** The key of the segment that the result is about; absent where it is about everybody. */
    segment: z.optional(segmentKey),
    /** Where the result is kept, as JSON. */
    uri: text,
    /** SHA-256 of the result in hexadecimal: equal where nothing has changed. */
    hash: textLike(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits'),
  }),
);
