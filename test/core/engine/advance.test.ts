import { describe, expect, test } from 'vitest';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import { emptyState, type CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { ConditionSource, Segment } from '#lib/core/segments/language/language.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import { described, purchase, visit } from '../profile/events.ts';

const after = (segments: readonly Segment[], ...events: readonly ArrivedEvent[]) => {
  const catalogue = compile({ currency: 'GBP', segments });
  const state = events.reduce<CustomerState | undefined>(
    (before, arrived) => apply(catalogue, before, arrived).state,
    undefined,
  );
  return { catalogue, state: state ?? emptyState };
};

describe('advance()', () => {
  test('brings all flips of one instant at once, in the catalogue’s order, whatever they are over', () => {
    const recent: ConditionSource = { performed: 'PurchaseMade', within: 'P10D' };
    const segments: readonly Segment[] = [
      { key: 'neither', when: { not: { any: [{ segment: 'recent' }, { segment: 'seen' }] } } },
      { key: 'recent', when: recent },
      { key: 'seen', when: { trait: 'lastSeenAt', is: { newerThan: 'P10D' } } },
      { key: 'spent', when: { performed: 'PurchaseMade', within: 'P10D', sum: 'total', is: { gte: 1 } } },
      { key: 'of-age', when: { trait: 'demographic.age', is: { gte: 27 } } },
    ];
    const born = described({ at: '2026-12-31T00:00:00Z', traits: { demographic: { birthDate: '2000-01-11' } } });
    const { catalogue, state } = after(segments, born, purchase({ at: '2027-01-01T00:00:00Z' }));
    const { changes } = advance(catalogue, state, parseInstant('2027-02-01T00:00:00Z'));
    expect(
      changes.map((instant) => [
        instant.effectiveAt,
        instant.changes.map(({ status, segment }) => [status, segment.key]),
      ]),
    ).toEqual([
      [
        '2027-01-11T00:00:00.000Z',
        [
          ['entered', 'neither'],
          ['exited', 'recent'],
          ['exited', 'seen'],
          ['exited', 'spent'],
          ['entered', 'of-age'],
        ],
      ],
    ]);
  });

  test('brings a flip at its very instant only once time has passed it', () => {
    const visited: Segment = { key: 'visited', when: { performed: 'VisitMade', within: 'P10D' } };
    const { catalogue, state } = after([visited], visit({ at: '2027-01-01T00:00:00Z' }));
    const at = parseInstant('2027-01-11T00:00:00Z');
    expect(advance(catalogue, state, at).changes).toEqual([]);
    expect(advance(catalogue, state, at + 1).changes).toHaveLength(1);
  });
});
