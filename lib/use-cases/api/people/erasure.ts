import { field, group } from '#events/forms/group.ts';
import { anyText } from '#events/forms/text.ts';
import { printedValue } from '#events/printed-value.ts';
import { idFieldOf, publicIdOf } from '#lib/core/profile/person.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { ApiError } from '../api-error.ts';
import { defineRoute } from '../route.ts';
import { askedPerson, profileIn } from './asked-person.ts';
import { supportSource } from './support-source.ts';

const confirmation = group('Confirmation', {
  confirm: field(anyText, 'The id in the path once more, so that nobody is erased by a slip.'),
});

/**
 * Asks for the erasure of a person: it puts an `ErasureRequested`, which takes the way of every event. So does one about a person of
 * whom nothing is stored: refused events of theirs may be kept, and are erased too.
 */
export const erasureRoute = defineRoute({
  method: 'POST',
  path: '/v1/people/{id}/erasure',
  roles: ['support'],
  body: confirmation,
  handle: async ({ store, writes, newId, mayErase }, ask) => {
    const person = askedPerson(ask);
    const { confirm } = ask.body;
    if (confirm !== publicIdOf(person))
      throw new ApiError(
        'bad-request',
        `Cannot take confirm as the id in the path: current value is ${printedValue(confirm)}`,
      );
    if (writes?.put === undefined)
      throw new ApiError('conflict', `Cannot erase ${publicIdOf(person)}: the store is open only to be read`);
    const { record } = await store.load(person, []);
    if (record?.kind === 'erased') profileIn({ person, record });
    if (!(await mayErase(ask.caller.name)))
      throw new ApiError(
        'throttled',
        'Cannot take more than 10 erasures a minute of one caller: try again in a minute',
      );
    const eventId = newId();
    const detail = { eventId, ...idFieldOf(person), occurredAt: formatInstant(ask.now) };
    await writes.put({ source: supportSource, 'detail-type': 'ErasureRequested', detail });
    return { status: 202, json: { eventId } };
  },
});
