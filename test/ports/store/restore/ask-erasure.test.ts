import { describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import type { OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import { readMessage } from '#lib/ports/queue/queue-message.ts';
import { askErasures } from '#lib/ports/store/dynamodb/restore/ask-erasure.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { noon, purchase } from '#test/use-cases/given.ts';
import { shopOn } from './shop.ts';

const refusingAda = async (messages: readonly OutgoingMessage[]) =>
  messages.filter(({ group }) => group === 'ada').map((item) => ({ item, code: 'ThrottlingException' }));

describe('askErasures()', () => {
  test('has everybody erased, in their own group, though this clock is ahead', async () => {
    const shop = shopOn(new MemoryTable());
    await shop.say(purchase({ customerId: 'ada' }));
    const sent: OutgoingMessage[] = [];
    const send = async (messages: readonly OutgoingMessage[]) => {
      sent.push(...messages);
      return [];
    };
    await askErasures({ queue: { send }, ...noPauses }, ['C#ada', 'A#phone'], noon);
    expect(sent.map(({ group }) => group)).toEqual(['ada', 'phone']);
    expect(new Set(sent.map(({ deduplicationId }) => deduplicationId)).size).toBe(2);
    for (const [index, { body }] of sent.entries()) {
      await shop.take(readMessage(body, { id: `m-${index}`, arrivedAt: noon - 3_600_000 }));
    }
    expect(await shop.recordOf('C#ada')).toMatchObject({ kind: 'erased' });
    expect(await shop.recordOf('A#phone')).toMatchObject({ kind: 'erased' });
  });

  test('fails where the queue takes one not', async () => {
    await expect(askErasures({ queue: { send: refusingAda }, ...noPauses }, ['C#ada', 'C#bob'], noon)).rejects.toThrow(
      'Cannot ask for 1 of 2 erasures: the queue says ThrottlingException',
    );
  });
});
