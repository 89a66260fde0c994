import { describe, expect, test } from 'vitest';
import { chanceFrom } from '#lib/core/chance.ts';
import { eventIdsOf, shop, visit } from './emitting.ts';

/** What takes its time: answers that are waited for, and a thousand events behind a bus that is away. */
describe('an emitter in lasting trouble', () => {
  test.each([1, 3])(
    'keeps each person in order where answers are lost and the SDK tries %d times itself',
    async (tries) => {
      const chance = chanceFrom(11);
      const { emitter, taken } = await shop({
        maxAttempts: tries,
        ofEntry: () => (chance() < 1 / 5 ? 'InternalFailure' : 'take'),
        ofCall: () => {
          const drawn = chance();
          if (drawn < 1 / 7) return 'fault';
          return drawn < 2 / 7 ? 'lost' : 'answer';
        },
      });
      const flushes: Promise<void>[] = [];
      const emitted = Array.from({ length: 150 }, (_, number) => {
        if (number % 50 === 49) flushes.push(emitter.flush());
        // Every third is of one person, the others of a hundred.
        const person = number % 3 === 0 ? 'hot' : `c-${number % 100}`;
        return emitter.emit('VisitMade', { ...visit(person, 0), eventId: `${person}-${number}` });
      });
      await Promise.all([...flushes, ...emitted]);
      await emitter.close();
      const first = [...new Set(eventIdsOf(taken))];
      expect(first).toHaveLength(150);
      const numbersOf = (person: string) =>
        first.filter((id) => id.startsWith(`${person}-`)).map((id) => Number(id.slice(person.length + 1)));
      for (const person of ['hot', ...Array.from({ length: 100 }, (_, index) => `c-${index}`)]) {
        expect(numbersOf(person)).toEqual(numbersOf(person).toSorted((one, other) => one - other));
      }
    },
  );

  test('sends again what was not answered within five seconds', async () => {
    const { emitter, taken, calls } = await shop({ ofCall: (call) => (call === 0 ? 'silence' : 'answer') });
    await emitter.emit('VisitMade', visit('cust-42', 0));
    await emitter.close();
    expect(eventIdsOf(taken)).toEqual(['cust-42-0']);
    expect(calls).toHaveLength(2);
  });

  test('waits with the next event while a thousand wait for a bus that is away, and loses none', async () => {
    let isAway = true;
    const { emitter, taken } = await shop({ ofCall: () => (isAway ? 'fault' : 'answer') });
    const handedOver: number[] = [];
    const all = Array.from({ length: 1_200 }, async (_, number) => {
      await emitter.emit('VisitMade', visit(`c-${number}`, 0));
      handedOver.push(number);
    });
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect(handedOver).toHaveLength(1_000);
    isAway = false;
    await emitter.close();
    await Promise.all(all);
    expect(new Set(eventIdsOf(taken)).size).toBe(1_200);
    expect(taken).toHaveLength(1_200);
  });
});
