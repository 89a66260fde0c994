import { describe, expect, test } from 'vitest';
import type { ArrivedEvent } from '#lib/core/profile/fact.ts';
import { feedback } from './events.ts';
import { profileOf, view } from './viewed.ts';

const answer = (score: number, more: object = {}): ArrivedEvent =>
  feedback({ at: '2027-01-04T00:00:00Z', kind: 'nps', eventId: 'a', score, ...more });

const npsOf = (...answers: readonly ArrivedEvent[]): unknown => view(profileOf(answers)).traits['feedback'];

describe('feedback.nps', () => {
  test('is the customer’s own answer where a linked visitor’s is equal in time and id', () => {
    const own = answer(3);
    const visitors = answer(9, { customerId: undefined, anonymousId: 'v-1' });
    expect(npsOf(own, visitors)).toMatchObject({ nps: 3 });
    expect(npsOf(visitors, own)).toMatchObject({ nps: 3 });
  });
});
