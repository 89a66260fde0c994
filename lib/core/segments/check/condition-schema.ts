import * as z from 'zod/mini';
import { isRecord } from '#events/is-record.ts';
import { aggregateNames } from '../language/aggregates.ts';
import type { Condition } from '../language/condition.ts';
import { chosen } from './chosen.ts';
import { closed } from './closed.ts';
import {
  aggregateFields,
  aggregatesIn,
  counted,
  eventKeys,
  namesOneAggregate,
  needsAggregate,
  oneAggregate,
  second,
  selection,
} from './event-schema.ts';
import { duration, eventOperators, numberOperators, textOf, traitOperators } from './operator-schema.ts';
import { predictedOperators } from './predicted-json-schema.ts';
import { knowsItsSameFields, sameFields } from './same-fields.ts';
import { knowsItsFields } from './selected-fields.ts';
import { traitPath } from './trait-path.ts';
import { valueSchema } from './value-schema.ts';
import { fitsItsWindow } from './window-bounds.ts';
import { hasOneWindow, oneWindow } from './window-schema.ts';

/** A condition of any form, with conditions in it where it is a group. */
export const conditionSchema = chosen((value) => {
  if (!isRecord(value)) return 'an object';
  const form = formMeant(value);
  return form ? forms[form] : conditionRule;
});

const conditions = z.array(conditionSchema, 'a list of conditions');

const ofWithinAlone = (form: string): string => `absent: ${form} takes the window "within" alone`;

/** Forms over two events, with a window and what must be the same in both. */
const sequence = (form: 'followedBy' | 'notFollowedBy', wait: z.core.$ZodShape = {}) =>
  closed(
    { ...selection, [form]: second, same: z.optional(sameFields), ...wait, within: duration },
    {
      notes: true,
      misplaced: Object.fromEntries(
        ['between', 'during', 'since', 'until'].map((window) => [window, () => ofWithinAlone(form)]),
      ),
      checks: [knowsItsFields, knowsItsSameFields],
    },
  );

/** The schema of each form; in the order in which a condition that has the keys of several is taken for one of them. */
export const forms = {
  all: closed({ all: conditions }, { notes: true }),
  any: closed({ any: conditions }, { notes: true }),
  not: closed({ not: conditionSchema }, { notes: true }),
  trait: closed({ trait: traitPath, is: traitOperators }, { notes: true, json: predictedOperators }),
  segment: closed({ segment: textOf('the key of a segment') }, { notes: true }),
  value: closed({ value: valueSchema, is: numberOperators }, { notes: true }),
  followedBy: sequence('followedBy'),
  notFollowedBy: sequence('notFollowedBy', { for: duration }),
  aggregate: closed(
    { ...counted, ...aggregateFields, is: eventOperators },
    {
      notes: true,
      names: eventKeys,
      misplaced: {
        times: (value) => `absent: ${aggregatesIn(value)[0]} is compared by "is"`,
        same: () => sameAlone,
      },
      checks: [namesOneAggregate, knowsItsFields, hasOneWindow, fitsItsWindow],
      json: { ...oneWindow, oneOf: oneAggregate },
    },
  ),
  count: closed(
    { ...counted, times: z.optional(eventOperators) },
    {
      notes: true,
      names: eventKeys,
      misplaced: { is: () => needsAggregate, same: () => sameAlone },
      checks: [knowsItsFields, hasOneWindow, fitsItsWindow],
      json: oneWindow,
    },
  ),
} as const satisfies Readonly<Record<Condition['form'], z.ZodMiniType>>;

const sameAlone = 'absent: "same" stands beside followedBy and notFollowedBy';

type Form = keyof typeof forms;

/** The keys of which one tells that a form is meant. */
const tellingKeys: Readonly<Record<Form, readonly string[]>> = {
  all: ['all'],
  any: ['any'],
  not: ['not'],
  trait: ['trait'],
  segment: ['segment'],
  value: ['value'],
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
const conditionRule =
  'a condition with one of all, any, not, trait, segment, value, followedBy, notFollowedBy, performed';
