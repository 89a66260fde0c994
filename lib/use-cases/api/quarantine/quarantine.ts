import { refusalReasons, type RefusalReason } from '#events/accept-entry.ts';
import { oneOf } from '#events/forms/text.ts';
import type { PlacedEntry } from '#lib/ports/store/customer-store.ts';
import type { ApiDeps } from '../api-deps.ts';
import { shownRefusal } from '../../intake/shown-refusal.ts';
import { cursorParameter, fullPage, openPlace } from '../request/paging.ts';
import { defineRoute } from '../route.ts';
import { textParameter } from '../request/parameter.ts';

/** The most entries of a page. */
const mostEntries = 100;

interface Refused extends PlacedEntry {
  readonly reason: RefusalReason;
}

/** Where a page begins: in the list of a reason, after a place. */
interface Beginning {
  readonly reason?: RefusalReason;
  readonly place?: string;
}

/** The entries of some reasons, one reason after the other, from a place on. */
async function* refusedFrom(
  store: ApiDeps['store'],
  reasons: readonly RefusalReason[],
  { reason: first, place }: Beginning,
): AsyncIterable<Refused> {
  const from = first === undefined ? 0 : reasons.indexOf(first);
  for (const reason of reasons.slice(from)) {
    const after = reason === first ? place : undefined;
    for await (const placed of store.quarantinedAfter(reason, after)) yield { ...placed, reason };
  }
}

/** The entries until a page is full, and whether there are more. */
const pageOf = async (entries: AsyncIterable<Refused>) => {
  const page: Refused[] = [];
  let characters = 0;
  for await (const refused of entries) {
    if (page.length === mostEntries || characters > fullPage) return { page, isLast: false };
    page.push(refused);
    characters += refused.entry.entry.length;
  }
  return { page, isLast: true };
};

/** The entries that were refused, with the reason, as they came. */
export const quarantineRoute = defineRoute({
  method: 'GET',
  path: '/v1/quarantine',
  roles: ['operator'],
  query: {
    reason: textParameter(oneOf(refusalReasons), 'Only what was refused for this.'),
    cursor: cursorParameter('The `next` of the page before.'),
  },
  handle: async ({ store, cursors }, { query, people }) => {
    const reasons = refusalReasons.filter((reason) => query.reason === undefined || reason === query.reason);
    const list = `quarantine/${query.reason ?? ''}`;
    const place = openPlace(cursors, list, query.cursor);
    const beginning = place === undefined ? {} : (JSON.parse(place) as Beginning);
    const { page, isLast } = await pageOf(refusedFrom(store, reasons, beginning));
    for (const { entry } of page) if (entry.person !== undefined) people.add(entry.person);
    const last = page.at(-1);
    const next = isLast || last === undefined ? null : { reason: last.reason, place: last.place };
    return {
      json: {
        items: page.map(({ entry }) => shownRefusal(entry)),
        next: next && cursors.seal(list, JSON.stringify(next)),
      },
    };
  },
});
