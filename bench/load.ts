/**
 * One customer with 100,000 events and 50 with 10,000 each beside 5,000 ordinary ones: how large their items are, and
 * what an ordinary customer's update costs with and without them.
 *
 *     node_modules/.bin/node bench/load.ts [ROBOT EVENTS] [HEAVY CUSTOMERS] [THEIR EVENTS] [ORDINARY CUSTOMERS]
 */
import { itemBytes, withJson } from '#lib/ports/store/dynamodb/packing.ts';
import { customerKey } from '#lib/core/profile/person.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import type { UpdateDeps } from '#lib/use-cases/update/update-customer.ts';
import { personSends, robotSends, sendAll, take, useCasesOver } from '#test/load/crowd.ts';

const [robotEvents = 100_000, heavyCustomers = 50, heavyEvents = 10_000, ordinaryCustomers = 5_000] = process.argv
  .slice(2)
  .map(Number);

const ordinaryEvents = 20;
const measuredRounds = 5;

const print = (...parts: readonly (string | number)[]) => process.stdout.write(`${parts.join(' ')}\n`);
const rounded = (value: number, digits = 0) =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });

const sizeOf = async (store: EmbeddedStore, customerId: string) => {
  const { record } = await store.load(customerKey(customerId), []);
  const json = JSON.stringify(record?.kind === 'profile' ? record.state : {});
  return { json: Buffer.byteLength(json), item: itemBytes(withJson({}, json)) };
};

/** One event of each ordinary customer, ten customers to a batch. Resolves to microseconds for an event. */
const ordinaryRound = async ({ store, deps }: World, n: number): Promise<number> => {
  const began = performance.now();
  await store.batched(async () => {
    for (let first = 0; first < ordinaryCustomers; first += 10) {
      await take(
        deps,
        Array.from({ length: 10 }, (_, index) => personSends(`person-${first + index}`, n)),
      );
    }
  });
  return ((performance.now() - began) * 1_000) / ordinaryCustomers;
};

interface World {
  readonly store: EmbeddedStore;
  readonly deps: UpdateDeps;
}

/** The customer whose progress is printed after each tenth. */
const printed = 'robot';

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Sends a heavy customer's events in tenths, and prints for each what it cost and how large the item is after it. */
const sendHeavy = async ({ store, deps }: World, customerId: string, events: number) => {
  const tenth = events / 10;
  for (let part = 0; part < 10; part += 1) {
    const began = performance.now();
    await store.batched(() => sendAll(deps, (n) => robotSends(customerId, n), [part * tenth, (part + 1) * tenth]));
    if (customerId !== printed) continue;
    const micros = ((performance.now() - began) * 1_000) / tenth;
    const { json, item } = await sizeOf(store, customerId);
    print(
      `  ${rounded((part + 1) * tenth).padStart(9)} events`,
      `${rounded(json)} B of JSON`,
      `${rounded(item)} B item`,
      `${rounded(micros)} µs each`,
    );
  }
};

const world = async (withHeavy: boolean): Promise<World> => {
  const store = openEmbeddedStore('');
  const deps = useCasesOver(store);
  for (let n = 0; n < ordinaryEvents - measuredRounds; n += 1) await ordinaryRound({ store, deps }, n);
  if (withHeavy) {
    print(`One customer with ${rounded(robotEvents)} events:`);
    await sendHeavy({ store, deps }, printed, robotEvents);
    for (let heavy = 0; heavy < heavyCustomers; heavy += 1)
      await sendHeavy({ store, deps }, `heavy-${heavy}`, heavyEvents);
    const { json, item } = await sizeOf(store, 'heavy-0');
    print(
      `${heavyCustomers} customers with ${rounded(heavyEvents)} events:`,
      `${rounded(json)} B of JSON, ${rounded(item)} B item`,
    );
    const person = await sizeOf(store, 'person-0');
    print(
      `${rounded(ordinaryCustomers)} ordinary customers:`,
      `${rounded(person.json)} B of JSON, ${rounded(person.item)} B item`,
    );
  }
  return { store, deps };
};

const without = await world(false);
const beside = await world(true);
const ratios: number[] = [];
const costs: (readonly [number, number])[] = [];
for (let n = ordinaryEvents - measuredRounds; n < ordinaryEvents; n += 1) {
  const alone = await ordinaryRound(without, n);
  const crowded = await ordinaryRound(beside, n);
  costs.push([alone, crowded]);
  ratios.push(crowded / alone);
}
print(
  `An ordinary customer’s update: ${rounded(median(costs.map(([alone]) => alone)))} µs without them,`,
  `${rounded(median(costs.map(([, crowded]) => crowded)))} µs beside them, ratio ${rounded(median(ratios), 2)}`,
);
without.store.close();
beside.store.close();
