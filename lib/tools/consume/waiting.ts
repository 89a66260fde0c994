import { isSnapshot, type CountedChange } from './segment-change.ts';
import type { Waiting } from './person-state.ts';

/** How long a change waits for those before it, in milliseconds. */
export const patience = 30_000;

/** The most that waits of one person; DynamoDB takes items of 400 KB. */
const most = { changes: 100, bytes: 200_000 };

/** Whether two changes are one: the same change of a person from the bus, or the same of a snapshot. */
export const isSame = (one: CountedChange, other: CountedChange): boolean =>
  one.sequence === other.sequence && isSnapshot(one) === isSnapshot(other);

/** A queue with changes that came at an instant, each once, in the order of their sequences. */
export const added = (
  queue: readonly Waiting[],
  changes: readonly CountedChange[],
  since: number,
): readonly Waiting[] => {
  const all = [...queue];
  for (const change of changes) if (!all.some((each) => isSame(each.change, change))) all.push({ change, since });
  return all.toSorted((one, other) => one.change.sequence - other.change.sequence);
};

/** Whether so much waits that no more is kept. */
export const isTooMuch = (queue: readonly Waiting[]): boolean =>
  queue.length > most.changes || (queue.length > 0 && Buffer.byteLength(JSON.stringify(queue)) > most.bytes);

/** When the first of a queue has waited long enough, in milliseconds since 1970. */
export const dueAt = (queue: readonly Waiting[]): number => Math.min(...queue.map(({ since }) => since)) + patience;
