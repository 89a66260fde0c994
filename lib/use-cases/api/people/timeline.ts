import { publicIdOf } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { describeReason } from '#lib/core/segments/describe/describe-reason.ts';
import type { TimelineItem } from '../../timeline/timeline-item.ts';
import { timelineOf } from '../../timeline/timeline.ts';
import { cursorParameter, limitParameter, openPlace } from '../request/paging.ts';
import { defineRoute } from '../route.ts';
import { askedProfile } from './asked-person.ts';
import { atCustomer } from './at-customer.ts';

/** A change with its reasons in words, where the segment is still there. */
const inWords = (item: TimelineItem, { segments, source }: Catalogue) => {
  if (item.kind === 'event') return item;
  const definition = segments.find(({ key }) => key === item.segment.key)?.source;
  return definition === undefined
    ? item
    : { ...item, words: item.because.map((reason) => describeReason(reason, definition, source)) };
};

/** The events and changes of a person, newest first. Of a long past 4 MB are read, and `complete` is false. */
export const timelineRoute = defineRoute({
  method: 'GET',
  path: '/v1/people/{id}/timeline',
  roles: ['support'],
  query: { before: cursorParameter('The `next` of the page before.'), limit: limitParameter },
  handle: async ({ store, cursors, catalogue }, ask) => {
    const found = await askedProfile({ store }, ask);
    const { before, limit } = ask.query;
    const query = new URLSearchParams({ ...(before !== undefined && { before }), limit: String(limit) });
    if ('to' in found) return atCustomer(found, `/timeline?${query.toString()}`);
    const list = `timeline/${publicIdOf(found.person)}`;
    const page = await timelineOf(store, found.person, { before: openPlace(cursors, list, before), limit });
    const items = page.items.map((item) => inWords(item, catalogue));
    return { json: { ...page, items, next: page.next === null ? null : cursors.seal(list, page.next) } };
  },
});
