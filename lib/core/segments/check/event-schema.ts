import * as z from 'zod/mini';
import { performedTypes } from '#events/incoming-event.ts';
import { aggregateNames } from '../language/aggregates.ts';
import { objectCheck, type Found } from './chosen.ts';
import { closed, withHint } from './closed.ts';
import { textOf } from './operator-schema.ts';
import { knowsItsFields } from './selected-fields.ts';
import { whereSchema } from './where-schema.ts';
import { windows } from './window-schema.ts';

const eventTypeRule = `an event type, one of ${performedTypes.join(', ')}`;

export const eventType = z.enum(performedTypes, {
  error: ({ input }) =>
    input === 'EventWithdrawn'
      ? `${eventTypeRule}: a withdrawal says nothing of its own`
      : withHint(eventTypeRule, input, performedTypes),
});

/** Some events. */
export const selection = { performed: eventType, where: z.optional(whereSchema) };

/** The events that a count or an aggregate takes. */
export const counted = {
  ...selection,
  each: z.optional(z.literal('items', '"items"')),
  ...windows,
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
  'same',
];

/** The events that follow others. */
export const second = closed(selection, { checks: [knowsItsFields] });

/** A field of an event. */
export const fieldName = textOf('a field, by dotted path');

/** The field of each aggregate. */
export const aggregateFields = Object.fromEntries(aggregateNames.map((name) => [name, z.optional(fieldName)]));

/** The names of the aggregates in a condition. */
export const aggregatesIn = (value: object) => aggregateNames.filter((name) => Object.hasOwn(value, name));

/** That one of the aggregates stands here, as JSON Schema. */
export const oneAggregate = aggregateNames.map((name) => ({ required: [name] }));

/** The rule for `is` where there is no aggregate. */
export const needsAggregate = `absent, or with one of ${aggregateNames.join(', ')}; a number of events is compared by "times"`;

const secondAggregates = (value: object): readonly Found[] => {
  const [first, ...others] = aggregatesIn(value);
  return others.map((name) => ({ path: [name], message: `absent: here stands ${String(first)} already` }));
};

/** Refuses every aggregate but the first. */
export const namesAtMostOneAggregate = objectCheck(secondAggregates);

/** Refuses every aggregate but the first, and an `is` without one. */
export const namesOneAggregate = objectCheck((value) =>
  aggregatesIn(value).length === 0 ? [{ path: ['is'], message: needsAggregate }] : secondAggregates(value),
);
