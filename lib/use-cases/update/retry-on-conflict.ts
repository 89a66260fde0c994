import type { PersonKey } from '#lib/core/profile/person.ts';
import { backoff, type RetryDeps } from '#lib/ports/backoff.ts';
import type { SaveResult } from '#lib/ports/store/customer-store.ts';

const attempts = 6;
const pauses = { first: 40, longest: 640 };

/**
 * Thrown when other writers saved a person first in every attempt; the message then goes back to the queue. The text
 * does not name the person, so that it can be logged.
 */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';
  readonly person: PersonKey;

  constructor(person: PersonKey) {
    super(`Cannot save a person as decided: other writers were first ${attempts} times`);
    this.person = person;
  }
}

/**
 * Retries `attempt` while another writer saved the person first, up to 6 times in all.
 *
 * @throws {ContentionError} when the last attempt is refused too.
 */
export const retryOnConflict = async (
  person: PersonKey,
  attempt: () => Promise<SaveResult>,
  { sleep, random }: RetryDeps,
): Promise<void> => {
  for (let failed = 1; (await attempt()) === 'conflict'; failed += 1) {
    if (failed === attempts) throw new ContentionError(person);
    await sleep(backoff(failed, { ...pauses, random }));
  }
};
