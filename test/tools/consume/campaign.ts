import { consumeChanges, type BusEntry } from '#lib/tools/consume/change-consumer.ts';
import type { ConsumerOptions, RecordedChange, SegmentChange } from '#lib/tools/consume/consume.ts';
import { inShort } from './entries.ts';

/** A campaign under test: its time stands until it is let pass, and it remembers what it was handed. */
export const campaign = (options: Partial<ConsumerOptions> = {}) => {
  const handed: SegmentChange[] = [];
  const warnings: string[] = [];
  const timers: { readonly at: number; readonly work: () => void }[] = [];
  let now = Date.parse('2026-11-01T12:00:00Z');
  const handle = async (change: SegmentChange) => {
    await options.handle?.(change);
    handed.push(change);
  };
  const consume = consumeChanges(
    { state: new Map(), ...options, handle },
    {
      now: () => now,
      later: (ms, work) => timers.push({ at: now + ms, work }),
      sleep: async () => {},
      random: () => 0.5,
      warn: (message) => warnings.push(message),
    },
  );
  return {
    consume,
    warnings,
    /** What was handed over, in its order: `+buyers 3`. */
    handed: () => handed.map(inShort),
    /** Lets time pass, with the timers that are due. */
    passes: async (ms: number): Promise<void> => {
      now += ms;
      for (const timer of timers.filter(({ at }) => at <= now)) {
        timers.splice(timers.indexOf(timer), 1);
        timer.work();
      }
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
    },
    /** Hands over entries as a batch from a queue, and gives those that failed. */
    batch: async (...entries: readonly (BusEntry | string)[]): Promise<readonly number[]> => {
      const Records = entries.map((entry, index) => ({
        messageId: `m-${index}`,
        body: typeof entry === 'string' ? entry : JSON.stringify(entry),
      }));
      const { batchItemFailures } = await consume({ Records });
      return batchItemFailures
        .map(({ itemIdentifier }) => Number(itemIdentifier.slice(2)))
        .toSorted((one, other) => one - other);
    },
  };
};

/** A `missing` that knows these changes, and remembers what it was asked. */
export const knowing = (changes: readonly SegmentChange[]) => {
  const asked: string[] = [];
  const missing = async (id: string, after: number): Promise<readonly RecordedChange[]> => {
    asked.push(`${id} after ${after}`);
    return changes.filter(
      ({ changeId, sequence }) => changeId === `${id}:${sequence}` && sequence > after,
    ) as RecordedChange[];
  };
  return { missing, asked };
};
