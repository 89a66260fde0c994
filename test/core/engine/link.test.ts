import { describe, expect, test } from 'vitest';
import { apply } from '#lib/core/engine/apply.ts';
import { link } from '#lib/core/engine/link.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { viewProfile } from '#lib/core/profile/view.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { formatInstant, parseInstant } from '#lib/core/time/instant.ts';
import { link as linking, purchase, visit } from '../profile/events.ts';
import { plainTerms } from '#test/support/plain-terms.ts';

const catalogue = compile({
  currency: 'GBP',
  segments: [
    { key: 'visited', when: { performed: 'VisitMade', within: 'P10D' } },
    { key: 'bought', when: { performed: 'PurchaseMade', within: 'P10D' } },
  ],
});

const item = (category: string) => ({ sku: category, category, quantity: 1, unitPrice: 5_00 });

const stateOf = (...events: readonly ArrivedEvent[]): CustomerState | undefined =>
  events.reduce<CustomerState | undefined>((state, arrived) => apply(catalogue, state, arrived).state, undefined);

/** 150 purchases of a penny, `gap` milliseconds apart. */
const pennies = (start: string, gap: number): readonly ArrivedEvent[] =>
  Array.from({ length: 150 }, (_, index) =>
    purchase({ at: formatInstant(parseInstant(start) + index * gap), total: 1 }),
  );

describe('link()', () => {
  test('happens at the clock of the visitor where that is later than the customer’s and the event’s arrival', () => {
    const customer = stateOf(purchase({ at: '2027-01-01T00:00:00Z' }));
    const visitor = stateOf(visit({ at: '2027-01-20T00:00:00Z' }));
    const linked = link(catalogue, { customer, visitor }, linking({ at: '2027-01-15T00:00:00Z' }));
    const instants = linked.customer.changes.map(({ effectiveAt, origin, changes }) => [
      effectiveAt,
      origin,
      changes.map(({ sequence, status, segment }) => [sequence, status, segment.key]),
    ]);
    expect(instants).toEqual([
      ['2027-01-11T00:00:00.000Z', 'timer', [[2, 'exited', 'bought']]],
      ['2027-01-20T00:00:00.000Z', 'merge', [[3, 'entered', 'visited']]],
    ]);
    expect(linked.visitor.map(({ effectiveAt, origin }) => [effectiveAt, origin])).toEqual([
      ['2027-01-20T00:00:00.000Z', 'merge'],
    ]);
    const { clock, nextReviewAt } = linked.customer.state;
    expect([formatInstant(clock), formatInstant(nextReviewAt ?? 0)]).toEqual([
      '2027-01-20T00:00:00.000Z',
      '2027-01-30T00:00:00.000Z',
    ]);
  });

  test('adds up how often each of both had bought and looked at a category', () => {
    const customer = stateOf(
      purchase({ at: '2027-01-01T00:00:00Z', items: [item('hats'), item('shoes'), item('shoes')] }),
    );
    const visitor = stateOf(
      visit({ at: '2027-01-02T00:00:00Z', category: 'hats' }),
      visit({ at: '2027-01-03T00:00:00Z', category: 'hats', device: 'phone' }),
      visit({ at: '2027-01-04T00:00:00Z', category: 'bags' }),
    );
    const { state } = link(catalogue, { customer, visitor }, linking({ at: '2027-01-05T00:00:00Z' })).customer;
    const { traits } = viewProfile(state, plainTerms, parseInstant('2027-01-05T00:00:00Z'));
    expect(traits).toMatchObject({
      categories: {
        top: 'hats',
        counts: [
          { value: 'hats', count: 3 },
          { value: 'shoes', count: 2 },
          { value: 'bags', count: 1 },
        ],
      },
      devices: { top: 'phone', counts: [{ value: 'phone', count: 1 }] },
    });
  });

  test('counts nothing against a window that had left it in either of the two', () => {
    const spenders = compile({
      currency: 'GBP',
      segments: [{ key: 's', when: { performed: 'PurchaseMade', sum: 'total', within: 'P30D', is: { gte: 150 } } }],
    });
    // Two of the visitor's purchases share a cell of 1/200 of the window, and none of the customer's.
    const cell = 3.6 * 3_600_000;
    const fold = (events: readonly ArrivedEvent[]) =>
      events.reduce<CustomerState | undefined>((state, arrived) => apply(spenders, state, arrived).state, undefined);
    const customer = fold(pennies('2027-01-01T00:00:00Z', cell));
    const visitor = fold(pennies('2027-06-01T00:00:00Z', cell / 2));
    const { changes } = link(spenders, { customer, visitor }, linking({ at: '2027-06-20T00:00:00Z' })).customer;
    const because = changes.at(-1)?.changes[0]?.because;
    expect(because).toEqual([expect.objectContaining({ observed: 150, holds: true })]);
    expect(because?.[0]).not.toHaveProperty('approximate');
  });
});
