import { describe, expect, test } from 'vitest';
import { decidedOnce, interruptedPass } from './whole-pass.ts';

describe('a pass over 100,000 customers', () => {
  test('interrupted again and again, decides everybody once, as if the catalogue had always been there', async () => {
    expect(await interruptedPass(100_000)).toEqual(decidedOnce(100_000));
  });
});
