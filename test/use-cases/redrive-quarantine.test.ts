import { describe, expect, test, vi } from 'vitest';
import type { RefusalReason } from '#events/accept-entry.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import type { IntakeQueue, OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import { quarantineEntry } from '#lib/use-cases/update/quarantine-entry.ts';
import { readMessage } from '#lib/ports/queue/queue-message.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { redrivableReasons, redriveAtOnce, redriveThroughQueue } from '#lib/use-cases/intake/redrive-quarantine.ts';
import { refuse } from '#events/accept-entry.ts';
import type { QuarantineEntry } from '#lib/ports/store/customer-store.ts';
import { gather } from '#test/ports/store/contract/store-samples.ts';
import {
  announced,
  dayMs,
  embedded,
  erasure,
  linking,
  messageOf,
  minuteMs,
  noon,
  purchase,
  quarantinedReasons,
  visit,
  waitingRows,
} from './given.ts';

const later = noon + dayMs;

/** An entry as an older Patron, or an older catalogue of events, refused it for a reason. */
const refusedAs = (reason: RefusalReason, entry: object): QuarantineEntry =>
  quarantineEntry(
    messageOf(entry),
    refuse(reason, 'an entry', { field: 'field', rule: 'must have been otherwise', value: 1 }),
  );

const receive = async ({ deps }: ReturnType<typeof embedded>, ...entries: readonly object[]) =>
  receiveEvents(
    deps,
    entries.map((entry) => messageOf(entry)),
  );

describe('redriveAtOnce()', () => {
  test.each(['invalid', 'unknown-type', 'conflict', 'future', 'too-large'] as const)(
    'applies an entry that was refused as %s and fits now, once, at the instant of the redrive',
    async (reason) => {
      const { store, deps } = embedded();
      await store.quarantine(refusedAs(reason, purchase({ customerId: 'ada' })));
      expect(await redriveAtOnce(deps, redrivableReasons, later)).toMatchObject({ events: 1, applied: 1 });
      expect(waitingRows(store)).toMatchObject([{ person: 'C#ada', effectiveAt: '2026-11-03T12:00:00.000Z' }]);
      expect(quarantinedReasons(store)).toEqual([]);
      expect(await redriveAtOnce(deps, redrivableReasons, later)).toMatchObject({ events: 0 });
    },
  );

  test('takes what was in the future once it no longer is', async () => {
    const given = embedded();
    const ahead = { customerId: 'ada', occurredAt: new Date(noon + dayMs).toISOString() };
    await receive(given, purchase(ahead));
    expect(quarantinedReasons(given.store)).toEqual(['future']);
    expect(await redriveAtOnce(given.deps, ['future'], noon + minuteMs)).toMatchObject({ quarantined: 1 });
    expect(await redriveAtOnce(given.deps, ['future'], later)).toMatchObject({ applied: 1 });
    expect(announced(given.store)).toEqual(['C#ada:1 entered buyer', 'C#ada:2 entered fresh-buyer']);
    expect(quarantinedReasons(given.store)).toEqual([]);
  });

  test('keeps what is refused again, whole, with its new reason and arrival', async () => {
    const { store, deps } = embedded();
    const entry = purchase({ customerId: 'ada', total: -5, note: 'kept' });
    const before = refusedAs('unknown-type', entry);
    await store.quarantine(before);
    expect(await redriveAtOnce(deps, redrivableReasons, later)).toMatchObject({ quarantinedFor: { invalid: 1 } });
    expect([...store.quarantined()]).toMatchObject([
      { id: before.id, person: 'C#ada', reason: 'invalid', field: 'total', entry: before.entry, arrivedAt: later },
    ]);
  });

  test('lets go of what is found to be a duplicate, and keeps a conflict', async () => {
    const given = embedded();
    await receive(given, purchase({ customerId: 'ada' }));
    await given.store.quarantine(refusedAs('invalid', purchase({ customerId: 'ada' })));
    await given.store.quarantine(refusedAs('invalid', purchase({ customerId: 'ada', total: 1 })));
    const tally = await redriveAtOnce(given.deps, redrivableReasons, later);
    expect(tally).toMatchObject({ applied: 0, duplicates: 1, quarantinedFor: { conflict: 1 } });
    expect(quarantinedReasons(given.store)).toEqual(['conflict']);
  });

  test('takes only what was refused for the reasons asked, in the order of arrival', async () => {
    const given = embedded();
    const { store, deps } = given;
    const at = (arrivedAt: number, entry: object) => ({ ...refusedAs('future', entry), arrivedAt });
    await store.quarantine(at(noon + 2, visit({ customerId: 'b', eventId: 'v-2' })));
    await store.quarantine(at(noon + 1, purchase({ customerId: 'a' })));
    await store.quarantine(refusedAs('invalid', purchase({ customerId: 'c' })));
    await store.quarantine(at(noon + 3, purchase({ customerId: 'b' })));
    expect(await redriveAtOnce(deps, ['future'], later)).toMatchObject({ applied: 3 });
    expect(announced(store).map((change) => change.split(':')[0])).toEqual(['C#a', 'C#a', 'C#b', 'C#b']);
    expect(quarantinedReasons(store)).toEqual(['invalid']);
  });

  test('gives a linked visitor’s entry to the customer, and lets go of it under the visitor', async () => {
    const given = embedded();
    await receive(given, linking('ada', 'guest'));
    await given.store.quarantine(refusedAs('invalid', purchase({ anonymousId: 'guest' })));
    expect(await redriveAtOnce(given.deps, redrivableReasons, later)).toMatchObject({ applied: 1 });
    expect(announced(given.store)).toEqual(['C#ada:1 entered buyer', 'C#ada:2 entered fresh-buyer']);
    expect(quarantinedReasons(given.store)).toEqual([]);
  });

  test('sends nothing of a person who was erased', async () => {
    const given = embedded();
    await receive(given, purchase({ customerId: 'ada' }), erasure({ customerId: 'ada' }));
    await receive(given, purchase({ customerId: 'ada', eventId: 'p-2', note: 'secret' }));
    const [kept] = given.store.quarantined();
    expect(kept).toMatchObject({ reason: 'erased' });
    expect(kept?.entry).not.toContain('secret');
    const rows = waitingRows(given.store).length;
    expect(await redriveAtOnce(given.deps, redrivableReasons, later)).toMatchObject({ events: 0 });
    expect(await redriveAtOnce(given.deps, ['erased'], later)).toMatchObject({ events: 0 });
    expect([...given.store.quarantined()]).toEqual([kept]);
    expect(waitingRows(given.store)).toHaveLength(rows);
  });

  test('loses the body of what was refused before its person was erased and is redriven after', async () => {
    const given = embedded();
    const entry = refusedAs('invalid', purchase({ customerId: 'ada', note: 'secret' }));
    await receive(given, erasure({ customerId: 'ada' }));
    await given.store.quarantine(entry);
    await redriveAtOnce(given.deps, redrivableReasons, later);
    expect([...given.store.quarantined()]).toMatchObject([{ id: entry.id, reason: 'erased' }]);
    expect([...given.store.quarantined()][0]?.entry).not.toContain('secret');
  });

  test('keeps a line that is no JSON as its text', async () => {
    const { store, deps } = embedded();
    const text = 'no JSON "\n';
    const refusal = refuse('invalid', 'an entry', { field: 'entry', rule: 'must be JSON', value: text });
    await store.quarantine(quarantineEntry({ id: 'line:1', entry: undefined, text, arrivedAt: noon }, refusal));
    expect(await redriveAtOnce(deps, redrivableReasons, later)).toMatchObject({ quarantined: 1 });
    expect([...store.quarantined()]).toMatchObject([{ id: 'line:1', reason: 'invalid', entry: text }]);
  });
});

/** A queue that keeps what is sent into it until the test takes it. */
const given = () => {
  const { store, deps } = embedded();
  const queued: OutgoingMessage[] = [];
  const send = vi.fn<IntakeQueue['send']>(async (messages) => {
    queued.push(...messages);
    return [];
  });
  const sweep = () => redriveThroughQueue({ store, queue: { send }, ...noPauses }, redrivableReasons);
  const take = (messages: readonly OutgoingMessage[], arrivedAt = later) =>
    receiveEvents(
      deps,
      messages.map(({ body }, index) => readMessage(body, { id: `redrive-${index}`, arrivedAt })),
    );
  return { store, queued, send, sweep, take };
};

describe('redriveThroughQueue()', () => {
  test('sends each by name, in the group of its person, and keeps it until it is applied', async () => {
    const { store, queued, sweep, take } = given();
    await store.quarantine(refusedAs('invalid', purchase({ customerId: 'ada' })));
    await store.quarantine(refusedAs('unknown-type', { 'detail-type': 'Sneezed', detail: {} }));
    expect(await sweep()).toEqual({ sent: 2, codes: [] });
    expect(queued.map(({ group }) => group).toSorted()).toEqual(['ada', 'quarantine']);
    expect(queued.every(({ body }) => !body.includes('1999'))).toBe(true);
    expect(quarantinedReasons(store)).toHaveLength(2);
    const { counts: tally } = await take(queued);
    expect(tally).toMatchObject({ applied: 1, quarantinedFor: { 'unknown-type': 1 } });
    expect(waitingRows(store)).toMatchObject([{ effectiveAt: '2026-11-03T12:00:00.000Z' }]);
    expect(quarantinedReasons(store)).toEqual(['unknown-type']);
  });

  test('applies once what it sent twice, and what the queue delivered twice', async () => {
    const { store, queued, sweep, take } = given();
    await store.quarantine(refusedAs('invalid', purchase({ customerId: 'ada' })));
    await sweep();
    await sweep();
    const [first, second] = queued;
    expect(second?.deduplicationId).toBe(first?.deduplicationId);
    const { results, counts: tally } = await take([...queued, ...queued]);
    expect(results.every((result) => 'outcome' in result)).toBe(true);
    expect(tally).toMatchObject({ applied: 1, quarantined: 0 });
    expect((await take(queued)).counts).toMatchObject({ events: 0 });
    expect(await sweep()).toEqual({ sent: 0, codes: [] });
  });

  test('may be sent again at once when it was refused again', async () => {
    const { store, queued, sweep, take } = given();
    await store.quarantine(refusedAs('invalid', purchase({ customerId: 'ada', total: -1 })));
    await sweep();
    await take(queued);
    await sweep();
    expect(new Set(queued.map(({ deduplicationId }) => deduplicationId)).size).toBe(2);
  });

  test('takes nothing of a person who was erased while the message waited', async () => {
    const { store, queued, sweep, take } = given();
    await store.quarantine(refusedAs('invalid', purchase({ customerId: 'ada' })));
    await sweep();
    await take([{ body: JSON.stringify(erasure({ customerId: 'ada' })), group: 'ada', deduplicationId: 'e' }]);
    expect((await take(queued)).counts).toMatchObject({ events: 0 });
    expect(quarantinedReasons(store)).toEqual([]);
  });

  test('says what the queue did not take', async () => {
    const { store, send, sweep } = given();
    send.mockImplementation(async (messages) => messages.map((item) => ({ item, code: 'AccessDenied' })));
    await store.quarantine(refusedAs('invalid', purchase({ customerId: 'ada' })));
    expect(await sweep()).toEqual({ sent: 0, codes: ['AccessDenied'] });
    expect(await gather(store.quarantinedFor('invalid'))).toHaveLength(1);
  });
});
