import { expect, test, vi } from 'vitest';
import { once } from '#lib/core/once.ts';

test('once() makes nothing before it is asked, and the same thing ever after', () => {
  const make = vi.fn(() => ({ phrase: 'lastSeenAt olderThan P30D' }));
  const phrase = once(make);
  expect(make).not.toHaveBeenCalled();
  expect(phrase()).toBe(phrase());
  expect(make).toHaveBeenCalledTimes(1);
});
