import * as z from 'zod/mini';
import { eventTypes } from '#events/incoming-event.ts';
import { isRecord } from '#events/is-record.ts';
import { aggregateNames } from '../language/aggregates.ts';
import { closed, withHint } from './closed.ts';
import { duration, eventOperators, textOf } from './operator-schema.ts';
import { knowsItsFields } from './selected-fields.ts';

export const eventType = z.enum(eventTypes, {
  error: ({ input }) => withHint(`an event type, one of ${eventTypes.join(', ')}`, input, eventTypes),
});

/** Some events. */
export const selection = { performed: eventType, where: z.optional(z.record(z.string(), eventOperators, 'an object')) };

/** The events that a count or an aggregate takes. */
export const counted = {
  ...selection,
  each: z.optional(z.literal('items', '"items"')),
  within: z.optional(duration),
};

/** The keys of all forms over events: a slip in one may be meant for another. */
export const eventKeys = [
  ...Object.keys(counted),
  'times',
  'is',
  ...aggregateNames,
  'followedBy',
  'notFollowedBy',
  'for',
];

/** The events that follow others. */
export const second = closed(selection, { checks: [knowsItsFields] });

/** The field of each aggregate. */
export const aggregateFields = Object.fromEntries(
  aggregateNames.map((name) => [name, z.optional(textOf('a field, by dotted path'))]),
);

/** The names of the aggregates in a condition. */
export const aggregatesIn = (value: object) => aggregateNames.filter((name) => Object.hasOwn(value, name));

/** The rule for `is` where there is no aggregate. */
export const needsAggregate = `absent, or with one of ${aggregateNames.join(', ')}; a number of events is compared by "times"`;

/** Refuses every aggregate but the first, and an `is` without one. */
export const namesOneAggregate = z.check<object>(
  ({ value, issues }) => {
    const [first, ...others] = aggregatesIn(value);
    if (first === undefined) issues.push({ code: 'custom', message: needsAggregate, input: value, path: ['is'] });
    for (const name of others) {
      const message = `absent: here stands ${String(first)} already`;
      issues.push({ code: 'custom', message, input: value, path: [name] });
    }
  },
  { when: ({ value }) => isRecord(value) },
);
