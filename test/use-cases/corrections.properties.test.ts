import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { rebuildPerson } from '#lib/use-cases/rebuild/rebuild-person.ts';
import { runs } from '#test/support/runs.ts';
import { described, embedded, inMemory, messageOf, minuteMs, noon, purchase, visit, type Entry } from './given.ts';

type Detail = Readonly<Record<string, unknown>>;

const ids = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** What a telling says beside its id, and what it puts right. */
const telling = fc.record(
  {
    replaces: fc.constantFrom(...ids),
    revision: fc.record({ of: fc.constantFrom('order-1', 'order-2'), number: fc.constantFrom(0, 9, 10) }),
  },
  { requiredKeys: [] },
);

const withdrawal = (detail: Detail): Entry => ({
  source: 'shop.test',
  'detail-type': 'EventWithdrawn',
  detail: { occurredAt: '2026-11-02T11:59:00Z', ...detail },
});

const makers = [
  (detail: Detail) => purchase({ total: 1000, ...detail }),
  (detail: Detail) => visit(detail),
  (detail: Detail) => described({ traits: { demographic: { gender: detail['eventId'] } }, ...detail }),
  (detail: Detail) => ('replaces' in detail === 'revision' in detail ? visit(detail) : withdrawal(detail)),
] as const;

const drawnEntry = (eventId: string) =>
  fc.tuple(fc.constantFrom(...makers), telling).map(([make, { replaces, ...rest }]) => {
    const names = replaces === undefined || replaces === eventId ? {} : { replaces };
    return make({ eventId, customerId: 'ada', ...rest, ...names });
  });

const entries = fc.tuple(...ids.map(drawnEntry));

/** Whether an event counts, said as the contract says it. */
const counts = (entry: Entry, all: readonly Entry[]): boolean =>
  all.every(({ detail: { eventId, replaces, revision } }) => {
    if (replaces === entry.detail['eventId']) return false;
    const [own, other] = [entry.detail['revision'], revision] as ({ of: string; number: number } | undefined)[];
    if (own === undefined || other === undefined || own.of !== other.of) return true;
    if (own.number !== other.number) return own.number > other.number;
    return String(eventId) <= String(entry.detail['eventId']);
  });

const corrections: ReadonlySet<string> = new Set(['replaces', 'revision']);

const withoutCorrections = (entry: Entry): Entry => ({
  ...entry,
  detail: Object.fromEntries(Object.entries(entry.detail).filter(([name]) => !corrections.has(name))),
});

const end = noon + 60 * minuteMs;

/** Takes entries in order, one a minute, and the last of all at a fixed instant. */
const stateAfter = async (taken: readonly Entry[], store: CustomerStore = openEmbeddedStore()) => {
  const { deps } = embedded({ store });
  for (const [place, entry] of taken.entries()) {
    await receiveEvents(deps, [messageOf(entry, noon + place * minuteMs)]);
  }
  await receiveEvents(deps, [messageOf(visit({ eventId: 'last', customerId: 'ada' }), end)]);
  const { record } = await store.load('C#ada', []);
  if (record?.kind !== 'profile') throw new TypeError('ada has no profile');
  return { state: record.state, deps };
};

const seen = ({ profile, measures, memberships }: CustomerState) => ({
  profile,
  measures,
  segments: Object.keys(memberships).toSorted(),
});

const shuffled = (all: readonly Entry[]) => fc.shuffledSubarray([...all], { minLength: all.length });

test('the profile is the fold of the events that count, in whatever order all of them come', async () => {
  await fc.assert(
    fc.asyncProperty(
      entries.chain((all) => shuffled(all)),
      async (all) => {
        const { state } = await stateAfter(all);
        const counted = all.filter((entry) => entry['detail-type'] !== 'EventWithdrawn' && counts(entry, all));
        const { state: expected } = await stateAfter(counted.map(withoutCorrections));
        expect(seen(state)).toEqual(seen(expected));
        expect(state.applied).toBe(all.length + 1);
      },
    ),
    runs(300),
  );
});

test('each store keeps the same, doubled and in batches, and a ledger that is folded again agrees', async () => {
  await fc.assert(
    fc.asyncProperty(
      entries.chain((all) => shuffled(all)),
      fc.infiniteStream(fc.integer({ min: 1, max: 3 })),
      async (all, sizes) => {
        const store = inMemory();
        const { deps } = embedded({ store });
        const twice = [...all, ...all].map((entry, place) => messageOf(entry, noon + place * minuteMs));
        for (let from = 0; from < twice.length;) {
          const size = sizes.next().value as number;
          await receiveEvents(deps, twice.slice(from, from + size));
          from += size;
        }
        const { state } = await stateAfter([], store);
        const alone = await stateAfter(all);
        expect(seen(state)).toEqual(seen(alone.state));
        expect(await rebuildPerson({ ...deps, until: end }, 'C#ada', { repair: false })).toEqual({
          kind: 'compared',
          differences: [],
        });
      },
    ),
    runs(200),
  );
});
