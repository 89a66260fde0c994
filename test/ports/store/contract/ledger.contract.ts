import { describe, expect } from 'vitest';
import { recordOf } from './store-answers.ts';
import { ada, eventOf, gather, linkVisitor, noon, stateWith, touch, visitor } from './store-samples.ts';
import { testOn, type MakeStore } from './store-under-test.ts';

/** Applied events are in the ledger as they came. */
export const ledgerContract = (makeStore: MakeStore): void => {
  const test = testOn(makeStore);

  describe('ledger()', () => {
    test('lone surrogates and keys of prototypes come back', async ({ store }) => {
      const traits = JSON.parse('{"__proto__":{"a":1},"constructor":"c","\\ud800":"\\udfff x \\u0000"}') as object;
      const state = stateWith({}, { traits });
      const body = `{"detail":{"__proto__":{"b":2},"text":"\ud800 lone","nul":"\\u0000"}}`;
      await touch(store, ada, { state, events: [eventOf('e-1', { body })] });
      const record = await recordOf(store, ada);
      expect(JSON.stringify(record)).toBe(JSON.stringify({ kind: 'profile', state }));
      const [event] = await gather(store.ledger(ada));
      expect(JSON.stringify(JSON.parse(event?.body ?? ''))).toBe(JSON.stringify(JSON.parse(body)));
    });

    test('the ledger of a customer holds that of each visitor', async ({ store }) => {
      await touch(store, ada, { events: [eventOf('e-1')] });
      await touch(store, visitor, {
        events: [eventOf('e-1', { person: visitor }), eventOf('e-2', { person: visitor })],
      });
      await linkVisitor(store, [ada, visitor]);
      await linkVisitor(store, [ada, 'A#phone']);
      const keys = (await gather(store.ledger(ada))).map(({ person, eventId }) => `${person}/${eventId}`);
      expect(keys.toSorted()).toEqual(
        ['A#browser-7/e-1', 'A#browser-7/e-2', 'C#ada/e-1', 'C#ada/link-A#browser-7', 'C#ada/link-A#phone'].toSorted(),
      );
    });

    test('an event in the ledger is as it came', async ({ store }) => {
      const event = eventOf('e-1', { arrivedAt: noon + 7, body: `{"detail":{"text":"${'long '.repeat(600)}"}}` });
      await touch(store, ada, { events: [event] });
      expect(await gather(store.ledger(ada))).toEqual([event]);
    });
  });
};
