import { expect, test } from 'vitest';
import { personOfPublicId, publicIdOf } from '#lib/core/profile/person.ts';

test.each([
  ['C#cust-42', 'cust-42'],
  ['A#visitor-7', '~visitor-7'],
] as const)('%s is named %s, and found by it', (person, id) => {
  expect(publicIdOf(person)).toBe(id);
  expect(personOfPublicId(id)).toBe(person);
});

test.each(['', '~', '~~x', 'a b', 'x'.repeat(65)])('no person is named %j', (id) => {
  expect(personOfPublicId(id)).toBeUndefined();
});
