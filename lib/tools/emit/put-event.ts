import { backoff, type RetryDeps } from '#lib/ports/backoff.ts';
import type { Entry } from './entry.ts';
import { putEntries, type Bus } from './put-entries.ts';

const attempts = 4;
const pauses = { first: 200, longest: 1_000 };

/**
 * Puts one event on a bus, and again up to three times where it was not taken and that may pass.
 *
 * @throws {Error} with the code of EventBridge, where the bus has refused it or did not take it in the last attempt.
 */
export const putEvent = async (bus: Bus, entry: Entry, { sleep, random }: RetryDeps): Promise<void> => {
  const held = { entry, place: 1, isUnderWay: true };
  let trouble = 'InternalFailure';
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { taken, refused, trouble: reason = trouble } = await putEntries(bus, [held]);
    if (taken.length > 0) return;
    trouble = refused[0]?.code ?? reason;
    if (refused.length > 0) break;
    if (attempt < attempts) await sleep(backoff(attempt, { ...pauses, random }));
  }
  throw new Error(`Cannot put ${entry.type} on the bus ${bus.busName}: it was not taken, for ${trouble}`);
};
