import { describe, expect, test } from 'vitest';
import { apply } from '#lib/core/engine/apply.ts';
import type { InstantChanges } from '#lib/core/engine/decision.ts';
import { erase } from '#lib/core/engine/erase.ts';
import { link } from '#lib/core/engine/link.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { purchase, visit } from '../profile/events.ts';

const segmentsOf = (...keys: readonly string[]) =>
  compile({ currency: 'GBP', segments: keys.map((key) => ({ key, when: { performed: 'PurchaseMade' } })) });

const enteredAt = '2027-01-01T00:00:00.000Z';
const { state } = apply(segmentsOf('kept', 'gone'), undefined, purchase({ at: enteredAt }));
const later = visit({ at: '2027-01-02T00:00:00Z' });

const exitsIn = (changes: readonly InstantChanges[]) =>
  changes.flatMap(({ origin, changes: published, quiet = [] }) =>
    [...published, ...quiet].map(({ status, segment, enteredAt: since }) => [origin, status, segment.key, since]),
  );

describe('leaving everything', () => {
  test('an erasure ends memberships of segments that the catalogue does not have', () => {
    const { changes, sequence } = erase(segmentsOf('kept'), state, later);
    expect(exitsIn(changes)).toEqual([
      ['erasure', 'exited', 'gone', enteredAt],
      ['erasure', 'exited', 'kept', enteredAt],
    ]);
    expect(sequence).toBe(4);
  });

  test('so does a link for the visitor', () => {
    const { visitor } = link(segmentsOf('kept'), { customer: undefined, visitor: state }, later);
    expect(exitsIn(visitor)).toEqual([
      ['merge', 'exited', 'gone', enteredAt],
      ['merge', 'exited', 'kept', enteredAt],
    ]);
  });

  test('where the entry was not published, the exit is not either', () => {
    const { changes, sequence } = erase(segmentsOf('kept'), { ...state, quiet: ['gone'] }, later);
    expect(changes).toMatchObject([{ quiet: [{ status: 'exited', segment: { key: 'gone' }, lastSequence: 2 }] }]);
    expect(sequence).toBe(3);
  });
});
