import '#test/functions/configured.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { viewProfile, type ProfileView } from '#lib/core/profile/view.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import { rebuildPerson } from '#lib/use-cases/rebuild/rebuild-person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { ChangeRow, CustomerStore } from '#lib/ports/store/customer-store.ts';
import { outboxRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import { dynamoDbCatalogues } from '#lib/ports/store/dynamodb/kept-catalogues.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { outboxRowIn } from '#lib/ports/store/embedded/outbox-json.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { createHandler } from '#functions/update.ts';
import { handingBack } from '#test/functions/handing-back.ts';
import { invoke, listen, sqsEvent, sqsRecord } from '#test/functions/invoke.ts';
import { ada, eventOf, strippedOf, touch } from '#test/ports/store/contract/store-samples.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { newFolder } from '#test/support/folder.ts';
import { plainTerms } from '#test/support/plain-terms.ts';
import { makeDatabase, type DatabaseDump } from './database-dump.ts';
import { fill, readKept, storeOn, tableOf, takeLines, useCasesOver } from './kept.ts';

const versionsIn = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, import.meta.url)).map((file) => file.replace('.json', ''));

const versions = versionsIn('kept');
/** 0.1.0 kept no database. */
const databases = versionsIn('kept-databases');

const readDump = (version: string): DatabaseDump =>
  JSON.parse(readFileSync(new URL(`kept-databases/${version}.json`, import.meta.url), 'utf8')) as DatabaseDump;

const changesOf = async (store: CustomerStore, person: ChangeRow['person']) => {
  const told: unknown[] = [];
  for await (const { changes, effectiveAt } of store.history(person)) {
    told.push(
      ...changes.map(({ sequence, status, segment: { key } }) => `${sequence} ${status} ${key} ${effectiveAt}`),
    );
  }
  return told.map(String).toSorted();
};

/** All that people can see of everybody, without how it is stored. */
const standing = async (store: CustomerStore, seenAs: (view: ProfileView) => ProfileView = (view) => view) => {
  const seen: Record<string, unknown> = {};
  for await (const person of allPersons(store)) {
    const { record } = await store.load(person, []);
    if (record?.kind !== 'profile') continue;
    const { clock, sequence, nextReviewAt, memberships } = record.state;
    const view = seenAs(viewProfile(record.state, plainTerms, clock));
    seen[person] = { ...view, clock, sequence, nextReviewAt, memberships, changes: await changesOf(store, person) };
  }
  return seen;
};

/** The versions that did not keep the days of orders yet: only a fold finds them. */
const withoutDays: ReadonlySet<string> = new Set(['0.1.0', '0.2.0']);

const leaveDaysOut = ({ traits, sources }: ProfileView): ProfileView => {
  const { days: _, ...orders } = traits['orders'] as Record<string, unknown>;
  return { traits: { ...traits, orders }, sources };
};

const stateOf = async (store: CustomerStore, person: string): Promise<CustomerState> => {
  const { record } = await store.load(person as PersonKey, []);
  if (record?.kind !== 'profile') throw new TypeError(`Cannot take ${person} as a profile: it is ${record?.kind}`);
  return record.state;
};

/** The makers of stores, by name: one that holds what a version has kept, and an empty one. */
const stores = {
  table: {
    holding: async (version: string) => storeOn(await tableOf(readKept(`kept/${version}.json`).items)),
    empty: () => storeOn(new MemoryTable()),
  },
  database: {
    holding: async (version: string) => {
      const path = join(newFolder(), 'store.sqlite');
      makeDatabase(path, readDump(version));
      return openEmbeddedStore(path);
    },
    empty: () => openEmbeddedStore(),
  },
};

const cases = [
  ...versions.map((version) => ({ version, kind: 'table' as const })),
  ...databases.map((version) => ({ version, kind: 'database' as const })),
];

describe.each(cases)('what was stored by $version in a $kind', ({ version, kind }) => {
  const kept = readKept(`kept/${version}.json`);
  const catalogue = compile(kept.catalogue, kept.deployment);
  const half = Math.floor(kept.lines.length / 2);
  const seen = async (store: CustomerStore) => standing(store, withoutDays.has(version) ? leaveDaysOut : undefined);

  const heldDeps = async () => useCasesOver(await stores[kind].holding(version), catalogue);

  /** The same people, stored by this version. */
  const storedNow = async () => {
    const deps = useCasesOver(stores[kind].empty(), catalogue);
    await fill(deps, kept);
    return deps;
  };

  test('is read as if this version had stored it', async () => {
    const { store } = await heldDeps();
    const expected = await seen((await storedNow()).store);
    expect(Object.keys(expected).length).toBeGreaterThan(3);
    expect(await seen(store)).toEqual(expected);
  });

  test('knows every event that it has applied, and goes on with what comes', async () => {
    const deps = await heldDeps();
    const later = kept.lines.slice(0, half).map((line) => line.replaceAll(/"eventId":"/g, '"eventId":"again-'));
    const now = await storedNow();
    for (const each of [deps, now]) await takeLines(each, [...kept.lines, ...later]);
    expect(await seen(deps.store)).toEqual(await seen(now.store));
  });

  test('is folded again at the first touch, which changes no membership, and then agrees with its ledger', async () => {
    const deps = await heldDeps();
    const before = await seen(deps.store);
    for (const person of Object.keys(before)) {
      const state = await stateOf(deps.store, person);
      // At its own clock, so that no time runs.
      await reviewCustomer(deps, person as PersonKey, { at: state.clock });
    }
    expect(await seen(deps.store)).toEqual(before);
    for (const person of Object.keys(before)) {
      const rows = await Array.fromAsync(deps.store.ledger(person as PersonKey));
      const applied = rows.filter(({ fingerprint }) => fingerprint !== undefined).length;
      expect(await stateOf(deps.store, person)).toMatchObject({ catalogue: catalogue.hash, applied });
      expect(await rebuildPerson({ ...deps, until: deps.now() }, person as PersonKey, { repair: false })).toEqual({
        kind: 'compared',
        differences: [],
      });
    }
  });

  test('has of replaced events what is left of them, and the names of those to come', async () => {
    const { store } = await heldDeps();
    const rowsOf = async (person: PersonKey) => Array.fromAsync(store.ledger(person));
    for (const [person, eventIds] of kept.replaced ?? []) {
      const rows = (await rowsOf(person)).filter((row) => row.person === person && eventIds.includes(row.eventId));
      expect(rows).toHaveLength(eventIds.length);
      for (const row of rows) expect(row).toMatchObject({ fingerprint: expect.any(String), type: expect.any(String) });
    }
    for (const [person, eventId] of kept.named ?? []) {
      expect(await rowsOf(person)).toContainEqual({ person, eventId, namedBy: ['withdrawal-1'] });
    }
  });
});

describe.each(versions)('the rows of %s', (version) => {
  const kept = readKept(`kept/${version}.json`);

  test('give their changes to be published', () => {
    const rows = kept.items.filter(({ sk }) => sk?.S?.startsWith('CHANGE#')).flatMap(outboxRowsOf);
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) expect('changes' in row && row.changes.length > 0).toBe(true);
  });
});

describe.each(databases)('the database of %s', (version) => {
  const opened = async () => stores.database.holding(version);

  test('goes on with its changes where publishing stopped', async () => {
    const waiting = (await opened()).unpublished(10_000).map(({ body }) => outboxRowIn(body));
    expect(waiting.length).toBeGreaterThan(10);
    expect(waiting.length).toBeLessThan(readDump(version).tables['change']?.length ?? 0);
  });

  test('has its replaced events counted, and takes the first facts that are told', async () => {
    const { replaced = [], named = [] } = readKept(`kept/${version}.json`);
    const store = await opened();
    const expected = { replaced: replaced.flatMap(([, eventIds]) => eventIds).length, unmet: named.length };
    expect(store.reduced()).toEqual(expected);
    const telling = eventOf('told-1', { revision: { of: 'order-1', number: 1 } });
    await touch(store, ada, { events: [telling], rows: [strippedOf('e-1')] });
    expect(store.reduced()).toEqual({ ...expected, replaced: expected.replaced + 1 });
    const { newest } = await store.load(ada, [telling]);
    expect([...newest]).toEqual([['C#ada/order-1', { number: 1, eventId: 'told-1' }]]);
    store.close();
  });
});

test('the latest version has rows without the event, and its catalogue, in both', async () => {
  const latest = versions.at(-1) ?? '';
  expect(databases.at(-1)).toBe(latest);
  const { replaced = [], named = [], items, catalogue } = readKept(`kept/${latest}.json`);
  expect(replaced.flatMap(([, eventIds]) => eventIds).length).toBeGreaterThan(3);
  expect(named.length).toBeGreaterThan(0);
  expect((await dynamoDbCatalogues(await tableOf(items)).latest())?.source).toEqual(catalogue);
  expect((await (await stores.database.holding(latest)).catalogues.latest())?.source).toEqual(catalogue);
});

describe('what a newer version has stored', () => {
  const kept = readKept(`kept/${versions.at(-1)}.json`);
  const newer = kept.items.map((item) => ({ ...item, format: { N: '99' } }));

  test('is handed back to the queue, and stays as it is', async () => {
    const table = await tableOf(newer);
    const deps = useCasesOver(storeOn(table), compile(kept.catalogue, kept.deployment));
    const log = listen();
    const handler = createHandler({
      ...handingBack().deps,
      ...deps,
      ...telemetry('update', { deployment: kept.deployment }),
    });
    const bodies = kept.lines.slice(0, 5).map((line) => line.replace('"eventId":"', '"eventId":"new-'));
    const records = bodies.map((body) => sqsRecord(body, { arrivedAt: deps.now() }));
    const before = JSON.stringify(table.items());
    expect(await invoke(handler, sqsEvent(...records))).toEqual({
      batchItemFailures: records.map(({ messageId }) => ({ itemIdentifier: messageId })),
    });
    expect(JSON.stringify(table.items())).toBe(before);
    expect(log.lines.join()).toContain('ItemError');
  });
});
