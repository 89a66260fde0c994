import { describe, expect, test, vi } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { NotQueuedError, type IntakeQueue } from '#lib/ports/queue/intake-queue.ts';
import { quarantineEvent } from '#lib/use-cases/intake/quarantine-event.ts';
import { readEntry } from '#lib/ports/queue/queue-message.ts';
import { embedded, noon, purchase, visit } from './given.ts';

const given = (taken = true) => {
  const { store } = embedded();
  const send = vi.fn<IntakeQueue['send']>(async (messages) =>
    taken ? [] : messages.map((item) => ({ item, code: 'AccessDenied' })),
  );
  return { store, send, deps: { store, queue: { send }, ...noPauses } };
};

const read = (body: string) => readEntry(body, { id: 'message-1', arrivedAt: noon });

describe('quarantineEvent()', () => {
  test.each([
    ['unknown-type', 'detail-type', JSON.stringify({ ...visit({ customerId: 'ada' }), 'detail-type': 'Visited' })],
    ['invalid', 'customerId', JSON.stringify(visit({ customerId: 'Łódź' }))],
    ['invalid', 'customerId', JSON.stringify(visit({ customerId: 7 }))],
    ['invalid', 'customerId', JSON.stringify(visit())],
    ['invalid', 'entry', 'no JSON at all'],
    ['invalid', 'entry', 'null'],
  ])('keeps as %s, of %s, %s', async (reason, field, body) => {
    const { store, send, deps } = given();
    expect(await quarantineEvent(deps, read(body))).toMatchObject({ kind: 'quarantined', refusal: { reason, field } });
    expect([...store.quarantined()]).toMatchObject([{ id: 'message-1', reason, field, entry: body, arrivedAt: noon }]);
    expect(send).not.toHaveBeenCalled();
  });

  test('keeps a message once, however often it is delivered', async () => {
    const { store, deps } = given();
    for (let delivery = 0; delivery < 3; delivery += 1) await quarantineEvent(deps, read('{}'));
    expect([...store.quarantined()]).toHaveLength(1);
  });

  test('finds whose a refused entry is, so that it goes with its person', async () => {
    const { store, deps } = given();
    await quarantineEvent(deps, read(JSON.stringify(purchase({ customerId: 'ada', total: -1 }))));
    await quarantineEvent(deps, { ...read(JSON.stringify(visit({ anonymousId: 'guest', sku: '' }))), id: 'message-2' });
    expect([...store.quarantined()].map(({ person }) => person)).toEqual(['C#ada', 'A#guest']);
  });

  test('sends an event with which nothing is wrong into the intake queue, as it came', async () => {
    const { store, send, deps } = given();
    const body = JSON.stringify({ ...purchase({ customerId: 'ada', anonymousId: 'guest' }), account: '000000000000' });
    expect(await quarantineEvent(deps, read(body))).toEqual({ kind: 'forwarded' });
    expect(send.mock.calls).toMatchObject([[[{ body, group: 'ada' }]]]);
    expect([...store.quarantined()]).toEqual([]);
  });

  test('hands a good event back when the queue refuses it every time', async () => {
    const { deps } = given(false);
    const body = JSON.stringify(purchase({ customerId: 'ada' }));
    await expect(quarantineEvent(deps, read(body))).rejects.toThrow(NotQueuedError);
  });
});
