import type { PersonKey } from '#lib/core/profile/person.ts';

/** How often a person's update starts again after somebody else saved first. */
const attempts = 6;

const firstPauseMs = 20;

/** Full jitter: anywhere between nothing and a bound that doubles with each attempt, in milliseconds. */
const pauseBefore = (attempt: number): number => Math.random() * firstPauseMs * 2 ** attempt;

/** Other writers were first every time; the message goes back to the queue. The text names nobody, so that it can be logged. */
export class ContentionError extends Error {
  override readonly name = 'ContentionError';
  readonly person: PersonKey;

  constructor(person: PersonKey) {
    super(`Cannot save a person as decided: other writers were first ${attempts} times`);
    this.person = person;
  }
}

/** Lets `once` try until it is not refused. */
export const retryOnConflict = async (
  person: PersonKey,
  sleep: (ms: number) => Promise<void>,
  once: () => Promise<'saved' | 'conflict'>,
): Promise<void> => {
  for (let attempt = 1; (await once()) === 'conflict'; attempt += 1) {
    if (attempt === attempts) throw new ContentionError(person);
    await sleep(pauseBefore(attempt));
  }
};
