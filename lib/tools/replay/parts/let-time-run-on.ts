import type { Instant } from '#lib/core/time/instant.ts';
import type { DuePerson } from '#lib/ports/store/customer-store.ts';
import { pagesInOrder } from './in-order.ts';
import { compareTexts } from './key-order.ts';
import type { Sharing } from './sharing.ts';
import type { PartThread } from './start-thread.ts';
import type { TakenFiles } from './taken-files.ts';

const isDueBefore = (one: DuePerson, other: DuePerson): boolean =>
  one.dueAt === other.dueAt ? compareTexts(one.person, other.person) < 0 : one.dueAt < other.dueAt;

/** Lets time run on for all who are due, in the order in which they are. */
export const letTimeRunOn = async (
  until: Instant,
  threads: readonly PartThread[],
  [sharing, files]: readonly [Sharing, TakenFiles],
): Promise<void> => {
  const now = Math.max(sharing.now, until);
  const waiting = threads.map((): number[] => []);
  const review = async (): Promise<void> => {
    const asked = threads.flatMap((thread, part) => {
      const numbers = waiting[part]?.splice(0) ?? [];
      return numbers.length > 0 ? [thread.ask<'reviews'>({ kind: 'reviews', until, numbers })] : [];
    });
    await files.write(await Promise.all(asked));
  };
  const nextPage = async (part: number): Promise<readonly DuePerson[]> => {
    // The people of a page are reviewed before the next is read.
    await review();
    return (await threads[part]?.ask<'due'>({ kind: 'due', until, now }))?.people ?? [];
  };
  for await (const { stream } of pagesInOrder(threads.length, nextPage, isDueBefore))
    waiting[stream]?.push(sharing.next());
  await review();
};
