import { expect, test } from 'vitest';
import { shortDigest } from '#lib/core/measures/short-digest.ts';

test('a digest is the beginning of the SHA-256, remembered, forgotten or of a long text', () => {
  const expected = 'ungWv48B';
  expect(shortDigest('abc')).toBe(expected);
  expect(shortDigest('abc')).toBe(expected);
  for (let other = 0; other <= 8_192; other += 1) shortDigest(String(other));
  expect(shortDigest('abc')).toBe(expected);
  expect(shortDigest('a'.repeat(1_000_000))).toBe('zcduXJkU');
});
