import { describe, expect, test } from 'vitest';
import { viewProfile } from '#lib/core/profile/view.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { robotSends, sendAll, useCasesOver } from './crowd.ts';
import { jsonBytes, ledgerSize, stateOf } from './kept.ts';
import { plainTerms } from '#test/support/plain-terms.ts';

describe('one customer with very many events', () => {
  test('has a state of bounded size and an exact profile, with a session for each event', async () => {
    const store = openEmbeddedStore('');
    const deps = useCasesOver(store);
    const events = 12_000;
    const sizes: number[] = [];
    await store.batched(async () => {
      for (const [from, to] of [
        [0, 11_500],
        [11_500, events],
      ] as const) {
        await sendAll(deps, (n) => robotSends('robot', n), [from, to]);
        sizes.push(jsonBytes(await stateOf(store, 'robot')));
      }
    });
    const state = await stateOf(store, 'robot');
    const { traits } = viewProfile(state, plainTerms, state.clock);
    const purchases = events / 10;
    expect(traits).toMatchObject({
      visits: { count: events - purchases },
      orders: { count: purchases },
      categories: { top: 'category-0', counts: [{ value: 'category-0', count: events / 300 }, {}, {}, {}, {}, {}] },
    });
    // 10,800 sessions are more than are counted exactly.
    expect(Math.abs((Object(traits['visits']).sessions as number) / 10_800 - 1)).toBeLessThan(0.05);
    expect(Math.max(...sizes)).toBeLessThan(140_000);
    expect((sizes[1] ?? 0) / (sizes[0] ?? 0)).toBeLessThan(1.01);
    expect(await ledgerSize(store, 'robot')).toBe(events);
    store.close();
  });
});
