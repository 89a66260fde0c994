import type { Instant } from '#lib/core/time/instant.ts';
import { createLineFile } from '../line-file.ts';
import { pagesInOrder } from './in-order.ts';
import { compareTexts } from './key-order.ts';
import type { PartProfilePage } from './part-answers.ts';
import type { PartThread } from './start-thread.ts';

type Profile = PartProfilePage['profiles'][number];

/** By the id; of a customer and a visitor of the same id the customer comes first. */
const isListedBefore = ({ person: one }: Profile, { person: other }: Profile): boolean => {
  const order = compareTexts(one.slice(2), other.slice(2));
  return order === 0 ? one > other : order < 0;
};

/** Writes the lines of all profiles in the order of ids; each thread makes its next ones while its last are written. */
export const writeProfiles = async (path: string, threads: readonly PartThread[], asOf: Instant): Promise<void> => {
  const file = await createLineFile(path);
  const ask = (thread: PartThread) => {
    const page = thread.ask<'profiles'>({ kind: 'profiles', asOf });
    // It may be awaited never; then what failed is thrown for another.
    page.catch(() => {});
    return page;
  };
  const ahead = threads.map(ask);
  const nextPage = async (part: number): Promise<readonly Profile[]> => {
    const [thread, page] = [threads[part], await ahead[part]];
    if (thread) ahead[part] = ask(thread);
    return page?.profiles ?? [];
  };
  try {
    for await (const { item } of pagesInOrder(threads.length, nextPage, isListedBefore)) {
      file.add(item.line);
      await file.flush();
    }
  } finally {
    await file.close();
  }
};
