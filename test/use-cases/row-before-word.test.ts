import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import type { MemberStore } from '#lib/ports/members/member-store.ts';
import type { ChangePublisher, OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { OutboxRow } from '#lib/ports/store/customer-store.ts';
import { publishChanges } from '#lib/use-cases/publish/publish-changes.ts';
import { announcementOf, changesOf, quietOf } from '#test/ports/store/contract/store-samples.ts';

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

const segmentOf = ({ detail }: OutgoingEntry): string => String(Object(JSON.parse(detail)).segment?.key);

interface Services {
  /** How long the put of a segment's row takes, in virtual milliseconds; 1 by default. */
  readonly putMs?: (segment: string) => number;
  readonly refuses?: (segment: string) => boolean;
  readonly segments?: ReadonlySet<string>;
}

/** A bus and a list that answer after a virtual while, and note when. */
const given = ({ putMs = () => 1, refuses = () => false, segments }: Services = {}) => {
  const stood = new Map<string, number>();
  const sent = new Map<string, number>();
  const calls: number[] = [];
  const put: MemberStore['put'] = async (rows) => {
    await Promise.all(
      rows.map(async ({ segment }) => {
        await new Promise((resolve) => setTimeout(resolve, putMs(segment)));
        if (!refuses(segment)) stood.set(segment, Date.now());
      }),
    );
    return rows.filter(({ segment }) => refuses(segment)).map((item) => ({ item, code: 'ThrottlingException' }));
  };
  const publish: ChangePublisher['publish'] = async (entries) => {
    calls.push(entries.length);
    for (const entry of entries) sent.set(segmentOf(entry), Date.now());
    await new Promise((resolve) => setTimeout(resolve, 1));
    return [];
  };
  const deps = { publisher: { publish }, ...noPauses };
  return { stood, sent, calls, plain: deps, deps: { ...deps, members: { store: { put }, segments } } };
};

/** How many calls, each of which takes one virtual millisecond, came one after another; and what came of them. */
const waitsFor = async <Result>(work: Promise<Result>): Promise<Result & { readonly waits: number }> => {
  const began = Date.now();
  let waits = NaN;
  const done = work.finally(() => (waits = Date.now() - began));
  await vi.runAllTimersAsync();
  return { ...(await done), waits };
};

/** A full batch of the stream: a change each of a hundred people. */
const full: readonly OutboxRow[] = Array.from({ length: 100 }, (_, index) => ({
  ...changesOf(`C#cust-${index}`, index + 1),
  version: 1,
}));

const placeOf = (segment: string): number => Number(segment.split('-')[1]);

const keyOf = (row: OutboxRow): string =>
  row.kind === 'erasure' ? 'none' : ([...row.changes, ...(row.quiet ?? [])][0]?.segment.key ?? 'none');

describe('publishChanges()', () => {
  test('waits for one put more where members are kept: of all others somebody is told meanwhile', async () => {
    const [without, kept] = [given(), given()];
    expect(await waitsFor(publishChanges(without.plain, full))).toMatchObject({ waits: 10, entries: 100 });
    expect(await waitsFor(publishChanges(kept.deps, full))).toMatchObject({ waits: 11, entries: 100 });
    expect(kept.calls).toEqual(without.calls);
  });

  test('waits for nothing more where no segment in question has its members kept', async () => {
    const { deps, calls } = given({ segments: new Set(['segment-0']) });
    expect(await waitsFor(publishChanges(deps, full))).toMatchObject({ waits: 10, entries: 100 });
    expect(calls).toEqual(Array.from({ length: 10 }, () => 10));
  });

  test('lets a slow put hold up the call with its own entry, and none before it', async () => {
    const { deps, sent } = given({ putMs: (segment) => (segment === 'segment-35' ? 500 : 1) });
    await waitsFor(publishChanges(deps, full));
    expect([sent.get('segment-1'), sent.get('segment-11'), sent.get('segment-21')]).toEqual([1, 2, 3]);
    expect(sent.get('segment-35')).toBe(503);
  });

  test('sends no entry before its own row stands, and every one whose row does, however long puts take', async () => {
    const kind = fc.record({ ms: fc.nat(30), fails: fc.boolean(), form: fc.constantFrom('told', 'quiet', 'heldBack') });
    await fc.assert(
      fc.asyncProperty(fc.array(kind, { maxLength: 45 }), async (kinds) => {
        const rows = kinds.map(({ form }, index): OutboxRow => {
          const of = form === 'quiet' ? quietOf : changesOf;
          return { ...of(`C#cust-${index}`, index), version: 1, ...(form === 'heldBack' && { heldBack: true }) };
        });
        const { deps, stood, sent } = given({
          putMs: (segment) => kinds[placeOf(segment)]?.ms ?? NaN,
          refuses: (segment) => kinds[placeOf(segment)]?.fails === true,
        });
        const { unpublished } = await waitsFor(publishChanges(deps, rows));
        const keys = rows.map(keyOf);
        expect([...stood.keys()].toSorted()).toEqual(keys.filter((_, n) => kinds[n]?.fails === false).toSorted());
        expect([...sent.keys()]).toEqual(keys.filter((key, n) => stood.has(key) && kinds[n]?.form === 'told'));
        for (const [key, at] of sent) expect(at).toBeGreaterThanOrEqual(stood.get(key) ?? NaN);
        expect(unpublished.map(({ row }) => row)).toEqual(rows.filter((_, n) => kinds[n]?.fails));
      }),
      { numRuns: 60 },
    );
  });

  test('throws what the list throws, once the entries before it have been sent', async () => {
    const { deps, sent } = given();
    const put = vi.fn<MemberStore['put']>(async () => []);
    put.mockImplementationOnce(async () => []).mockRejectedValueOnce(new Error('no list'));
    const publishing = publishChanges({ ...deps, members: { store: { put } } }, full);
    const [result] = await Promise.all([Promise.allSettled([publishing]), vi.runAllTimersAsync()]);
    expect(result).toMatchObject([{ status: 'rejected', reason: { message: 'no list' } }]);
    expect(sent.size).toBe(10);
  });

  test('tells of an erasure in its place', async () => {
    const { deps, sent, calls } = given();
    await waitsFor(publishChanges(deps, [changesOf('C#ada', 1), announcementOf('C#ada')]));
    expect([...sent.keys()]).toEqual(['segment-1', 'undefined']);
    expect(calls).toEqual([2]);
  });
});
