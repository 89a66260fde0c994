import '#test/functions/configured.ts';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { viewProfile } from '#lib/core/profile/view.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import { rebuildPerson } from '#lib/use-cases/rebuild/rebuild-person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { ChangeRow, CustomerStore } from '#lib/ports/store/customer-store.ts';
import { outboxRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { createHandler } from '#functions/update.ts';
import { handingBack } from '#test/functions/handing-back.ts';
import { invoke, listen, sqsEvent, sqsRecord } from '#test/functions/invoke.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { readKept, tableOf, takeLines, useCasesOver } from './kept.ts';

const versions = readdirSync(new URL('kept', import.meta.url)).map((file) => `kept/${file}`);

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
const standing = async (store: CustomerStore) => {
  const seen: Record<string, unknown> = {};
  for await (const person of allPersons(store)) {
    const { record } = await store.load(person, []);
    if (record?.kind !== 'profile') continue;
    const { clock, sequence, nextReviewAt, memberships } = record.state;
    const view = viewProfile(record.state, undefined, clock);
    seen[person] = { ...view, clock, sequence, nextReviewAt, memberships, changes: await changesOf(store, person) };
  }
  return seen;
};

const stateOf = async (store: CustomerStore, person: string): Promise<CustomerState> => {
  const { record } = await store.load(person as PersonKey, []);
  if (record?.kind !== 'profile') throw new TypeError(`Cannot take ${person} as a profile: it is ${record?.kind}`);
  return record.state;
};

describe.each(versions)('what was stored by %s', (file) => {
  const kept = readKept(file);
  const catalogue = compile(kept.catalogue, kept.deployment);
  const half = Math.floor(kept.lines.length / 2);

  /** The same people, stored by this version. */
  const storedNow = async (lines = kept.lines) => {
    const deps = useCasesOver(new MemoryTable(), catalogue);
    await takeLines(deps, lines);
    return deps;
  };

  test('is read as if this version had stored it', async () => {
    const { store } = useCasesOver(await tableOf(kept.items), catalogue);
    const expected = await standing((await storedNow()).store);
    expect(Object.keys(expected).length).toBeGreaterThan(3);
    expect(await standing(store)).toEqual(expected);
  });

  test('knows every event that it has applied, and goes on with what comes', async () => {
    const deps = useCasesOver(await tableOf(kept.items), catalogue);
    const later = kept.lines.slice(0, half).map((line) => line.replaceAll(/"eventId":"/g, '"eventId":"again-'));
    const now = await storedNow();
    for (const each of [deps, now]) await takeLines(each, [...kept.lines, ...later]);
    expect(await standing(deps.store)).toEqual(await standing(now.store));
  });

  test('is folded again at the first touch, which changes no membership, and then agrees with its ledger', async () => {
    const deps = useCasesOver(await tableOf(kept.items), catalogue);
    const before = await standing(deps.store);
    for (const person of Object.keys(before)) {
      const state = await stateOf(deps.store, person);
      // At its own clock, so that no time runs.
      await reviewCustomer(deps, person as PersonKey, { at: state.clock });
    }
    expect(await standing(deps.store)).toEqual(before);
    for (const person of Object.keys(before)) {
      const events = await Array.fromAsync(deps.store.ledger(person as PersonKey));
      expect(await stateOf(deps.store, person)).toMatchObject({ catalogue: catalogue.hash, applied: events.length });
      expect(await rebuildPerson({ ...deps, until: deps.now() }, person as PersonKey, { repair: false })).toEqual({
        kind: 'compared',
        differences: [],
      });
    }
  });

  test('gives its changes to be published', () => {
    const rows = kept.items.filter(({ sk }) => sk?.S?.startsWith('CHANGE#')).flatMap(outboxRowsOf);
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows) expect('changes' in row && row.changes.length > 0).toBe(true);
  });
});

describe('what a newer version has stored', () => {
  const kept = readKept(versions.at(-1) ?? '');
  const newer = kept.items.map((item) => ({ ...item, format: { N: '99' } }));

  test('is handed back to the queue, and stays as it is', async () => {
    const table = await tableOf(newer);
    const deps = useCasesOver(table, compile(kept.catalogue, kept.deployment));
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
