import * as z from 'zod/mini';
import { aggregateNames } from '../language/aggregates.ts';
import { closed } from './closed.ts';
import { objectCheck, type Found } from './chosen.ts';
import { aggregateFields, counted, fieldName, namesAtMostOneAggregate, oneAggregate } from './event-schema.ts';
import { knowsItsFields } from './selected-fields.ts';
import { fitsItsWindow } from './window-bounds.ts';
import { hasOneWindow, oneWindow } from './window-schema.ts';

/** What says how many in a condition means nothing where a number is only worked out. */
const uncompared = (where: string) => ({
  times: () => `absent: ${where}`,
  is: () => `absent: ${where}`,
});

const checks = [knowsItsFields, hasOneWindow, fitsItsWindow];

const noAggregate = { not: { anyOf: oneAggregate } };

const measured = (where: string) =>
  closed(
    { ...counted, ...aggregateFields },
    {
      notes: true,
      misplaced: uncompared(where),
      checks: [namesAtMostOneAggregate, ...checks],
      json: { ...oneWindow, oneOf: [noAggregate, ...oneAggregate] },
    },
  );

/** A number of events, or an aggregate of them, in a value. */
export const measuredValue = measured('a value is compared by the "is" beside it');

const comparedWhereUsed = 'a computed trait is compared where it is used';

/** A number of events, or an aggregate of them, as a trait. */
const measuredTrait = measured(comparedWhereUsed);

const atMostRule = 'a whole number from 1 to 20';

const atMost = z.optional(z.int(atMostRule).check(z.gte(1, atMostRule), z.lte(20, atMostRule)));

const standsAlready = (name: string): Readonly<Record<string, () => string>> =>
  Object.fromEntries(
    [...aggregateNames, 'mostFrequent', 'list', 'latest', 'value']
      .filter((other) => other !== name)
      .map((other) => [other, () => `absent: here stands ${name} already`]),
  );

const wide = (name: string, shape: z.core.$ZodShape) =>
  closed(
    { ...counted, ...shape },
    { notes: true, misplaced: { ...uncompared(comparedWhereUsed), ...standsAlready(name) }, checks, json: oneWindow },
  );

const latestRule = 'a list of at least one field, by dotted path';

const twice = (fields: unknown): readonly Found[] =>
  Array.isArray(fields)
    ? fields.flatMap((field, index) =>
        fields.indexOf(field) < index ? [{ path: ['latest', index], message: 'a field that is not named before' }] : [],
      )
    : [];

const latest = {
  latest: z.array(fieldName, latestRule).check(z.minLength(1, latestRule)),
  atMost,
};

/** The forms of a computed trait over events, in the order in which one that has the keys of several is taken for one of them. */
export const traitForms = {
  mostFrequent: wide('mostFrequent', { mostFrequent: fieldName }),
  list: wide('list', { list: fieldName, atMost }),
  latest: wide('latest', latest).check(objectCheck((value) => twice(value['latest']))),
  measured: measuredTrait,
} as const;
