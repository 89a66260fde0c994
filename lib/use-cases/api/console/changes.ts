import { oneOf } from '#events/forms/text.ts';
import { segmentKey } from '#events/forms/ids.ts';
import type { Origin } from '#lib/core/engine/decision.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { describeReason } from '#lib/core/segments/describe/describe-reason.ts';
import { placedChange } from '../../timeline/timeline-item.ts';
import { may } from '../access/may.ts';
import type { Ask } from '../api-deps.ts';
import { ApiError } from '../api-error.ts';
import type { Cursors } from '../request/cursor.ts';
import { textParameter } from '../request/parameter.ts';
import { cursorParameter, limitParameter, openPlace } from '../request/paging.ts';
import { defineRoute } from '../route.ts';
import { knownSegment } from '../segments/known-segment.ts';
import { withoutChanges } from './abilities.ts';
import { pageAfter, pageBefore, type LoggedItem, type LogPage } from './logged-items.ts';

const origins = ['live', 'timer', 'backfill', 'merge', 'erasure'] as const satisfies readonly Origin[];

const list = 'console/changes';

type Place = LogPage['newest'];

const sealed = (cursors: Cursors, { position, index }: Place): string => cursors.seal(list, `${position}/${index}`);

const placeIn = (cursors: Cursors, cursor: string | undefined): Place | undefined => {
  const place = openPlace(cursors, list, cursor);
  if (place === undefined) return undefined;
  const [position = 0, index = 0] = place.split('/').map(Number);
  return { position, index };
};

/** What was observed of people is told only to those who may see people. */
const mayObserve = { roles: ['support'] } as const;

/** A change as the console shows it, with its reasons in words. */
const shown =
  ({ segments, source }: Catalogue, observes: boolean) =>
  ({ recorded }: LoggedItem) => {
    const { kind: _kind, ...item } = placedChange(recorded).item as Extract<
      ReturnType<typeof placedChange>['item'],
      { kind: 'change' }
    >;
    const { because, ...others } = item;
    if (!observes) return others;
    const definition = segments.find(({ key }) => key === item.segment.key)?.source;
    return { ...item, words: definition ? because.map((reason) => describeReason(reason, definition, source)) : [] };
  };

const tellAudit = (people: Ask['people'], { items }: LogPage): void => {
  for (const { recorded } of items) people.add(recorded.row.person);
};

/** The changes of everybody, newest first, and what has come after a place: for a page that is read along. */
export const consoleChangesRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/changes',
  roles: ['support', 'marketing'],
  query: {
    segment: textParameter(segmentKey, 'Only changes of this segment.'),
    origin: textParameter(oneOf(origins), 'Only changes of this origin.'),
    after: cursorParameter('The `newest` of an answer: what has come since.'),
    before: cursorParameter('The `next` of an answer: what is older.'),
    limit: limitParameter,
  },
  handle: async ({ catalogue, cursors, console: { changes: log } }, { query, caller, people }) => {
    const { segment, after, before, limit } = query;
    if (log === undefined) throw new ApiError('not-found', `Cannot list all changes: ${withoutChanges}`);
    if (segment !== undefined) knownSegment(catalogue, segment, 'bad-request');
    const [first, last] = [placeIn(cursors, after), placeIn(cursors, before)];
    if (first && last)
      throw new ApiError('bad-request', 'Cannot use after and before as one place: current value is both');
    const sought = { segment, origin: query.origin as Origin | undefined, limit };
    const page = await (first ? pageAfter(log, sought, first) : pageBefore(log, sought, last));
    const observes = may(caller, mayObserve);
    if (observes) tellAudit(people, page);
    return {
      json: {
        items: page.items.map(shown(catalogue, observes)),
        newest: sealed(cursors, page.newest),
        next: page.next ? sealed(cursors, page.next) : null,
        more: page.more,
      },
    };
  },
});
