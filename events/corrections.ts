import * as z from 'zod/mini';
import { field, group, type Constraint } from './forms/group.ts';
import { eventId } from './forms/ids.ts';
import { exactIntegerFromZero } from './forms/number.ts';

const revision = group('Revision', {
  of: field(eventId, 'The key of the fact, the same in each telling of it.'),
  number: field(
    exactIntegerFromZero,
    'Rises from telling to telling, such as the milliseconds of an update: only the telling with the largest counts.',
  ),
});

/** The fields by which an event puts others of the same own id right: `customerId` if it has one, else `anonymousId`. */
export const corrections = {
  replaces: field(
    z.optional(eventId),
    'The `eventId` of an event of the same `customerId` (without one: of the same `anonymousId`) that counts no longer, whichever of the two comes first.',
  ),
  revision: field(
    z.optional(revision),
    'Which telling of a fact this is. Older ones do not count, whenever they come.',
  ),
};

/** The fields that a rule about corrections concerns. */
interface Correcting {
  readonly eventId?: string | undefined;
  readonly replaces?: string | undefined;
  readonly revision?: object | undefined;
}

const notItself = 'An event does not replace itself.';

/** The check that an event does not name itself. */
export const replacesAnother: Constraint<Correcting> = {
  check: z.refine<Correcting>(({ eventId: own, replaces }) => replaces !== own, {
    path: ['replaces'],
    error: 'must be the eventId of another event',
  }),
  says: notItself,
  json: {},
  beyond: [`${notItself} A JSON Schema compares no two fields.`],
};

/** The check that an event names what it takes back in one way. */
export const takesBackOnce: Constraint<Correcting> = {
  check: z.refine<Correcting>(
    ({ replaces, revision: telling }) => (replaces === undefined) !== (telling === undefined),
    {
      path: ['replaces'],
      error: 'must be given where there is no revision, and only there',
    },
  ),
  says: 'Exactly one of `replaces` and `revision` is given.',
  json: {
    oneOf: [
      { properties: { replaces: { type: 'string' } }, required: ['replaces'] },
      { properties: { revision: { type: 'object' } }, required: ['revision'] },
    ],
  },
};
