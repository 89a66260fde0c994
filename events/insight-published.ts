import * as z from 'zod/mini';
import { field } from './forms/group.ts';
import { segmentKey } from './forms/ids.ts';
import { utcInstant } from './forms/instant.ts';
import { oneOf, text, textLike } from './forms/text.ts';
import { defineAnnouncement } from './segment-change.ts';

/** What results of the pass over everybody are about. */
export const insightKinds = ['compare', 'places', 'words', 'persona', 'discover', 'metrics', 'predictions'] as const;

export type InsightKind = (typeof insightKinds)[number];

const hash = textLike(/^[0-9a-f]{64}$/, { rule: 'must be 64 hexadecimal digits' });

export const insightPublished = defineAnnouncement({
  type: 'InsightPublished',
  meaning: 'A result of the pass over everybody is there to be read.',
  data: {
    kind: field(oneOf(insightKinds), 'What the result is about.'),
    asOf: field(utcInstant, 'The latest clock of anybody in the pass.'),
    segment: field(z.optional(segmentKey), 'The segment that it is about; absent where it is about everybody.'),
    uri: field(text, 'Where the result is kept, as JSON.'),
    hash: field(hash, 'SHA-256 of the result in hexadecimal: equal where nothing has changed.'),
  },
});
