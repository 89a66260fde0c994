import { describe, expect, test } from 'vitest';
import { handlerOnceReady } from '#functions/runtime/handler-once-ready.ts';
import { invoke } from './invoke.ts';

const adding = (to: number) => async (event: number) => Promise.resolve(to + event);

describe('handlerOnceReady()', () => {
  test('is the handler itself where nothing has to be loaded', async () => {
    const handler = adding(1);
    expect(handlerOnceReady(1, () => handler)).toBe(handler);
    expect(await invoke(handlerOnceReady(1, adding), 2)).toBe(3);
  });

  test('builds the handler once, when all is loaded', async () => {
    let built = 0;
    const handler = handlerOnceReady(Promise.resolve(1), (to) => {
      built += 1;
      return adding(to);
    });
    expect([await invoke(handler, 2), await invoke(handler, 3), built]).toEqual([3, 4, 1]);
  });

  test('fails each invocation where something could not be loaded', async () => {
    const handler = handlerOnceReady(Promise.reject<number>(new Error('Cannot load')), adding);
    await expect(invoke(handler, 2)).rejects.toThrow('Cannot load');
    await expect(invoke(handler, 3)).rejects.toThrow('Cannot load');
  });
});
