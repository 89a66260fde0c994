import type { Membership } from '#lib/core/members/membership.ts';
import { idFieldOf, type PersonKey } from '#lib/core/profile/person.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { switchParameter } from '../request/parameter.ts';
import { cursorParameter, limitParameter, openPlace } from '../request/paging.ts';
import { defineRoute } from '../route.ts';
import { askedPart, partParameters } from './asked-part.ts';

const shown = ({ person, enteredAt, sequence, leftAt }: Membership) => ({
  ...idFieldOf(person),
  enteredAt: formatInstant(enteredAt),
  sequence,
  ...(leftAt !== undefined && { left: formatInstant(leftAt) }),
});

/** The members of a segment, page by page, by one reader or by several. */
export const membersRoute = defineRoute({
  method: 'GET',
  path: '/v1/segments/{key}/members',
  roles: ['marketing', 'campaign'],
  query: {
    limit: limitParameter,
    cursor: cursorParameter('The `next` of the page before.'),
    ...partParameters,
    left: switchParameter(
      'Whether those who have left lately are listed too: a list that is joined with live changes needs them.',
    ),
  },
  asks: ({ params }) => [params['key'] ?? ''],
  handle: async (deps, ask) => {
    const { key, members, part, of } = askedPart(deps, ask);
    const { limit, cursor, left } = ask.query;
    const list = `members/${key}/${part}/${of}/${left}`;
    const after = openPlace(deps.cursors, list, cursor) as PersonKey | undefined;
    const page = await members.page(key, { part, of, after, limit, ...(left && { left: { asOf: ask.now } }) });
    return {
      json: {
        items: page.members.map(shown),
        next: page.next === undefined ? null : deps.cursors.seal(list, page.next),
      },
    };
  },
});
