import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ada, visitor } from '#test/ports/store/contract/store-samples.ts';
import { runWorkers, type Message, type Mutation } from './interleaved-workers.ts';
import { runs } from '#test/support/runs.ts';

const event = (eventId: string): fc.Arbitrary<Message> =>
  fc.record({
    kind: fc.constant('event' as const),
    eventId: fc.constant(eventId),
    person: fc.constantFrom(ada, visitor),
    changing: fc.boolean(),
  });

const link: Message = { kind: 'link', eventId: 'link', person: ada, changing: true };
const tick: Message = { kind: 'tick', person: ada };

/** A few events of a customer and of a visitor, the link between the two, and ticks. */
const messages: fc.Arbitrary<readonly Message[]> = fc
  .tuple(
    event('e-1'),
    event('e-2'),
    event('e-3'),
    event('e-4'),
    fc.constantFrom(link, tick),
    fc.constantFrom(link, tick),
  )
  .map(([...all]) => [...new Set(all)]);

const property = (mutation?: Mutation) =>
  fc.asyncProperty(messages, fc.integer(), async (sent, seed) => {
    expect(await runWorkers(sent, seed, mutation)).toEqual([]);
  });

describe('commit, then record: three workers, a crash anywhere, redelivery', () => {
  test('applies every event once, announces every change, records every row', async () => {
    const { failed, counterexample } = await fc.check(property(), runs(300));
    expect({ failed, counterexample }).toEqual({ failed: false, counterexample: null });
  });

  test.each([
    'unconditional',
    'without re-recording',
    'taking the unprocessed as absent',
    'reading rows as they may have been',
  ] as const)('is seen to fail when it runs %s', async (mutation) => {
    const { failed } = await fc.check(property(mutation), { numRuns: 2000, endOnFailure: true });
    expect(failed).toBe(true);
  });
});
