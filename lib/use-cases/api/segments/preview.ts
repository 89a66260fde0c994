import * as z from 'zod/mini';
import { form } from '#events/forms/form.ts';
import { field, group } from '#events/forms/group.ts';
import { isRecord } from '#events/is-record.ts';
import { ApiError } from '../api-error.ts';
import { may } from '../access/may.ts';
import { defineRoute } from '../route.ts';

const object = (rule: string, json: object) =>
  form<Readonly<Record<string, unknown>>>({ as: 'object', rule, json: { type: 'object', ...json }, holds: isRecord });

const asked = group('PreviewRequest', {
  when: field(object('must be a condition', {}), 'The condition, as a segment has it.'),
  traits: field(
    z.optional(object('must be an object of computed traits', {})),
    'Computed traits that it names, as a catalogue has them, beside those of the deployment.',
  ),
});

/** Who may see single people with what was observed of them. */
const both = [{ roles: ['marketing'] }, { roles: ['support'] }] as const;

/** Tries a condition on a sample of everybody, before it is a segment. */
export const previewRoute = defineRoute({
  method: 'POST',
  path: '/v1/preview',
  roles: ['marketing'],
  body: asked,
  handle: async ({ catalogue, preview }, { body, caller, now, people }) => {
    const showsPeople = both.every((guarded) => may(caller, guarded));
    const tried = await preview?.({ ...body, source: catalogue.source, showsPeople, now });
    if (tried === undefined)
      throw new ApiError(
        'not-found',
        'Cannot find a sample to try a condition on: the pass over everybody leaves one for two days',
      );
    if ('fault' in tried) throw new ApiError('bad-request', `Cannot use the condition as a segment: ${tried.fault}`);
    for (const person of tried.shown) people.add(person);
    return { json: tried.preview };
  },
});
