import { describe, expect, test, vi } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import type { IntakeQueue, OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import { customerKey, visitorKey } from '#lib/core/profile/person.ts';
import { readMessage } from '#lib/ports/queue/queue-message.ts';
import type { DuePerson } from '#lib/ports/store/customer-store.ts';
import { sweepDue } from '#lib/use-cases/review/sweep-due.ts';
import { updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import { arrivalOf, dayMs, embedded, noon, purchase } from './given.ts';

const dueAt = noon - 60_000 + 30 * dayMs;

const listing = (persons: readonly DuePerson[]) => ({
  async *due() {
    yield* persons;
  },
});

const manyDue = (count: number): readonly DuePerson[] =>
  Array.from({ length: count }, (_, index) => ({ person: customerKey(`cust-${index}`), dueAt }));

/** A queue that refuses a message as often as `refusals` says. */
const fakeQueue = (refusals: (message: OutgoingMessage) => number = () => 0) => {
  const calls: (readonly OutgoingMessage[])[] = [];
  const refused = new Map<string, number>();
  const queue: IntakeQueue = {
    send: async (messages) => {
      calls.push(messages);
      return messages.flatMap((item) => {
        const count = refused.get(item.body) ?? 0;
        refused.set(item.body, count + 1);
        return count < refusals(item) ? [{ item, code: 'InternalError' }] : [];
      });
    },
  };
  return { queue, calls };
};

describe('sweepDue()', () => {
  test('sends whom the store lists a tick that the updates read', async () => {
    const { store, deps } = embedded();
    await updateCustomer(deps, customerKey('ada'), [arrivalOf(purchase({ customerId: 'ada' }))]);
    const { queue, calls } = fakeQueue();
    expect(await sweepDue({ store, queue, ...noPauses }, dueAt - 1)).toEqual({ due: 0, unsent: 0, codes: [] });
    expect(calls).toEqual([]);
    expect(await sweepDue({ store, queue, ...noPauses }, dueAt)).toEqual({ due: 1, unsent: 0, codes: [] });
    const [message] = calls[0] ?? [];
    expect(readMessage(message?.body ?? '', { id: 'm', arrivedAt: dueAt + 5 })).toEqual({
      kind: 'tick',
      id: 'm',
      person: 'C#ada',
      dueAt,
      arrivedAt: dueAt + 5,
    });
  });

  test('puts each into the group of its own events, once a minute for the same instant', async () => {
    const { queue, calls } = fakeQueue();
    const store = listing([
      { person: customerKey('cust-1'), dueAt },
      { person: visitorKey('cust-1'), dueAt },
    ]);
    for (const now of [dueAt, dueAt + 59_999, dueAt + 60_000]) await sweepDue({ store, queue, ...noPauses }, now);
    const sent = calls.flat();
    expect(new Set(sent.map(({ group }) => group))).toEqual(new Set(['cust-1']));
    expect(new Set(sent.map(({ deduplicationId }) => deduplicationId)).size).toBe(4);
    for (const { deduplicationId } of sent) expect(deduplicationId).toMatch(/^[!-~]{1,128}$/);
  });

  test('sends batches of ten, and again only what was not taken', async () => {
    const { queue, calls } = fakeQueue(({ group }) => (group === 'cust-17' ? 1 : 0));
    expect(await sweepDue({ store: listing(manyDue(225)), queue, ...noPauses }, dueAt)).toEqual({
      due: 225,
      unsent: 0,
      codes: [],
    });
    expect(Math.max(...calls.map((call) => call.length))).toBe(10);
    expect(calls.flat().filter(({ group }) => group === 'cust-17')).toHaveLength(2);
    expect(calls.flat()).toHaveLength(226);
  });

  test('says how many ticks the queue never took', async () => {
    const { queue } = fakeQueue(({ group }) => (group === 'cust-3' ? 99 : 0));
    const swept = await sweepDue({ store: listing(manyDue(12)), queue, ...noPauses }, dueAt);
    expect(swept).toEqual({ due: 12, unsent: 1, codes: ['InternalError'] });
  });

  test('goes on when a whole call fails', async () => {
    const { queue, calls } = fakeQueue();
    const send = vi
      .fn<IntakeQueue['send']>((messages) => queue.send(messages))
      .mockRejectedValueOnce(new Error('no network'));
    const swept = await sweepDue({ store: listing(manyDue(3)), queue: { send }, ...noPauses }, dueAt);
    expect(swept.unsent).toBe(0);
    expect(calls.flat()).toHaveLength(3);
  });
});
