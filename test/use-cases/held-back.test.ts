import { describe, expect, test } from 'vitest';
import { customerKey, visitorKey } from '#lib/core/profile/person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { CustomerStore, OutboxRow } from '#lib/ports/store/customer-store.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { exportPerson } from '#lib/use-cases/export/export-person.ts';
import { publishChanges } from '#lib/use-cases/publish/publish-changes.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import { updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import {
  arrivalOf,
  catalogueJson,
  dayMs,
  embedded,
  erasure,
  inMemory,
  linking,
  noon,
  purchase,
  waitingRows,
} from './given.ts';

const [ada, guest] = [customerKey('ada'), visitorKey('guest')];
const thirtyDays = 30 * dayMs;

/** What goes on the bus of these rows, in short words, and how many changes do not. */
const published = async (rows: readonly OutboxRow[]) => {
  const out: string[] = [];
  const publish = async (entries: readonly OutgoingEntry[]) => {
    out.push(...entries.map(({ detailType, detail }) => `${detailType} ${JSON.parse(detail).changeId ?? ''}`.trim()));
    return [];
  };
  const { heldBack, entries } = await publishChanges({ publisher: { publish }, ...noPauses }, rows);
  expect(entries).toBe(out.length);
  return { out, heldBack };
};

const bought = (at = noon) => arrivalOf(purchase({ customerId: 'ada' }), at);

describe('changes before quietUntil', () => {
  test.each([
    ['a millisecond before it', noon + 1, { out: [], heldBack: 2 }],
    ['at it', noon, { out: ['SegmentEntered ada:1', 'SegmentEntered ada:2'], heldBack: 0 }],
    ['after it', noon - 1, { out: ['SegmentEntered ada:1', 'SegmentEntered ada:2'], heldBack: 0 }],
  ])('are kept off the bus: an entry %s', async (_when, quietUntil, expected) => {
    const { store, deps } = embedded({ quietUntil });
    await updateCustomer(deps, ada, [bought()]);
    expect(await published(waitingRows(store))).toEqual(expected);
  });

  test('take their sequence, and what ends such a membership later is published', async () => {
    const { store, deps } = embedded({ quietUntil: noon + 1 });
    await updateCustomer(deps, ada, [bought()]);
    await reviewCustomer(deps, ada, { at: noon + thirtyDays });
    expect(await published(waitingRows(store))).toEqual({ out: ['SegmentExited ada:3'], heldBack: 2 });
  });

  test('are those that time, a link, another catalogue and an erasure bring, too; that somebody was erased is said', async () => {
    const store = openEmbeddedStore();
    const quietUntil = noon + 40 * dayMs;
    const { deps } = embedded({ store, quietUntil });
    const renamed = { key: 'customer', name: 'Customers', when: { performed: 'PurchaseMade' } };
    const again = compile({ ...catalogueJson, segments: [renamed, ...catalogueJson.segments.slice(1)] }, 2);
    await updateCustomer(deps, guest, [arrivalOf(purchase({ anonymousId: 'guest' }))]);
    await updateCustomer(deps, ada, [arrivalOf(linking('ada', 'guest'), noon + 1)]);
    await reviewCustomer(deps, ada, { at: noon + thirtyDays });
    const later = embedded({ store, quietUntil, catalogue: again }).deps;
    await reviewCustomer(later, ada, { at: noon + 31 * dayMs });
    await updateCustomer(later, ada, [arrivalOf(erasure({ customerId: 'ada' }), noon + 32 * dayMs)]);
    const rows = waitingRows(store);
    const origins = rows.flatMap((row) => (row.kind === 'changes' ? [row.origin] : []));
    expect(new Set(origins)).toEqual(new Set(['live', 'merge', 'timer', 'backfill', 'erasure']));
    expect(await published(rows)).toMatchObject({ out: ['ProfileErased'] });
  });

  test.each<readonly [string, () => CustomerStore]>([
    ['the table', inMemory],
    ['an embedded store', openEmbeddedStore],
  ])('say so for as long as they are kept, in %s, whatever the setting is by then', async (_where, makeStore) => {
    const store = makeStore();
    await updateCustomer(embedded({ store, quietUntil: noon + 1 }).deps, ada, [bought()]);
    const { deps } = embedded({ store });
    await reviewCustomer(deps, ada, { at: noon + thirtyDays });
    const rows = await Array.fromAsync(store.history(ada));
    const kept = rows.map(({ effectiveAt, heldBack }) => [effectiveAt, heldBack]);
    expect(kept).toEqual([
      ['2026-11-02T12:00:00.000Z', true],
      ['2026-12-02T11:59:00.000Z', undefined],
    ]);
    const exported = await exportPerson({ store, catalogue: deps.catalogue }, ada, noon + 31 * dayMs);
    const changes = 'changes' in exported ? exported.changes.map(({ detail }) => Object(detail)) : [];
    expect(changes.map(({ sequence, quiet }) => [sequence, quiet])).toEqual([
      [1, true],
      [2, true],
      [3, undefined],
    ]);
  });
});
