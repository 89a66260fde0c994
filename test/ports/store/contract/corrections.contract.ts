import { describe, expect } from 'vitest';
import type { CustomerStore, LoadedPerson, Revision } from '#lib/ports/store/customer-store.ts';
import {
  ada,
  erase,
  eventOf,
  gather,
  linkVisitor,
  printOf,
  strippedOf,
  touch,
  updateOf,
  visitor,
} from './store-samples.ts';
import { testOn, type MakeStore } from './store-under-test.ts';

const largest = Number.MAX_SAFE_INTEGER;

const telling = (eventId: string, number: number, of = 'order-1') => eventOf(eventId, { revision: { of, number } });

const asked = (revision: Revision, person = ada) => ({ person, eventId: 'new', revision });

/** The newest telling of the order, as someone is told who asks with one more. */
const newestIn = async (store: CustomerStore, person = ada): Promise<LoadedPerson['newest']> =>
  (await store.load(person, [asked({ of: 'order-1', number: 3 }, person)])).newest;

const newestOrder = async (store: CustomerStore) => (await newestIn(store)).get('C#ada/order-1');

/** What a load says about the events that were asked for. */
const standingOf = ({ known, named, stripped }: LoadedPerson) => ({
  known: [...known.keys()].toSorted(),
  named: Object.fromEntries(named),
  stripped: [...stripped].toSorted(),
});

/** What has to be known to put the past right: of replaced events, and of the tellings of a fact. */
export const correctionsContract = (makeStore: MakeStore): void => {
  const test = testOn(makeStore);

  describe('the events that the asked ones replace', () => {
    const asking = { ...eventOf('w-1'), replaces: 'e-1' };

    test('are answered for as if they were asked for', async ({ store }) => {
      await touch(store, ada, { events: [eventOf('e-1'), eventOf('e-2')] });
      const loaded = await store.load(ada, [asking]);
      expect(standingOf(loaded)).toEqual({ known: ['C#ada/e-1'], named: {}, stripped: [] });
      expect(loaded.known.get('C#ada/e-1')?.fingerprint).toBe(printOf('e-1'));
    });

    test('are stripped where only the rest of them is left, and then also as asked for', async ({ store }) => {
      await touch(store, ada, { events: [eventOf('e-1'), eventOf('e-2')] });
      await touch(store, ada, { rows: [strippedOf('e-1')] });
      const expected = { known: ['C#ada/e-1'], named: {}, stripped: ['C#ada/e-1'] };
      expect(standingOf(await store.load(ada, [asking]))).toEqual(expected);
      expect(standingOf(await store.load(ada, [eventOf('e-1')]))).toEqual(expected);
    });

    test('are known as named before they came, and are not stripped', async ({ store }) => {
      await touch(store, ada, { rows: [{ person: ada, eventId: 'e-1', namedBy: ['w-0'] }] });
      const expected = { known: [], named: { 'C#ada/e-1': ['w-0'] }, stripped: [] };
      expect(standingOf(await store.load(ada, [asking]))).toEqual(expected);
    });

    test('are those of the same own id', async ({ store }) => {
      await touch(store, ada, { events: [eventOf('e-1', { person: visitor })] });
      expect(standingOf(await store.load(ada, [asking]))).toEqual({ known: [], named: {}, stripped: [] });
      const ofVisitor = { ...asking, person: visitor };
      expect(standingOf(await store.load(ada, [ofVisitor])).known).toEqual(['A#browser-7/e-1']);
    });

    test('may be asked for beside others, and more than once', async ({ store }) => {
      await touch(store, ada, { events: [eventOf('e-1'), eventOf('e-2')] });
      const loaded = await store.load(ada, [eventOf('e-1'), asking, { ...asking, eventId: 'w-2' }, eventOf('e-2')]);
      expect(standingOf(loaded).known).toEqual(['C#ada/e-1', 'C#ada/e-2']);
    });
  });

  describe('the newest telling of a fact', () => {
    test('is none before the first, and not asked for by an event that tells none', async ({ store }) => {
      expect(await newestIn(store)).toEqual(new Map());
      await touch(store, ada, { events: [eventOf('e-1'), telling('e-2', 1)] });
      expect((await store.load(ada, [eventOf('e-2')])).newest).toEqual(new Map());
      expect((await store.load(ada, [asked({ of: 'order-2', number: 1 })])).newest).toEqual(new Map());
    });

    test('has the largest number, as a number', async ({ store }) => {
      await touch(store, ada, { events: [telling('e-1', 9)] });
      expect(await newestOrder(store)).toEqual({ number: 9, eventId: 'e-1' });
      await touch(store, ada, { events: [telling('e-2', 10)] });
      expect(await newestOrder(store)).toEqual({ number: 10, eventId: 'e-2' });
      await touch(store, ada, { events: [telling('e-3', largest - 1)] });
      await touch(store, ada, { events: [telling('e-4', largest)] });
      expect(await newestOrder(store)).toEqual({ number: largest, eventId: 'e-4' });
    });

    test('stays where an older one comes late', async ({ store }) => {
      await touch(store, ada, { events: [telling('e-2', 10)] });
      await touch(store, ada, { events: [strippedOf('e-9', { revision: { of: 'order-1', number: 9 } })] });
      await touch(store, ada, { events: [telling('e-0', 0)] });
      expect(await newestOrder(store)).toEqual({ number: 10, eventId: 'e-2' });
    });

    test('has of two numbers that are the same the larger eventId', async ({ store }) => {
      await touch(store, ada, { events: [telling('b', 1)] });
      await touch(store, ada, { events: [telling('a', 1)] });
      expect(await newestOrder(store)).toEqual({ number: 1, eventId: 'b' });
      await touch(store, ada, { events: [telling('b-1', 1)] });
      expect(await newestOrder(store)).toEqual({ number: 1, eventId: 'b-1' });
      await touch(store, ada, { events: [telling('Z', 1), telling('_', 1), telling('c', 1)] });
      expect(await newestOrder(store)).toEqual({ number: 1, eventId: 'c' });
    });

    test('of several in one save is the newest, whatever their order', async ({ store }) => {
      await touch(store, ada, { events: [telling('e-1', 2), telling('e-2', 30), telling('e-3', 4)] });
      expect(await newestOrder(store)).toEqual({ number: 30, eventId: 'e-2' });
    });

    test('is also one that does not count itself, and stays when its event is stripped', async ({ store }) => {
      const revision = { of: 'order-1', number: 5 };
      await touch(store, ada, { events: [telling('e-1', 4)] });
      await touch(store, ada, { events: [strippedOf('e-2', { revision, namedBy: ['w-1'] })] });
      expect(await newestOrder(store)).toEqual({ number: 5, eventId: 'e-2' });
      await touch(store, ada, { rows: [strippedOf('e-1', { revision: { of: 'order-1', number: 4 } })] });
      expect(await newestOrder(store)).toEqual({ number: 5, eventId: 'e-2' });
      expect(await gather(store.ledger(ada))).toContainEqual(strippedOf('e-2', { revision, namedBy: ['w-1'] }));
    });

    test('is told of every fact that is asked for', async ({ store }) => {
      await touch(store, ada, { events: [telling('e-1', 1), telling('e-2', 2, 'order-2')] });
      const facts = ['order-1', 'order-1', 'order-2', 'order-3'].map((of) => asked({ of, number: 0 }));
      expect(Object.fromEntries((await store.load(ada, facts)).newest)).toEqual({
        'C#ada/order-1': { number: 1, eventId: 'e-1' },
        'C#ada/order-2': { number: 2, eventId: 'e-2' },
      });
    });

    test('stays under the own id: a visitor’s facts are not those of their customer', async ({ store }) => {
      await touch(store, visitor, { events: [{ ...telling('e-1', 7), person: visitor }] });
      await touch(store, ada, { events: [telling('e-2', 1)] });
      await linkVisitor(store, [ada, visitor]);
      const facts = [ada, visitor].map((person) => asked({ of: 'order-1', number: 0 }, person));
      const both = () => store.load(ada, facts).then(({ newest }) => Object.fromEntries(newest));
      expect(await both()).toEqual({
        'C#ada/order-1': { number: 1, eventId: 'e-2' },
        'A#browser-7/order-1': { number: 7, eventId: 'e-1' },
      });
      await touch(store, ada, { events: [{ ...telling('e-3', 8), person: visitor }] });
      expect((await both())['A#browser-7/order-1']).toEqual({ number: 8, eventId: 'e-3' });
    });

    test('is not said of an event that is read, since its body says it', async ({ store }) => {
      await touch(store, ada, { events: [telling('e-1', 1)] });
      const rows = await gather(store.ledger(ada));
      expect(rows).toEqual([eventOf('e-1')]);
      expect(rows.map((row) => 'revision' in row)).toEqual([false]);
    });

    test('is written by no save that is refused', async ({ store }) => {
      const stale = await store.load(ada, []);
      await touch(store, ada, { events: [telling('e-1', 1)] });
      await touch(store, ada, {});
      expect(await store.save(updateOf(stale, { events: [telling('e-2', 2)] }))).toBe('conflict');
      expect(await newestOrder(store)).toEqual({ number: 1, eventId: 'e-1' });
    });

    test('goes with the person, and with the visitors linked to them', async ({ store, under }) => {
      await touch(store, visitor, { events: [{ ...telling('e-1', 7, 'secret-1'), person: visitor }] });
      await linkVisitor(store, [ada, visitor]);
      await touch(store, ada, { events: [telling('e-2', 1, 'secret-2')] });
      expect(await under.everything()).toMatch(/secret-1[^]*secret-2|secret-2[^]*secret-1/u);
      await erase(store, ada);
      expect(await under.everything()).not.toContain('secret-');
    });
  });
};
