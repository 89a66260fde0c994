import { expect, test } from 'vitest';
import { eventSentence } from '../../console/screens/people/timeline/event-sentence.ts';
import type { EventItem } from '../../console/screens/people/timeline/timeline-item.ts';
import { instantWords } from '../../console/show/instant-words.ts';

const show = {
  number: String,
  short: String,
  share: String,
  change: String,
  money: String,
  ...instantWords('UTC'),
};

const at = '2026-11-02T10:00:00.000Z';

const said = (type: string, detail: EventItem['detail'] & object) =>
  eventSentence({ kind: 'event', at, arrivedAt: at, customerId: 'ada', eventId: 'e-1', type, detail }, show);

test('a withdrawal names the event, or the fact, that it takes back', () => {
  expect(said('EventWithdrawn', { replaces: 'order-1' })).toEqual({ says: 'Took order-1 back' });
  expect(said('EventWithdrawn', { revision: { of: 'order-1', number: 2 } })).toEqual({ says: 'Took order-1 back' });
});

test('a description says how many traits it gives and forgets', () => {
  const traits = { custom: { tier: 'gold' } };
  expect(said('CustomerDescribed', { traits })).toEqual({ says: 'A trait was given', note: 'tier' });
  expect(said('CustomerDescribed', { forget: ['custom.a', 'custom.b'] })).toEqual({
    says: '2 traits were forgotten',
    note: 'custom.a, custom.b',
  });
  expect(said('CustomerDescribed', { traits, forget: ['custom.a'] })).toEqual({
    says: 'A trait was given · A trait was forgotten',
    note: 'tier · custom.a',
  });
});
