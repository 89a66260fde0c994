import { expect, test } from 'vitest';
import { factId, type Telling } from '#lib/core/profile/telling.ts';
import { ledgerId, type AskedEvent, type Revision } from '#lib/ports/store/customer-store.ts';

const revision: Revision = { of: 'order-1', number: 7 };
const asked: AskedEvent = { person: 'C#ada', eventId: 'e-1', replaces: 'e-0', revision };

test('every telling of a fact has one id, within one own id', () => {
  const later: Telling & Revision = { ...revision, number: 8, eventId: 'e-2' };
  expect(factId(asked.person, later)).toBe(factId(asked.person, revision));
  expect(factId('A#ada', revision)).not.toBe(factId(asked.person, revision));
  expect(factId(asked.person, { of: 'order-2' })).not.toBe(factId(asked.person, revision));
});

test('an event is known by its own id, whatever it puts right', () => {
  expect(ledgerId(asked)).toBe(ledgerId({ person: 'C#ada', eventId: 'e-1' }));
  expect(ledgerId(asked)).not.toBe(ledgerId({ ...asked, eventId: 'e-0' }));
});
