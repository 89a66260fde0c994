import { field, group } from '#events/forms/group.ts';
import { oneOf } from '#events/forms/text.ts';
import { redrivableReasons } from '../../intake/redrive-quarantine.ts';
import { ApiError } from '../api-error.ts';
import { defineRoute } from '../route.ts';

const asked = group('RedriveRequest', {
  reason: field(oneOf(redrivableReasons), 'What the entries were refused for.'),
});

/** Sends refused entries again, after the fault is mended: what is applied now leaves quarantine. */
export const redriveRoute = defineRoute({
  method: 'POST',
  path: '/v1/quarantine/redrive',
  roles: ['operator'],
  body: asked,
  handle: async ({ writes }, { body: { reason } }) => {
    if (writes?.redrive === undefined)
      throw new ApiError('conflict', 'Cannot send entries again: it cannot be done here');
    return { status: 202, json: await writes.redrive(reason) };
  },
});
