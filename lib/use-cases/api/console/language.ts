import * as z from 'zod/mini';
import { form } from '#events/forms/form.ts';
import { field, group } from '#events/forms/group.ts';
import { isRecord } from '#events/is-record.ts';
import { ApiError } from '../api-error.ts';
import { defineRoute } from '../route.ts';

/** The words of which conditions are made, by the catalogue in force. */
export const languageRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/language',
  roles: ['marketing'],
  handle: async ({ catalogue, console: { words } }) => ({ json: (await words()).spokenLanguage(catalogue) }),
});

/** The catalogue in force, as it would be written into a file. */
export const catalogueRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/catalogue',
  roles: ['marketing'],
  handle: async ({ catalogue: { source, deployment, hash } }) => ({ json: { deployment, hash, catalogue: source } }),
});

const object = (rule: string) =>
  form<Readonly<Record<string, unknown>>>({ as: 'object', rule, json: { type: 'object' }, holds: isRecord });

const anything = form<unknown>({ as: 'any', rule: 'must be there', json: {}, holds: () => true });

const asked = group('CheckRequest', {
  catalogue: field(z.optional(object('must be a catalogue')), 'A whole catalogue; or else `when`.'),
  when: field(z.optional(anything), 'One condition, as a segment has it.'),
  traits: field(z.optional(anything), 'Computed traits that `when` names, beside those of the catalogue in force.'),
  requires: field(z.optional(anything), 'The consent that the segment of `when` requires.'),
});

/** Checks a condition or a catalogue that is being written: every fault with its place, or else what it means. */
export const checkRoute = defineRoute({
  method: 'POST',
  path: '/v1/console/check',
  roles: ['marketing'],
  body: asked,
  handle: async ({ catalogue: { source }, console: { words } }, { body }) => {
    const { catalogue, ...draft } = body;
    if ((catalogue === undefined) === (draft.when === undefined))
      throw new ApiError('bad-request', 'Cannot check the body as one of catalogue and when: it must have exactly one');
    const { checkedCatalogue, checkedCondition } = await words();
    return {
      json:
        catalogue === undefined
          ? checkedCondition(source, { ...draft, when: draft.when })
          : checkedCatalogue(catalogue),
    };
  },
});
