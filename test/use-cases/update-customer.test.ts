import { describe, expect, test, vi } from 'vitest';
import { ContentionError } from '#lib/use-cases/update/retry-on-conflict.ts';
import type { Outcome } from '#lib/use-cases/update/outcome.ts';
import { customerKey, visitorKey } from '#lib/core/profile/person.ts';
import { continueUpdate, noProgress, updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import {
  announced,
  arrivalOf,
  dayMs,
  described,
  embedded,
  erasure,
  linking,
  minuteMs,
  noon,
  purchase,
  quarantinedReasons,
  visit,
  waitingRows,
} from './given.ts';

const ada = customerKey('ada');
const bob = customerKey('bob');
const guest = visitorKey('guest');
const byAda = { customerId: 'ada' };
const byGuest = { anonymousId: 'guest' };

const words = (outcomes: readonly Outcome[]) =>
  outcomes.map((outcome) => (outcome.kind === 'quarantined' ? outcome.refusal.reason : outcome.kind));

describe('updateCustomer()', () => {
  test('folds a fresh event, keeps its changes with the wall clock, and counts them', async () => {
    const { store, deps } = embedded();
    const outcomes = await updateCustomer(deps, ada, [arrivalOf(purchase(byAda))]);
    expect(outcomes).toEqual([{ kind: 'applied', changes: 2 }]);
    expect(announced(store)).toEqual(['C#ada:1 entered buyer', 'C#ada:2 entered fresh-buyer']);
    expect(waitingRows(store)[0]).toMatchObject({
      effectiveAt: '2026-11-02T12:00:00.000Z',
      decidedAt: '2026-11-02T12:00:01.234Z',
      origin: 'live',
      cause: { eventId: 'p-1' },
    });
  });

  test('knows an event again, later and in the same batch, whatever the order of its keys', async () => {
    const { store, deps } = embedded();
    const sent = purchase(byAda);
    const turned = { ...sent, detail: Object.fromEntries(Object.entries(sent.detail).reverse()) };
    const first = await updateCustomer(deps, ada, [arrivalOf(sent), arrivalOf(turned)]);
    const second = await updateCustomer(deps, ada, [arrivalOf(turned, noon + dayMs)]);
    expect(words([...first, ...second])).toEqual(['applied', 'duplicate', 'duplicate']);
    expect(announced(store)).toHaveLength(2);
  });

  test('quarantines a known eventId with another body, later and in the same batch', async () => {
    const { store, deps } = embedded();
    const other = purchase({ ...byAda, total: 1 });
    const first = await updateCustomer(deps, ada, [arrivalOf(purchase(byAda)), arrivalOf(other)]);
    const second = await updateCustomer(deps, ada, [arrivalOf(other)]);
    expect(words([...first, ...second])).toEqual(['applied', 'conflict', 'conflict']);
    expect([...store.quarantined()][0]).toMatchObject({
      person: ada,
      reason: 'conflict',
      field: 'eventId',
      entry: JSON.stringify(other),
    });
  });

  test('takes an eventId as free when the event that bore it was refused', async () => {
    const { deps } = embedded();
    const tomorrow = purchase({ ...byAda, occurredAt: '2026-11-03T12:00:00Z' });
    const outcomes = await updateCustomer(deps, ada, [arrivalOf(tomorrow), arrivalOf(purchase(byAda))]);
    expect(words(outcomes)).toEqual(['future', 'applied']);
  });

  test.each([
    ['2026-11-02T12:05:00.000Z', 'applied'],
    ['2026-11-02T12:05:00.001Z', 'future'],
    ['2026-11-02T13:05:00.000+01:00', 'applied'],
  ])('takes an event that says %s at noon as %s', async (occurredAt, word) => {
    const { deps } = embedded();
    expect(words(await updateCustomer(deps, ada, [arrivalOf(purchase({ ...byAda, occurredAt }))]))).toEqual([word]);
  });

  test('judges the future by the event’s own arrival, not by the customer’s later clock', async () => {
    const { deps } = embedded();
    await updateCustomer(deps, ada, [arrivalOf(visit(byAda), noon + dayMs)]);
    const occurredAt = '2026-11-02T12:06:00Z';
    const outcomes = await updateCustomer(deps, ada, [arrivalOf(purchase({ ...byAda, occurredAt }))]);
    expect(words(outcomes)).toEqual(['future']);
  });

  test('names the first reason that applies', async () => {
    const { deps } = embedded();
    const occurredAt = '2027-01-01T00:00:00Z';
    const vast = 'x'.repeat(400_000);
    await updateCustomer(deps, ada, [arrivalOf(purchase(byAda))]);
    const wrong = purchase({ ...byAda, occurredAt, vast });
    const outcomes = await updateCustomer(deps, ada, [
      arrivalOf(wrong),
      arrivalOf(purchase({ ...byAda, occurredAt, vast, eventId: 'p-2' })),
      arrivalOf(purchase({ ...byAda, vast, eventId: 'p-3' })),
      arrivalOf(erasure({ ...byAda, vast, eventId: 'p-4', occurredAt })),
    ]);
    expect(words(outcomes)).toEqual(['conflict', 'future', 'too-large', 'future']);
    await updateCustomer(deps, ada, [arrivalOf(erasure(byAda))]);
    expect(words(await updateCustomer(deps, ada, [arrivalOf(wrong)]))).toEqual(['erased']);
  });

  test('takes an event of 350 KiB and refuses one of a byte more, in bytes of UTF-8 and without its source', async () => {
    const { source: _source, ...counted } = visit({ ...byAda, filler: '' });
    const room = 350 * 1024 - Buffer.byteLength(JSON.stringify(counted));
    const filler = `${'é'.repeat(1_000)}${'x'.repeat(room - 2_000)}`;
    const { deps } = embedded();
    const fits = arrivalOf(visit({ ...byAda, filler }));
    const over = arrivalOf(visit({ ...byAda, eventId: 'v-2', filler: `${filler}x` }));
    expect(words(await updateCustomer(deps, ada, [fits, over]))).toEqual(['applied', 'too-large']);
  });

  test('refuses an event whose profile would not fit, and goes on with the profile as it was', async () => {
    const { store, deps } = embedded();
    const many = (prefix: string, eventId: string) => {
      const pairs = Array.from({ length: 1_100 }, (_, index) => [`${prefix}${index}`, prefix.repeat(200)]);
      return arrivalOf(described({ ...byAda, eventId, traits: { custom: Object.fromEntries(pairs) } }));
    };
    const events = [many('a', 'd-1'), many('b', 'd-2'), arrivalOf(purchase(byAda))];
    expect(words(await updateCustomer(deps, ada, events))).toEqual(['applied', 'too-large', 'applied']);
    expect([...store.quarantined()][0]).toMatchObject({ field: 'profile', reason: 'too-large' });
  });

  test('lets time run before each event of a batch', async () => {
    const { store, deps } = embedded();
    const again = purchase({ ...byAda, eventId: 'p-2', occurredAt: '2026-12-20T00:00:00Z' });
    await updateCustomer(deps, ada, [arrivalOf(purchase(byAda)), arrivalOf(again, noon + 60 * dayMs)]);
    const rows = waitingRows(store).map((row) => 'effectiveAt' in row && [row.effectiveAt, row.origin]);
    expect(rows).toEqual([
      ['2026-11-02T12:00:00.000Z', 'live'],
      ['2026-12-02T11:59:00.000Z', 'timer'],
      ['2027-01-01T12:00:00.000Z', 'live'],
    ]);
  });
});

describe('updateCustomer() with a visitor', () => {
  test('links: the visitor leaves, the customer is decided again, in one commit', async () => {
    const { store, deps } = embedded();
    await updateCustomer(deps, guest, [arrivalOf(purchase(byGuest))]);
    const outcomes = await updateCustomer(deps, ada, [arrivalOf(linking('ada', 'guest'))]);
    expect(outcomes).toEqual([{ kind: 'applied', changes: 4 }]);
    expect(announced(store).slice(2).toSorted()).toEqual([
      'A#guest:3 exited buyer',
      'A#guest:4 exited fresh-buyer',
      'C#ada:1 entered buyer',
      'C#ada:2 entered fresh-buyer',
    ]);
  });

  test('forwards what comes of a linked visitor, in order, and keeps its ledger under the visitor', async () => {
    const { store, deps } = embedded();
    const events = [
      arrivalOf(purchase(byGuest)),
      arrivalOf(purchase(byGuest)),
      arrivalOf(purchase({ ...byGuest, total: 1 })),
    ];
    await updateCustomer(deps, ada, [arrivalOf(linking('ada', 'guest')), arrivalOf(purchase(byAda))]);
    expect(words(await updateCustomer(deps, guest, events))).toEqual(['applied', 'duplicate', 'conflict']);
    const kept = [];
    for await (const { person, eventId } of store.ledger(ada)) kept.push(`${person} ${eventId}`);
    expect(kept.toSorted()).toEqual(['A#guest p-1', 'C#ada l-1', 'C#ada p-1']);
  });

  test('forwards with the original arrival, and says so where a queue takes it', async () => {
    const forward = vi.fn(async (): Promise<Outcome> => ({ kind: 'forwarded' }));
    const { deps } = embedded({ forward });
    await updateCustomer(deps, ada, [arrivalOf(linking('ada', 'guest'))]);
    const late = arrivalOf(visit(byGuest), noon - minuteMs);
    expect(await updateCustomer(deps, guest, [late])).toEqual([{ kind: 'forwarded' }]);
    expect(forward).toHaveBeenCalledExactlyOnceWith(ada, late);
  });

  test('leaves in its progress what was forwarded before a forward failed', async () => {
    let sent = 0;
    const { deps } = embedded({
      forward: async () => {
        sent += 1;
        if (sent === 2) throw new Error('queue is down');
        return { kind: 'forwarded' };
      },
    });
    await updateCustomer(deps, ada, [arrivalOf(linking('ada', 'guest'))]);
    const arrivals = ['v-1', 'v-2', 'v-3'].map((eventId) => arrivalOf(visit({ ...byGuest, eventId })));
    const progress = noProgress();
    await expect(continueUpdate(deps, { person: guest, arrivals }, progress)).rejects.toThrow('queue is down');
    expect(progress.outcomes).toEqual([{ kind: 'forwarded' }]);
  });

  test('links once: the same two again are plain, another customer is an identity conflict once applied', async () => {
    const { deps } = embedded();
    const both = { customerId: 'ada', anonymousId: 'guest' };
    const first = await updateCustomer(deps, ada, [
      arrivalOf(visit(both)),
      arrivalOf(visit({ ...both, eventId: 'v-2' })),
    ]);
    const stranger = arrivalOf(visit({ customerId: 'bob', anonymousId: 'guest' }));
    const second = await updateCustomer(deps, bob, [stranger, stranger]);
    expect(first.map((outcome) => 'identityConflict' in outcome)).toEqual([false, false]);
    expect(second).toEqual([{ kind: 'applied', changes: 0, identityConflict: true }, { kind: 'duplicate' }]);
    await updateCustomer(deps, guest, [arrivalOf(purchase(byGuest))]);
    expect((await deps.store.load(ada, [])).record).toMatchObject({ kind: 'profile', state: { sequence: 3 } });
    expect((await deps.store.load(bob, [])).record).toMatchObject({ kind: 'profile', state: { sequence: 0 } });
  });

  test('a duplicate or a quarantined event links nothing', async () => {
    const { deps } = embedded();
    const link = linking('ada', 'guest');
    const future = { ...link, detail: { ...link.detail, occurredAt: '2027-01-01T00:00:00Z' } };
    const outcomes = await updateCustomer(deps, ada, [arrivalOf(future)]);
    expect(words(outcomes)).toEqual(['future']);
    expect((await deps.store.load(guest, [])).record).toBeUndefined();
  });
});

describe('updateCustomer() with an erasure', () => {
  test('ends the memberships, announces a receipt, then knows nobody: duplicates and refusals without a body', async () => {
    const { store, deps } = embedded();
    const events = [
      arrivalOf(purchase(byAda)),
      arrivalOf(erasure(byAda)),
      arrivalOf(purchase(byAda)),
      arrivalOf(erasure({ ...byAda, eventId: 'e-2', occurredAt: '2030-01-01T00:00:00Z' })),
    ];
    expect(words(await updateCustomer(deps, ada, events))).toEqual(['applied', 'applied', 'erased', 'duplicate']);
    expect(announced(store).slice(2)).toEqual(['C#ada:3 exited buyer', 'C#ada:4 exited fresh-buyer', 'C#ada erased']);
    expect(waitingRows(store).at(-1)).toEqual({
      kind: 'erasure',
      person: ada,
      erasedAt: '2026-11-02T12:00:00.000Z',
      receiptId: 'receipt-1',
    });
    expect([...store.quarantined()].map(({ entry }) => JSON.parse(entry))).toEqual([
      { source: 'shop.test', 'detail-type': 'PurchaseMade' },
    ]);
  });

  test('takes with it what the same batch had in quarantine before', async () => {
    const { store, deps } = embedded();
    const future = purchase({ ...byAda, occurredAt: '2027-01-01T00:00:00Z' });
    await updateCustomer(deps, ada, [arrivalOf(future), arrivalOf(erasure(byAda))]);
    expect(quarantinedReasons(store)).toEqual([]);
  });

  test('of one of whom nothing is known leaves a tombstone too', async () => {
    const { store, deps } = embedded();
    await updateCustomer(deps, ada, [arrivalOf(erasure(byAda))]);
    expect(announced(store)).toEqual(['C#ada erased']);
    expect(words(await updateCustomer(deps, ada, [arrivalOf(purchase(byAda))]))).toEqual(['erased']);
  });

  test('by a linked visitor’s id erases the customer, and the visitor with it', async () => {
    const { deps } = embedded();
    await updateCustomer(deps, ada, [arrivalOf(linking('ada', 'guest'))]);
    expect(words(await updateCustomer(deps, guest, [arrivalOf(erasure(byGuest))]))).toEqual(['applied']);
    expect(words(await updateCustomer(deps, ada, [arrivalOf(purchase(byAda))]))).toEqual(['erased']);
    expect(words(await updateCustomer(deps, guest, [arrivalOf(purchase(byGuest))]))).toEqual(['erased']);
  });

  test('of a visitor: an event that names it beside a living customer is plain and no identity conflict', async () => {
    const { deps } = embedded();
    await updateCustomer(deps, guest, [arrivalOf(erasure(byGuest))]);
    const outcomes = await updateCustomer(deps, ada, [arrivalOf(visit({ ...byAda, ...byGuest }))]);
    expect(outcomes).toEqual([{ kind: 'applied', changes: 0 }]);
    expect((await deps.store.load(guest, [])).record).toMatchObject({ kind: 'erased' });
  });
});

/** Use cases beside somebody who saves first so many times. */
const contended = (times: number) => {
  const { store, deps } = embedded();
  const save = store.save.bind(store);
  let left = times;
  vi.spyOn(store, 'save').mockImplementation(async (update) => {
    if (left > 0 && !update.events.some(({ eventId }) => eventId.startsWith('other-'))) {
      left -= 1;
      const other = visit({ ...byAda, eventId: `other-${left}`, occurredAt: '2026-11-02T01:00:00Z' });
      await updateCustomer(deps, ada, [arrivalOf(other)]);
    }
    return save(update);
  });
  return { store, deps };
};

describe('updateCustomer() beside other writers', () => {
  test('starts again from what they saved, and quarantines once', async () => {
    const { store, deps } = contended(3);
    const sleep = vi.fn(async () => {});
    const future = purchase({ ...byAda, eventId: 'p-2', occurredAt: '2027-01-01T00:00:00Z' });
    const outcomes = await updateCustomer({ ...deps, sleep }, ada, [arrivalOf(future), arrivalOf(purchase(byAda))]);
    expect(words(outcomes)).toEqual(['future', 'applied']);
    expect(sleep).toHaveBeenCalledTimes(3);
    expect(quarantinedReasons(store)).toEqual(['future']);
    expect(announced(store)).toEqual(['C#ada:1 entered buyer', 'C#ada:2 entered fresh-buyer']);
  });

  test('gives up in the end with an error that names nobody in its text', async () => {
    const { deps } = contended(100);
    const failure = await updateCustomer(deps, ada, [arrivalOf(purchase(byAda))]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ContentionError);
    expect(failure).toMatchObject({ person: ada, message: expect.not.stringContaining('ada') });
  });

  test('pauses for up to twice as long after each conflict', async () => {
    const { deps } = contended(100);
    const pauses: number[] = [];
    const outside = { sleep: async (ms: number) => void pauses.push(ms), random: () => 0.5 };
    await updateCustomer({ ...deps, ...outside }, ada, [arrivalOf(purchase(byAda))]).catch(() => {});
    expect(pauses).toEqual([20, 40, 80, 160, 320]);
  });

  test('finishes what an earlier worker left before it acknowledges a duplicate', async () => {
    const { store, deps } = embedded();
    const sent = arrivalOf(purchase(byAda));
    await updateCustomer(deps, ada, [sent]);
    const recordAgain = vi.spyOn(store, 'recordAgain');
    const fresh = arrivalOf(visit(byAda));
    await updateCustomer(deps, ada, [sent, fresh, fresh]);
    expect(recordAgain).toHaveBeenCalledOnce();
    expect(recordAgain.mock.calls[0]).toMatchObject([{ person: ada }, [{ eventId: 'p-1', body: sent.body }]]);
    recordAgain.mockRejectedValueOnce(new Error('table is down'));
    await expect(updateCustomer(deps, ada, [sent])).rejects.toThrow('table is down');
    await updateCustomer(deps, ada, [arrivalOf(erasure(byAda))]);
    recordAgain.mockClear();
    await updateCustomer(deps, ada, [arrivalOf(erasure(byAda))]);
    expect(recordAgain.mock.calls[0]).toMatchObject([{ record: { kind: 'erased' } }, []]);
  });
});
