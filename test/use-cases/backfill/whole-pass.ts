import { expect } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { tickAtOnce } from '#lib/use-cases/backfill/tick-at-once.ts';
import { runPass, type RunPassDeps } from '#lib/use-cases/backfill/run-pass.ts';
import type { Ticker } from '#lib/use-cases/backfill/ticker.ts';
import { randomFrom } from '#lib/tools/demo/random.ts';
import { advance } from '#lib/core/engine/advance.ts';
import { apply } from '#lib/core/engine/apply.ts';
import { customerKey, type PersonKey } from '#lib/core/profile/person.ts';
import { emptyState, type CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { CustomerStore, CustomerUpdate, LedgerEvent } from '#lib/ports/store/customer-store.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';

/** Each of these different pasts is that of many customers. */
const pasts = 660;
const day = 86_400_000;
const start = Date.parse('2026-11-02T00:00:00.000Z');
/** When the new catalogue is deployed, and from then on everything is instantaneous. */
const deployedAt = start + 45 * day;

const purchased = { performed: 'PurchaseMade' };
const kept = { key: 'buyer', name: 'Buyers', when: purchased };

const before = compile(
  { currency: 'GBP', segments: [kept, { key: 'fresh', when: { ...purchased, within: 'P40D' } }] },
  1,
);
export const after = compile(
  {
    currency: 'GBP',
    segments: [
      { key: 'spender', when: { ...purchased, sum: 'total', within: 'P60D', is: { gte: 3000 } } },
      kept,
      { key: 'fresh', when: { ...purchased, within: 'P30D' } },
      { key: 'shoes', when: { performed: 'VisitMade', where: { category: { eq: 'shoes' } } } },
    ],
  },
  2,
);
export const newest = compile(
  { currency: 'GBP', segments: [{ key: 'visitor', when: { performed: 'VisitMade' } }, kept] },
  3,
);

export const customerOf = (index: number): PersonKey => customerKey(`cust-${index}`);

/** One to three events of a past, as they are sent for a customer. */
const entriesOf = (past: number, customerId: string) =>
  Array.from({ length: 1 + (past % 3) }, (_, turn) => {
    const arrivedAt = start + ((past * 7 + turn * 11) % 44) * day;
    const common = { eventId: `e-${turn}`, customerId, occurredAt: new Date(arrivedAt - 1000).toISOString() };
    const isPurchase = (past + turn) % 2 === 0;
    const entry = isPurchase
      ? { 'detail-type': 'PurchaseMade', detail: { ...common, orderId: 'o', currency: 'GBP', total: 700 * (past % 5) } }
      : { 'detail-type': 'VisitMade', detail: { ...common, category: past % 4 === 0 ? 'shoes' : 'hats' } };
    return { arrivedAt, entry: { source: 'shop.test', ...entry } };
  });

const ledgerOf = (index: number): readonly LedgerEvent[] =>
  entriesOf(index % pasts, `cust-${index}`).map(({ arrivedAt, entry }) => {
    const { eventId } = entry.detail;
    return { person: customerOf(index), eventId, fingerprint: eventId, arrivedAt, body: JSON.stringify(entry) };
  });

/** As a replay with one catalogue from the start would have a past at an instant. */
const replayed = (catalogue: Catalogue, past: number, until: number): CustomerState => {
  let state: CustomerState | undefined;
  for (const { arrivedAt, entry } of entriesOf(past, 'ann').toSorted((one, other) => one.arrivedAt - other.arrivedAt)) {
    const accepted = acceptEntry(entry);
    if (!accepted.ok) throw new Error(accepted.refusal.message);
    ({ state } = apply(catalogue, state, { event: accepted.event, arrivedAt }));
  }
  return advance(catalogue, state ?? emptyState, until).state;
};

const replayedPasts = (catalogue: Catalogue): readonly CustomerState[] =>
  Array.from({ length: pasts }, (_, past) => replayed(catalogue, past, deployedAt));

const membershipsOf = ({ memberships }: CustomerState): string => Object.keys(memberships).toSorted().join();

/** Counts how often each person was saved, and keeps the changes. */
export const witnessed = (store: EmbeddedStore) => {
  const saves = new Map<PersonKey, number>();
  const origins = new Set<string>();
  const save = async (update: CustomerUpdate) => {
    const { person } = update.loaded;
    const result = await store.save(update);
    if (result === 'saved') saves.set(person, (saves.get(person) ?? 0) + 1);
    for (const { origin } of update.changes) origins.add(origin);
    return result;
  };
  const through: CustomerStore = new Proxy(store, {
    get: (target, name): unknown => {
      const method: unknown = name === 'save' ? save : Reflect.get(target, name);
      return typeof method === 'function' ? (method.bind(target) as unknown) : method;
    },
  });
  return { store, through, saves, origins };
};

type Witnessed = ReturnType<typeof witnessed>;

/** The process ends at some instant, with everything that was not kept. */
export const ending = (ticker: Ticker, ticksBeforeEnd: number): Ticker => {
  let left = ticksBeforeEnd;
  return {
    ...ticker,
    tick: (persons, reason) => {
      left -= 1;
      if (left < 0) throw new Error('the process ended');
      return ticker.tick(persons, reason);
    },
  };
};

/** A store with this many customers, decided by the first catalogue. */
export const filled = async (customers: number): Promise<EmbeddedStore> => {
  const store = openEmbeddedStore();
  const states = replayedPasts(before);
  await store.batched(async () => {
    for (let index = 0; index < customers; index += 1) {
      const loaded = await store.load(customerOf(index), []);
      const state = states[index % pasts] ?? emptyState;
      await store.save({ loaded, state, events: ledgerOf(index), changes: [] });
    }
  });
  return store;
};

export const passTo = (catalogue: Catalogue, { store, through }: Witnessed): RunPassDeps => {
  const wall = { now: () => deployedAt, ...noPauses };
  const together = <Result>(work: () => Promise<Result>) => store.batched(work);
  return {
    ...wall,
    store: through,
    ticker: tickAtOnce({ ...wall, store: through, catalogue, together }),
    target: { catalogue: catalogue.hash, deployment: catalogue.deployment },
    rate: Infinity,
    parts: 1,
    patience: [1, 1, 1],
    announce: async () => {},
  };
};

/** How many are not decided as they would be had the catalogue always been there. */
export const wronglyDecided = async (
  store: EmbeddedStore,
  catalogue: Catalogue,
  customers: number,
): Promise<number> => {
  const expected = replayedPasts(catalogue).map(membershipsOf);
  expect(new Set(expected).size).toBeGreaterThan(2);
  let wrong = 0;
  for (let index = 0; index < customers; index += 1) {
    const { record } = await store.load(customerOf(index), []);
    const state = record?.kind === 'profile' ? record.state : emptyState;
    const isRight =
      state.catalogue === catalogue.hash &&
      state.deployment === catalogue.deployment &&
      membershipsOf(state) === expected[index % pasts];
    if (!isRight) wrong += 1;
  }
  return wrong;
};

/** Interrupts a pass over this many customers four times, lets it end, and looks at everybody. */
export const interruptedPass = async (customers: number) => {
  const witness = witnessed(await filled(customers));
  const deps = passTo(after, witness);
  const random = randomFrom(7);
  const failures: unknown[] = [];
  for (let ends = 0; ends < 4; ends += 1) {
    const ticker = ending(deps.ticker, random.whole(1, Math.floor(customers / 4_100)));
    await runPass({ ...deps, ticker }).catch((error: unknown) => failures.push(error));
  }
  const { outcome, behind } = await runPass(deps);
  const savesOfEach = new Set(witness.saves.values());
  const wrong = await wronglyDecided(witness.store, after, customers);
  witness.store.close();
  return {
    failures: failures.map(String),
    outcome,
    behind,
    saved: witness.saves.size,
    savesOfEach,
    origins: witness.origins,
    wrong,
  };
};

/** What comes of it: each customer is decided once, as if the catalogue had always been there. */
export const decidedOnce = (customers: number) => ({
  failures: Array.from({ length: 4 }, () => 'Error: the process ended'),
  outcome: 'complete',
  behind: 0,
  saved: customers,
  savesOfEach: new Set([1]),
  origins: new Set(['backfill']),
  wrong: 0,
});
