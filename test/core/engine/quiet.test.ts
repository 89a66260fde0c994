import { describe, expect, test } from 'vitest';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import { backfill } from '#lib/core/engine/backfill.ts';
import type { InstantChanges } from '#lib/core/engine/decision.ts';
import { erase } from '#lib/core/engine/erase.ts';
import { nextChanges } from '#lib/core/engine/next-changes.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import { purchase, visit } from '../profile/events.ts';

const bought: Segment = { key: 'bought', when: { performed: 'PurchaseMade', within: 'P30D' } };
const spent: Segment = { key: 'spent', when: { trait: 'orders.revenue', is: { gte: 5_00 } } };
const visited: Segment = { key: 'visited', when: { performed: 'VisitMade' } };
const quiet = (segment: Segment): Segment => ({ ...segment, backfill: 'quiet' });
const catalogueOf = (...segments: readonly Segment[]) => compile({ currency: 'GBP', segments });

const order = purchase({ at: '2027-01-01T00:00:00Z' });
const before = apply(catalogueOf(visited), undefined, order).state;
const deployedAt = parseInstant('2027-01-02T00:00:00Z');
const deploy = (state: CustomerState, ...segments: readonly Segment[]) =>
  backfill(catalogueOf(...segments), state, { events: [order], at: deployedAt });

/** The published changes, with their sequence, and the quiet ones. */
const changesIn = (changes: readonly InstantChanges[]) =>
  changes.map((instant) => ({
    published: instant.changes.map(({ sequence, status, segment }) => [sequence, status, segment.key]),
    quiet: (instant.quiet ?? []).map(({ status, segment }) => [status, segment.key]),
  }));

describe('backfill() of a quiet segment', () => {
  test('changes membership, takes no sequence and lists its changes apart', () => {
    const { state, changes } = deploy(before, quiet(bought), spent);
    expect(changesIn(changes)).toEqual([{ published: [[1, 'entered', 'spent']], quiet: [['entered', 'bought']] }]);
    expect(state).toMatchObject({ sequence: 1, quiet: ['bought'] });
    expect(Object.keys(state.memberships)).toEqual(['bought', 'spent']);
    expect(changes[0]?.segments).toEqual(['bought', 'spent']);
  });

  test('keeps the first later exit quiet too, and publishes everything after it', () => {
    const catalogue = catalogueOf(quiet(bought));
    const { state } = deploy(before, quiet(bought));
    const later = advance(catalogue, state, parseInstant('2027-03-01T00:00:00Z'));
    expect(changesIn(later.changes)).toEqual([{ published: [], quiet: [['exited', 'bought']] }]);
    expect(later.changes[0]).toMatchObject({ effectiveAt: '2027-01-31T00:00:00.000Z', origin: 'timer' });
    expect(later.state).not.toHaveProperty('quiet');
    expect(later.state.sequence).toBe(0);
    const again = apply(catalogue, later.state, purchase({ at: '2027-03-02T00:00:00Z' }));
    const gone = advance(catalogue, again.state, parseInstant('2027-06-01T00:00:00Z'));
    expect(changesIn([...again.changes, ...gone.changes])).toEqual([
      { published: [[1, 'entered', 'bought']], quiet: [] },
      { published: [[2, 'exited', 'bought']], quiet: [] },
    ]);
  });

  test('is foretold like any other', () => {
    const catalogue = catalogueOf(quiet(bought));
    const { state } = deploy(before, quiet(bought));
    expect(nextChanges(catalogue, state, ['bought'])).toEqual(
      new Map([['bought', { at: parseInstant('2027-01-31T00:00:00Z'), status: 'exited' }]]),
    );
  });

  test('ends a published membership quietly, and publishes when it begins again', () => {
    const loud = deploy(before, spent).state;
    const stricter: Segment = { ...spent, when: { trait: 'orders.revenue', is: { gte: 15_00 } }, backfill: 'quiet' };
    const { state, changes } = deploy(loud, stricter);
    expect(changesIn(changes)).toEqual([{ published: [], quiet: [['exited', 'spent']] }]);
    expect(state).not.toHaveProperty('quiet');
    const next = apply(catalogueOf(stricter), state, purchase({ at: '2027-01-03T00:00:00Z' }));
    expect(changesIn(next.changes)).toEqual([{ published: [[2, 'entered', 'spent']], quiet: [] }]);
  });

  test('says in a quiet exit which published change came last before it, if any did', () => {
    const stricter: Segment = { ...spent, when: { trait: 'orders.revenue', is: { gte: 15_00 } }, backfill: 'quiet' };
    const loud = deploy(before, quiet(bought), spent);
    const [left] = deploy(loud.state, quiet(bought), stricter).changes;
    expect(left?.quiet).toMatchObject([{ status: 'exited', segment: { key: 'spent' }, lastSequence: 1 }]);
    expect(loud.changes[0]?.quiet?.[0]).not.toHaveProperty('lastSequence');
    const [never] = deploy(deploy(before, quiet(bought)).state, visited).changes;
    expect(never?.quiet?.[0]).not.toHaveProperty('lastSequence');
  });

  test('stays quiet where the segment is no longer quiet, or is gone', () => {
    const { state } = deploy(before, quiet(bought));
    expect(deploy(state, bought)).toMatchObject({ state: { quiet: ['bought'] }, changes: [] });
    const { state: without, changes } = deploy(state, visited);
    expect(changesIn(changes)).toEqual([{ published: [], quiet: [['exited', 'bought']] }]);
    expect(without).not.toHaveProperty('quiet');
  });

  test('publishes the changes that events bring, as for any other segment', () => {
    const { changes } = apply(catalogueOf(quiet(visited)), before, visit({ at: '2027-01-03T00:00:00Z' }));
    expect(changesIn(changes)).toEqual([{ published: [[1, 'entered', 'visited']], quiet: [] }]);
  });
});

describe('erase() of a quiet member', () => {
  test('publishes only the exits from what was published as entered', () => {
    const catalogue = catalogueOf(quiet(bought), spent);
    const { state } = deploy(before, quiet(bought), spent);
    const { changes, sequence } = erase(catalogue, state, visit({ at: '2027-01-03T00:00:00Z' }));
    expect(changesIn(changes)).toEqual([{ published: [[2, 'exited', 'spent']], quiet: [['exited', 'bought']] }]);
    expect(sequence).toBe(2);
  });
});
