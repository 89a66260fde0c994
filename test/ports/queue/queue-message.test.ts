import { describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { forwardThroughQueue } from '#lib/use-cases/update/forward-arrival.ts';
import type { OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { readMessage } from '#lib/ports/queue/queue-message.ts';
import { arrivalOf, noon, visit } from '../../use-cases/given.ts';

const envelope = { id: 'message-9', arrivedAt: noon + 7 };

describe('readMessage()', () => {
  test('reads a forward with the id and the arrival of what was forwarded', async () => {
    const arrival = arrivalOf(visit({ anonymousId: 'guest' }));
    const sent: OutgoingMessage[] = [];
    const send = async (messages: readonly OutgoingMessage[]) => {
      sent.push(...messages);
      return [];
    };
    await forwardThroughQueue({ queue: { send }, ...noPauses })(customerKey('ada'), arrival);
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
    ['a tick at a part of a millisecond', '{"tick":"C#ada","dueAt":1.5}'],
    ['a redrive of no text', '{"redrive":7,"of":null}'],
    ['a redrive that does not say whose it is', '{"redrive":"m"}'],
    ['a redrive of something of nobody', '{"redrive":"m","of":"ada"}'],
    ['a forward of nothing', '{"arrivedAt":1,"to":"C#ada","id":"m"}'],
    ['a forward that arrived at no instant', '{"forwarded":{},"arrivedAt":"1","to":"C#ada","id":"m"}'],
    ['a forward of no message', '{"forwarded":{},"arrivedAt":1,"to":"C#ada"}'],
    [
      'a forward that says oddly that it was refused',
      '{"forwarded":{},"arrivedAt":1,"to":"C#ada","id":"m","redriven":1}',
    ],
    ['a forward to nobody', '{"forwarded":{},"arrivedAt":1,"id":"m","to":"C#"}'],
    ['a list', '[]'],
  ])('takes %s as an entry', (_, body) => {
    expect(readMessage(body, envelope)).toEqual({ kind: 'entry', ...envelope, entry: JSON.parse(body), text: body });
  });

  test.each([
    ['{"tick":"C#ada","dueAt":1,"more":2}', { ...envelope, kind: 'tick', person: 'C#ada', dueAt: 1 }],
    ['{"tick":"A#guest"}', { ...envelope, kind: 'tick', person: 'A#guest' }],
    ['{"redrive":"m","of":null}', { ...envelope, kind: 'redrive', key: { id: 'm' } }],
    ['{"redrive":"m","of":"C#ada"}', { ...envelope, kind: 'redrive', key: { id: 'm', person: 'C#ada' } }],
    [
      '{"forwarded":null,"arrivedAt":1,"to":"C#ada","id":"m","redriven":true}',
      { kind: 'entry', id: 'm', entry: null, arrivedAt: 1, to: 'C#ada', redriven: true },
    ],
  ])('reads %s', (body, message) => {
    expect(readMessage(body, envelope)).toEqual(message);
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
