import * as z from 'zod/mini';
import { defineEvent } from './define-event.ts';
import { describedTraits } from './described-traits.ts';
import { forgottenTraits } from './forgotten-traits.ts';
import { field, type Constraint } from './forms/group.ts';
import { oneOf } from './forms/text.ts';

interface Saying {
  readonly traits?: object | undefined;
  readonly forget?: readonly string[] | undefined;
}

const saysSomething: Constraint<Saying> = {
  check: z.refine<Saying>(({ traits, forget }) => traits !== undefined || forget !== undefined, {
    path: ['traits'],
    error: 'must be an object where there is no forget',
  }),
  says: 'At least one of `traits` and `forget` is given.',
  json: {
    anyOf: [
      { properties: { traits: { type: 'object' } }, required: ['traits'] },
      { properties: { forget: { type: 'array' } }, required: ['forget'] },
    ],
  },
};

export const customerDescribed = defineEvent({
  type: 'CustomerDescribed',
  meaning: 'Someone or something described what a person is like. Of each trait the newest value counts.',
  data: {
    via: field(
      oneOf(['crm', 'survey', 'interview', 'social', 'sales', 'inferred']),
      'Where the description comes from.',
    ),
    traits: field(z.optional(describedTraits), 'The traits; those that are left out stay as they are.'),
    forget: field(
      z.optional(forgottenTraits),
      'The traits that are absent from this event’s time on, until a newer one gives them; one that `traits` gives as well is given.',
    ),
  },
  constraints: [saysSomething],
});
