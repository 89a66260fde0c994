import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Arrival } from '#lib/use-cases/update/arrival.ts';
import type { Outcome } from '#lib/use-cases/update/outcome.ts';
import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import { updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import {
  arrivalOf,
  dayMs,
  described,
  embedded,
  erasure,
  linking,
  noon,
  purchase,
  visit,
  waitingRows,
  type Entry,
} from './given.ts';
import { asGiven } from '#test/ports/store/contract/store-answers.ts';
import { runs } from '#test/support/runs.ts';

const ids = fc.constantFrom(
  { customerId: 'ada' },
  { customerId: 'bob' },
  { anonymousId: 'guest' },
  { anonymousId: 'passer' },
  { customerId: 'ada', anonymousId: 'guest' },
  { customerId: 'bob', anonymousId: 'guest' },
);

/** Few event ids, so that duplicates and conflicts are drawn; some say that they happened in the future. */
const detail = fc.record({
  eventId: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8'),
  occurredAt: fc.constantFrom('2026-11-02T11:00:00Z', '2026-11-02T12:30:00Z', '2027-06-01T00:00:00Z'),
});

const anyEntry: fc.Arbitrary<Entry> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(ids, detail).map(([who, rest]) => purchase({ ...rest, ...who })) },
  { weight: 5, arbitrary: fc.tuple(ids, detail).map(([who, rest]) => visit({ ...rest, ...who })) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(ids, detail, fc.constantFrom('GB', 'FR'))
      .map(([who, rest, country]) => described({ ...rest, ...who, traits: { geographic: { country } } })),
  },
  { weight: 1, arbitrary: fc.constantFrom(linking('ada', 'passer'), linking('bob', 'passer', 'l-2')) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(erasure({ customerId: 'ada' }), erasure({ anonymousId: 'guest', eventId: 'e-2' })),
  },
);

/** Runs of events, of which those of one person stand together. */
const anyArrivals: fc.Arbitrary<readonly Arrival[]> = fc
  .array(fc.tuple(anyEntry, fc.constantFrom(0, 0, 0, 1, 1000, 3 * dayMs, 29 * dayMs)), { minLength: 2, maxLength: 40 })
  .map((drawn) => {
    const sorted = drawn.toSorted(([one], [other]) =>
      JSON.stringify(whose(one)).localeCompare(JSON.stringify(whose(other))),
    );
    let at = noon;
    return sorted.map(([entry, later]) => arrivalOf(entry, (at += later)));
  });

const whose = ({ detail: { customerId, anonymousId } }: Entry) => customerId ?? anonymousId;

const personIn = ({ event }: Arrival): PersonKey => personOf(event.detail);

/** Cuts arrivals into batches of one person, each at most as long as the next of `sizes`. */
const batches = (arrivals: readonly Arrival[], sizes: readonly number[]): readonly (readonly Arrival[])[] => {
  const cut: Arrival[][] = [];
  for (const arrival of arrivals) {
    const last = cut.at(-1);
    const room = sizes[(cut.length - 1) % sizes.length] ?? 1;
    const [first] = last ?? [];
    if (last && first && last.length < room && personIn(first) === personIn(arrival)) last.push(arrival);
    else cut.push([arrival]);
  }
  return cut;
};

const resultOf = async (arrivals: readonly Arrival[], sizes: readonly number[]) => {
  const { store, deps } = embedded();
  const outcomes: Outcome[] = [];
  for (const batch of batches(arrivals, sizes)) {
    const [first] = batch;
    if (first) outcomes.push(...(await updateCustomer(deps, personIn(first), batch)));
  }
  const result = {
    outcomes,
    // How many commits there were is not the same.
    rows: waitingRows(store).map(asGiven),
    quarantine: [...store.quarantined()],
    profiles: [...store.profiles()],
  };
  store.close();
  return result;
};

describe('updateCustomer()', () => {
  test('does the same in batches of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyArrivals,
        fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 5 }),
        async (arrivals, sizes) => {
          expect(await resultOf(arrivals, sizes)).toEqual(await resultOf(arrivals, [1]));
        },
      ),
      runs(150),
    );
  });
});
