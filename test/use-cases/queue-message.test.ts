import { describe, expect, test } from 'vitest';
import { forwardThroughQueue } from '#lib/update/forward-arrival.ts';
import type { OutgoingMessage } from '#lib/queue/intake-queue.ts';
import { customerKey } from '#lib/person.ts';
import { readMessage } from '#lib/queue/queue-message.ts';
import { arrivalOf, noon, visit } from './given.ts';

const envelope = { id: 'message-9', arrivedAt: noon + 7 };

describe('readMessage()', () => {
  test('reads a forward with the id and the arrival of what was forwarded', async () => {
    const arrival = arrivalOf(visit({ anonymousId: 'guest' }));
    const sent: OutgoingMessage[] = [];
    const send = async (messages: readonly OutgoingMessage[]) => {
      sent.push(...messages);
      return [];
    };
    await forwardThroughQueue({ queue: { send }, sleep: async () => {} })(customerKey('ada'), arrival);
    expect(sent).toMatchObject([{ group: 'ada', deduplicationId: `forward:${arrival.id}` }]);
    expect(readMessage(sent[0]?.body ?? '', envelope)).toEqual({
      kind: 'entry',
      id: arrival.id,
      entry: arrival.entry,
      arrivedAt: noon,
      to: 'C#ada',
    });
  });

  test.each([
    ['an EventBridge entry', JSON.stringify(visit({ customerId: 'ada' }))],
    ['a tick of nobody', '{"tick":"ada","dueAt":1}'],
    ['a tick at no instant', '{"tick":"C#ada","dueAt":"soon"}'],
    ['a forward to nobody', '{"forwarded":{},"arrivedAt":1,"id":"m","to":"C#"}'],
    ['a list', '[]'],
  ])('takes %s as an entry', (_, body) => {
    expect(readMessage(body, envelope)).toEqual({ kind: 'entry', ...envelope, entry: JSON.parse(body), text: body });
  });

  test('keeps the text of what is no JSON', () => {
    expect(readMessage('{"detail', envelope)).toEqual({
      kind: 'entry',
      ...envelope,
      entry: undefined,
      text: '{"detail',
    });
  });
});
