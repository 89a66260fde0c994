import { expect, test } from 'vitest';
import { bothAccounts } from '#test/oracle/both.ts';
import { visit, visitOf1 } from '#test/oracle/examples.ts';

test('bucket.NAME is a trait of everybody, in the value of a computed trait that only profiles show', async () => {
  const input = {
    catalogue: {
      currency: 'GBP',
      traits: { A: { value: { trait: 'bucket.spring' } } },
      // No segment asks for the trait or publishes it.
      segments: [],
    },
    lines: [
      visit({ at: '2027-03-01T00:00:00Z', eventId: 'e1' }),
      visitOf1({ at: '2027-03-01T00:00:00Z', eventId: 'e2' }),
    ],
  };
  const { real, expected } = await bothAccounts(input);
  expect(real).toEqual(expected);
});
