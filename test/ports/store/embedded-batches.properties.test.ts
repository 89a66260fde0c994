import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import {
  ada,
  changesOf,
  erase,
  eventOf,
  gather,
  hour,
  noon,
  stateWith,
  touch,
} from '#test/ports/store/contract/store-samples.ts';
import { runs } from '#test/support/runs.ts';

/** One thing that is done to a store. */
interface Step {
  readonly doing: keyof typeof doings;
  readonly person: PersonKey;
  readonly at: number;
  /** Of its event. */
  readonly id: string;
  /** Of the person's last change. */
  readonly sequence: number;
}

const stateAt = ({ sequence, at }: Step) => stateWith({ sequence, nextReviewAt: at > 6 ? null : noon + at });

const doings = {
  event: async (store: EmbeddedStore, step: Step): Promise<unknown> => {
    const { person, at, id, sequence } = step;
    const changes = at % 3 === 0 ? [changesOf(person, sequence + 1)] : [];
    const state = stateAt({ ...step, sequence: sequence + changes.length });
    return touch(store, person, { events: [eventOf(id, { person })], changes, state });
  },
  review: async (store: EmbeddedStore, step: Step) => touch(store, step.person, { state: stateAt(step) }),
  erase: async (store: EmbeddedStore, { person, sequence }: Step) =>
    erase(store, person, [changesOf(person, sequence + 1)]),
  link: async (store: EmbeddedStore, { person, id }: Step) => {
    const visitor = await store.load(person, []);
    return touch(store, ada, { events: [eventOf(id, { person: ada })], link: { visitor, changes: [] } });
  },
};

const visitors: readonly PersonKey[] = ['A#a', 'A#b'];
const people: readonly PersonKey[] = ['C#a', 'C#b', ...visitors];

const takeStep = async (store: EmbeddedStore, step: Omit<Step, 'sequence'>): Promise<void> => {
  const { record } = await store.load(step.person, []);
  const sequence = record?.kind === 'profile' ? record.state.sequence : 0;
  if (record === undefined || record.kind === 'profile') await doings[step.doing](store, { ...step, sequence });
};

/** A person as they are loaded. Who is due may be listed too early, and by how much depends on how often they were written. */
const loaded = async (store: EmbeddedStore, person: PersonKey) => {
  const { dueAt, ...rest } = await store.load(person, []);
  const nextReviewAt = rest.record?.kind === 'profile' ? rest.record.state.nextReviewAt : null;
  if (nextReviewAt !== null) expect(dueAt).toBeLessThanOrEqual(nextReviewAt);
  return rest;
};

/** All that can be seen of a store. */
const observed = async (store: EmbeddedStore) => {
  const seen = [...people, ada].map(async (person) => [
    await loaded(store, person),
    await gather(store.ledger(person)),
    await gather(store.history(person)),
    await gather(store.visitors(person)),
  ]);
  const waiting = store.unpublished(100);
  return [await Promise.all(seen), await gather(store.due(noon + hour)), [...store.profiles()], waiting];
};

/** Publishes the first of what waits. */
const publish = (store: EmbeddedStore): void => {
  const [first] = store.unpublished(1);
  if (first) store.published(first.position);
};

const step = fc.oneof(
  fc.record({
    doing: fc.constantFrom('event', 'event', 'event', 'review', 'erase'),
    person: fc.constantFrom(...people),
    at: fc.nat({ max: 9 }),
  }),
  fc.record({ doing: fc.constant('link'), person: fc.constantFrom(...visitors), at: fc.constant(0) }),
);
const batch = fc.record({
  steps: fc.array(step, { maxLength: 8 }),
  /** Whether it throws at its end, is a batch, or is no batch at all. */
  how: fc.constantFrom('undone', 'kept', 'kept', 'apart'),
});

describe('batched()', () => {
  test('is, once it is kept, the same as each save by itself, and once it is undone, as if it had never been', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(batch, { minLength: 1, maxLength: 6 }), async (batches) => {
        const [store, plain] = [openEmbeddedStore(), openEmbeddedStore()];
        for (const [index, { steps, how }] of batches.entries()) {
          const run = async (into: EmbeddedStore) => {
            for (const [place, one] of steps.entries()) {
              await takeStep(into, { ...one, id: `${index}-${place}` });
              if (place % 3 === 1) publish(into);
            }
          };
          const undone = async () => {
            await run(store);
            throw new Error('undone');
          };
          if (how === 'undone') await store.batched(undone).catch(() => {});
          else await Promise.all([how === 'kept' ? store.batched(() => run(store)) : run(store), run(plain)]);
          expect(await store.batched(() => observed(store))).toEqual(await observed(plain));
          expect(await observed(store)).toEqual(await observed(plain));
        }
        store.close();
        plain.close();
      }),
      runs(60),
    );
  });
});
