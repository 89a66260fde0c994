import { describe, expect, test } from 'vitest';
import { compareDrawn, contracts } from './schema-agreement.ts';

/** More than a million entries in all. */
const each = Math.ceil(1_000_000 / contracts.length);

describe('the JSON Schema of an event, over a million entries', () => {
  test.each(contracts)('$type is never stricter than what decides, and laxer only as listed', (contract) => {
    const { accepted, refused, beyond } = compareDrawn(contract, each);
    expect(accepted + refused + beyond).toBe(each);
  });
});
