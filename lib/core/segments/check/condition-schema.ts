import * as z from 'zod/mini';
import { isRecord } from '#events/is-record.ts';
import { aggregateNames } from '../language/aggregates.ts';
import type { Condition } from '../language/condition.ts';
import { closed } from './closed.ts';
import {
  aggregateFields,
  aggregatesIn,
  counted,
  eventKeys,
  namesOneAggregate,
  needsAggregate,
  second,
  selection,
} from './event-schema.ts';
import { duration, eventOperators, textOf, traitOperators } from './operator-schema.ts';
import { knowsItsFields } from './selected-fields.ts';
import { traitPath } from './trait-path.ts';
import { fitsItsWindow } from './window-bounds.ts';

type Issue = Pick<z.core.$ZodIssueCustom, 'path' | 'message' | 'params'>;

/** The issues of a condition by the form that it is meant to have. */
const issuesOf = (value: unknown): readonly Issue[] => {
  if (!isRecord(value)) return [{ path: [], message: 'an object' }];
  const form = formMeant(value);
  return form ? (z.safeParse(forms[form], value).error?.issues ?? []) : [{ path: [], message: conditionRule }];
};

/** A condition of any form, with conditions in it where it is a group. */
export const conditionSchema = z.unknown().check(({ value, issues }) => {
  for (const issue of issuesOf(value)) issues.push({ ...issue, path: [...issue.path], code: 'custom', input: value });
});

const conditions = z.array(conditionSchema, 'a list of conditions');

/** The schema of each form; in the order in which a condition that has the keys of several is taken for one of them. */
export const forms = {
  all: closed({ all: conditions }, { notes: true }),
  any: closed({ any: conditions }, { notes: true }),
  not: closed({ not: conditionSchema }, { notes: true }),
  trait: closed({ trait: traitPath, is: traitOperators }, { notes: true }),
  segment: closed({ segment: textOf('the key of a segment') }, { notes: true }),
  followedBy: closed({ ...selection, followedBy: second, within: duration }, { notes: true, checks: [knowsItsFields] }),
  notFollowedBy: closed(
    { ...selection, notFollowedBy: second, for: duration, within: duration },
    { notes: true, checks: [knowsItsFields] },
  ),
  aggregate: closed(
    { ...counted, ...aggregateFields, is: eventOperators },
    {
      notes: true,
      names: eventKeys,
      misplaced: { times: (value) => `absent: ${aggregatesIn(value)[0]} is compared by "is"` },
      checks: [namesOneAggregate, knowsItsFields, fitsItsWindow],
      json: { oneOf: aggregateNames.map((name) => ({ required: [name] })) },
    },
  ),
  count: closed(
    { ...counted, times: z.optional(eventOperators) },
    {
      notes: true,
      names: eventKeys,
      misplaced: {
        is: () => needsAggregate,
      },
      checks: [knowsItsFields, fitsItsWindow],
    },
  ),
} as const satisfies Readonly<Record<Condition['form'], z.ZodMiniType>>;

type Form = keyof typeof forms;

/** The keys of which one tells that a form is meant. */
const tellingKeys: Readonly<Record<Form, readonly string[]>> = {
  all: ['all'],
  any: ['any'],
  not: ['not'],
  trait: ['trait'],
  segment: ['segment'],
  followedBy: ['followedBy'],
  notFollowedBy: ['notFollowedBy'],
  aggregate: aggregateNames,
  count: ['performed'],
};

const formNames = Object.keys(forms) as readonly Form[];

/** The form that a value is meant to have; undefined where it has the key of none. */
const formMeant = (value: object): Form | undefined => {
  const keys = Object.keys(value);
  return formNames.find((form) => tellingKeys[form].some((key) => keys.includes(key)));
};

/** The rule for a condition in which no form can be recognised. */
const conditionRule = 'a condition with one of all, any, not, trait, segment, followedBy, notFollowedBy, performed';
