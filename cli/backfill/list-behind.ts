import { idFieldOf } from '#lib/core/profile/person.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { loadCatalogue } from '../input/catalogue-option.ts';
import type { Terminal } from '../output/terminal.ts';

/** Prints a line of JSON for each person whom another catalogue decided last. */
export const listBehind = async (
  store: CustomerStore,
  segments: string | undefined,
  { print }: Terminal,
): Promise<void> => {
  const { hash } = await loadCatalogue(segments);
  let after: string | undefined;
  do {
    const { persons, next } = await store.behind(hash, { index: 0, of: 1, after });
    for (const { person, deployment } of persons) print(JSON.stringify({ ...idFieldOf(person), deployment }));
    after = next;
  } while (after !== undefined);
};
