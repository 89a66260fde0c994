import { describe, expect, test } from 'vitest';
import { advance } from '#lib/core/engine/advance.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import { viewProfile } from '#lib/core/profile/view.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { purchase, refund, visit } from '../profile/events.ts';
import { expectedTraits, firstAt, inOrder, later, orders } from './three-purchase-days.ts';

const catalogue = compile({
  currency: 'GBP',
  predict: predictionModel,
  traits: { worth: { value: { times: [1, { trait: 'predicted.value365d' }] } } },
  segments: [
    {
      key: 'fading',
      when: { trait: 'predicted.alive', is: { lt: 0.9 } },
      publish: { traits: ['predicted.alive', 'predicted.value365d', 'computed.worth'] },
    },
  ],
});
const traits = expectedTraits(2);
const state = inOrder(catalogue, orders);

const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

const shownOf = (...events: readonly ArrivedEvent[]) =>
  viewProfile(inOrder(catalogue, events), catalogue, later(1)).traits['predicted'];

describe('predictions', () => {
  test('are written with six decimals, money in whole units; what is worked out of them is not rounded', () => {
    const now = later(33);
    const { predicted, computed } = viewProfile(state, catalogue, now).traits as Record<
      string,
      Record<string, unknown>
    >;
    expect(predicted).toMatchObject({
      alive: rounded(traits.alive(now)),
      buys30d: rounded(traits.buys30d(now)),
      buys90d: rounded(traits.buys90d(now)),
      orders30d: rounded(traits.orders30d(now)),
      orders365d: rounded(traits.orders365d(now)),
      value365d: Math.round(traits.value365d(now)),
      tier: 'high',
    });
    expect(computed?.['worth']).toBeCloseTo(traits.value365d(now), 6);
    const { changes } = advance(catalogue, state, later(3_650));
    const [change] = changes.flatMap(({ changes: each }) => each);
    // A millisecond before, it is above 0.9 in more digits than six.
    expect(change).toMatchObject({
      because: [{ path: 'when', condition: 'predicted.alive < 0.9', observed: 0.9, holds: true }],
      traits: { 'predicted.alive': 0.9, 'predicted.value365d': expect.any(Number) },
    });
    expect(Number.isInteger(change?.traits['predicted.value365d'])).toBe(true);
    expect(Number.isInteger(change?.traits['computed.worth'])).toBe(false);
  });

  test('are of those who have ordered alone, and their value of those who have in the catalogue’s currency', () => {
    expect(shownOf(visit({ at: firstAt }), refund({ at: firstAt }))).toBeUndefined();
    const abroad = shownOf(purchase({ at: firstAt, currency: 'EUR' }));
    expect(Object.keys(abroad as object)).toEqual([
      'alive',
      'buys30d',
      'buys90d',
      'orders30d',
      'orders365d',
      'nextOrderAt',
      'overdue',
    ]);
  });

  test('are absent without a model', () => {
    const without = compile({
      currency: 'GBP',
      segments: [
        { key: 'none', when: { trait: 'predicted.alive', is: { exists: false } } },
        { key: 'fading', when: { trait: 'predicted.alive', is: { lt: 0.9 } } },
        { key: 'tier', when: { trait: 'predicted.tier', is: { ne: 'high' } } },
      ],
    });
    const after = inOrder(without, orders);
    expect(Object.keys(after.memberships)).toEqual(['none']);
    expect(after.nextReviewAt).toBeNull();
    expect(viewProfile(after, without, later(1)).traits).not.toHaveProperty('predicted');
  });
});
