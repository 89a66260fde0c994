import * as z from 'zod/mini';
import { closed } from './closed.ts';
import { computedTraitsSchema } from './computed-schema.ts';
import { conditionSchema } from './condition-schema.ts';
import { textOf } from './operator-schema.ts';
import { predictionSchema } from './prediction-schema.ts';
import { timeZone } from './time-zone.ts';
import { topicsSchema } from './topics-schema.ts';
import { traitPath } from './trait-path.ts';

const currencyRule = 'an ISO 4217 currency such as GBP';
const keyRule = 'a text of 1 to 64 of a-z, 0-9 and -';

const isAscending = (list: unknown): boolean =>
  Array.isArray(list) &&
  list.length === 4 &&
  list.every((value, index) => Number.isFinite(value) && (index === 0 || Number(value) > Number(list[index - 1])));

/** The thresholds between five scores. */
export const thresholds = z.custom<readonly number[]>(isAscending, {
  error: 'a list of four ascending numbers',
  abort: false,
});

const requirement = closed({ consent: textOf('the purpose of a consent') });

/** One segment. */
export const segmentSchema = closed(
  {
    key: z.string(keyRule).check(z.regex(/^[a-z0-9-]{1,64}$/, keyRule)),
    name: z.optional(textOf('a text')),
    description: z.optional(textOf('a text')),
    when: conditionSchema,
    requires: z.optional(z.nullable(requirement)),
    publish: z.optional(closed({ traits: z.array(traitPath, 'a list of traits') })),
    backfill: z.optional(z.literal('quiet', '"quiet", or nothing at all')),
  },
  { notes: true },
);

/** All that can be said of a catalogue place by place; what places say of each other is checked beside it. */
export const catalogueSchema = closed(
  {
    currency: z.string(currencyRule).check(z.regex(/^[A-Z]{3}$/, currencyRule)),
    rfm: z.optional(closed({ recencyDays: thresholds, frequency: thresholds, monetary: thresholds })),
    timeZone: z.optional(timeZone),
    requires: z.optional(requirement),
    traits: z.optional(computedTraitsSchema),
    predict: z.optional(predictionSchema),
    topics: z.optional(topicsSchema),
    segments: z.array(segmentSchema, 'a list of segments'),
    /** Names the JSON Schema by which an editor helps to write the catalogue. */
    $schema: z.optional(z.string('a text')),
  },
  { notes: true },
);
