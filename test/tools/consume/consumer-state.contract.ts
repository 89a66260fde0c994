import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ConsumerOptions } from '#lib/tools/consume/consume.ts';
import { openState } from '#lib/tools/consume/state/open-state.ts';
import { campaign } from './campaign.ts';
import { entryOf } from './entries.ts';

/** A place for state, for one test. */
export interface StateUnderTest {
  readonly state: ConsumerOptions['state'];
  readonly close?: () => Promise<void>;
}

const known = { last: 3, marks: { buyers: [3, 'in'] as const }, waiting: [] };

/** What every place for a consumer's state promises. */
export const consumerStateContract = (name: string, open: () => Promise<StateUnderTest>): void => {
  describe(`state in ${name}`, () => {
    let place: StateUnderTest;
    beforeEach(async () => {
      place = await open();
    });
    afterEach(() => place.close?.());

    test('has nothing of a person before anything was put', async () => {
      expect(await openState(place.state).get('ada')).toBeUndefined();
    });

    test('gives back what was put, under the person’s id', async () => {
      const state = openState(place.state);
      expect(await state.put('~ada', known, undefined)).not.toBe(false);
      expect((await state.get('~ada'))?.value).toEqual(known);
      expect(await state.get('ada')).toBeUndefined();
    });

    test('refuses what was read before another one wrote, and keeps the other’s', async () => {
      const state = openState(place.state);
      await state.put('ada', known, undefined);
      const before = await state.get('ada');
      expect(await state.put('ada', { ...known, last: 4 }, before?.version)).not.toBe(false);
      expect(await state.put('ada', { ...known, last: 5 }, before?.version)).toBe(false);
      expect(await state.put('ada', { ...known, last: 6 }, undefined)).toBe(false);
      expect((await state.get('ada'))?.value.last).toBe(4);
    });

    test('has a consumer go on where an earlier one stopped', async () => {
      await campaign({ state: place.state }).consume(entryOf('ada', 2, '-buyers'));
      const { consume, handed } = campaign({ state: place.state });
      for (const sequence of [1, 1, 2]) await consume(entryOf('ada', sequence, sequence === 1 ? '+buyers' : '-buyers'));
      expect(handed()).toEqual(['+buyers 1', '-buyers 2']);
    });

    test('has two consumers at once hand over a person’s different changes each once, in order', async () => {
      const handed: number[] = [];
      const handle = async ({ sequence }: { readonly sequence: number }) => {
        await new Promise<void>((resolve) => {
          setImmediate(resolve);
        });
        handed.push(sequence);
      };
      const [one, other] = [campaign({ state: place.state, handle }), campaign({ state: place.state, handle })];
      await Promise.all([one.consume(entryOf('ada', 1, '+buyers')), other.consume(entryOf('ada', 2, '-buyers'))]);
      expect(handed).toEqual([1, 2]);
    });
  });
};
