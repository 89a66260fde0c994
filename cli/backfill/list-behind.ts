import { idFieldOf } from '#lib/core/profile/person.ts';
import { knownCatalogue } from '../input/known-catalogue.ts';
import type { Opened } from '../input/store-options.ts';
import type { Terminal } from '../output/terminal.ts';

/** Prints a line of JSON for each person whom another catalogue decided last. */
export const listBehind = async (opened: Opened, segments: string | undefined, terminal: Terminal): Promise<void> => {
  const { hash } = await knownCatalogue(opened, { segments }, terminal);
  let after: string | undefined;
  do {
    const { persons, next } = await opened.store.behind(hash, { index: 0, of: 1, after });
    for (const { person, deployment } of persons) terminal.print(JSON.stringify({ ...idFieldOf(person), deployment }));
    after = next;
  } while (after !== undefined);
};
