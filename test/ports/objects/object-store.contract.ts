import { expect, test } from 'vitest';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';

const textOf = (body: Uint8Array | undefined): string | undefined =>
  body === undefined ? undefined : new TextDecoder().decode(body);

/** What every implementation promises. */
export const objectStoreContract = (open: () => ObjectStore): void => {
  test('keeps an object as it was given, in place of the one before', async () => {
    const objects = open();
    await objects.put('results/run-1/latest.json', '{"run":"één"}');
    expect(textOf(await objects.get('results/run-1/latest.json'))).toBe('{"run":"één"}');
    await objects.put('results/run-1/latest.json', '{}');
    expect(textOf(await objects.get('results/run-1/latest.json'))).toBe('{}');
  });

  test('keeps bytes', async () => {
    const objects = open();
    const numbers = Float64Array.of(1.5, -0, Number.MAX_VALUE);
    await objects.put('buyers.bin', new Uint8Array(numbers.buffer));
    const read = await objects.get('buyers.bin');
    expect([...(read ?? [])]).toEqual([...new Uint8Array(numbers.buffer)]);
  });

  test('has nothing under another key, and nothing any more once it was removed', async () => {
    const objects = open();
    await objects.put('a/b', 'here');
    expect(await objects.get('a/c')).toBeUndefined();
    expect(await objects.get('b')).toBeUndefined();
    await objects.remove('a/b');
    await objects.remove('a/b');
    expect(await objects.get('a/b')).toBeUndefined();
  });

  test.each(['', '/a', 'a/', 'a//b', '../a', 'a/..', './a', 'a b', 'a~', 'a\\b', 'a\nb'])(
    'refuses %j as a key',
    async (key) => {
      const objects = open();
      await expect(objects.put(key, '')).rejects.toThrow(`current value is ${JSON.stringify(key)}`);
      await expect(objects.get(key)).rejects.toThrow(TypeError);
      await expect(async () => objects.remove(key)).rejects.toThrow(TypeError);
      expect(() => objects.uriOf(key)).toThrow(TypeError);
    },
  );
};
