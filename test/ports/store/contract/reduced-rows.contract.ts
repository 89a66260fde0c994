import { describe, expect } from 'vitest';
import type { NamedEvent, StrippedEvent } from '#lib/ports/store/customer-store.ts';
import { ledgerIds } from './store-answers.ts';
import {
  ada,
  erase,
  eventOf,
  gather,
  linkVisitor,
  noon,
  printOf,
  stateWith,
  strippedOf,
  touch,
  visitor,
} from './store-samples.ts';
import { testOn, type MakeStore } from './store-under-test.ts';

const marker = 'ada@example.org';
const told = eventOf('e-1', { body: JSON.stringify({ detail: { text: marker } }) });

const named: NamedEvent = { person: ada, eventId: 'e-1', namedBy: ['w-1', 'w-2'] };

/** Every field that a stripped row may have. */
const everyField: StrippedEvent = strippedOf('e-1', {
  arrivedAt: noon + 7,
  type: 'IdentityLinked',
  replaces: 'e-0',
  revision: { of: 'order-1', number: 1_793_620_800_000 },
  anonymousId: 'browser-7',
  namedBy: ['w-1'],
});

/** Rows without the event: of one that was replaced, and of one that was named before it came. */
export const reducedRowsContract = (makeStore: MakeStore): void => {
  const test = testOn(makeStore);

  describe('rows without the event', () => {
    test('a stripped row takes the place of the event, of which nothing is left', async ({ store, under }) => {
      await touch(store, ada, { events: [told, eventOf('e-2')] });
      expect(await under.everything()).toContain(marker);
      expect(await touch(store, ada, { events: [eventOf('w-1')], rows: [strippedOf('e-1')] })).toBe('saved');
      expect(await gather(store.ledger(ada))).toContainEqual(strippedOf('e-1'));
      expect(await ledgerIds(store, ada)).toEqual(['e-1', 'e-2', 'w-1']);
      expect(await under.everything()).not.toContain(marker);
    });

    test('a stripped row comes back with all that it keeps, and with no more', async ({ store }) => {
      const bare = strippedOf('e-2', { revision: { of: 'order-1', number: 0 } });
      await touch(store, ada, { rows: [everyField, bare] });
      expect(await gather(store.ledger(ada))).toStrictEqual([everyField, bare]);
    });

    test('a stripped event is known by its fingerprint', async ({ store }) => {
      await touch(store, ada, { events: [told] });
      await touch(store, ada, { rows: [everyField] });
      const { known, named: namedBy, unrecorded } = await store.load(ada, [told]);
      expect([...known.keys()]).toEqual(['C#ada/e-1']);
      expect(known.get('C#ada/e-1')?.fingerprint).toBe(printOf('e-1'));
      expect([...namedBy]).toEqual([['C#ada/e-1', ['w-1']]]);
      expect(unrecorded).toEqual([]);
    });

    test('an event that was named before it came is not known, and it is said who named it', async ({ store }) => {
      await touch(store, ada, { events: [eventOf('w-1')], rows: [named] });
      const { known, named: namedBy } = await store.load(ada, [told, eventOf('w-1'), eventOf('e-2')]);
      expect([...known.keys()]).toEqual(['C#ada/w-1']);
      expect([...namedBy]).toEqual([['C#ada/e-1', ['w-1', 'w-2']]]);
      expect(await gather(store.ledger(ada))).toContainEqual(named);
    });

    test('the event that comes takes the place of its name, and is known from then on', async ({ store }) => {
      const come = strippedOf('e-1', { namedBy: ['w-1', 'w-2'] });
      await touch(store, ada, { rows: [named] });
      expect(await touch(store, ada, { events: [come] })).toBe('saved');
      const loaded = await store.load(ada, [told]);
      expect([...loaded.known.keys()]).toEqual(['C#ada/e-1']);
      expect(loaded.known.get('C#ada/e-1')?.fingerprint).toBe(printOf('e-1'));
      expect([...loaded.named]).toEqual([['C#ada/e-1', ['w-1', 'w-2']]]);
      expect(await gather(store.ledger(ada))).toStrictEqual([come]);
      await store.recordAgain(loaded, [come]);
      expect(await gather(store.ledger(ada))).toStrictEqual([come]);
      expect((await store.load(ada, [told])).unrecorded).toEqual([]);
    });

    test('any number of rows are stripped at once, beside one that is named ahead', async ({ store }) => {
      const ids = Array.from({ length: 130 }, (_, index) => `many-${index}`);
      await touch(store, ada, { events: ids.map((eventId) => eventOf(eventId)) });
      const rows = [...ids.map((eventId) => strippedOf(eventId)), named];
      expect(await touch(store, ada, { rows })).toBe('saved');
      expect((await gather(store.ledger(ada))).filter(({ body }) => body === undefined)).toHaveLength(131);
    });

    test('a refused save writes none of its rows', async ({ store }) => {
      await touch(store, ada, { events: [told] });
      const stale = await store.load(ada, []);
      await touch(store, ada, {});
      const update = { loaded: stale, state: stateWith({}), events: [], changes: [], rows: [strippedOf('e-1')] };
      expect(await store.save(update)).toBe('conflict');
      expect(await gather(store.ledger(ada))).toEqual([told]);
    });

    test('rows of visitors are among those of their customer, and an erasure removes all', async ({ store, under }) => {
      const ofVisitor = { ...named, person: visitor };
      await touch(store, visitor, { events: [eventOf('v-1', { person: visitor })], rows: [ofVisitor] });
      await linkVisitor(store, [ada, visitor]);
      await touch(store, ada, { rows: [strippedOf('e-2'), strippedOf('v-1', { person: visitor })] });
      const rows = await gather(store.ledger(ada));
      expect(rows).toContainEqual(ofVisitor);
      expect(rows).toContainEqual(strippedOf('v-1', { person: visitor }));
      await erase(store, ada);
      expect(await gather(store.ledger(ada))).toEqual([]);
      expect(await under.everything()).not.toContain('w-1');
    });
  });
};
