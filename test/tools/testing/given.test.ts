import { describe, expect, test } from 'vitest';
import { all, catalogue, not, performed, segment, trait } from 'patron/segments';
import { entered, exited, given, member, notMember } from 'patron/test';

const lapsing = catalogue({
  currency: 'GBP',
  segments: [
    segment({
      key: 'lapsing-regular',
      name: 'Lapsing regulars',
      when: all(trait('orders.count').is({ gte: 3 }), not(performed('PurchaseMade').within('P60D'))),
    }),
    segment({ key: 'buyer', when: performed('PurchaseMade').within('P90D') }),
  ],
});

const purchase = (id: string, time: string, detail: object = {}) => ({
  time,
  source: 'shop.checkout',
  'detail-type': 'PurchaseMade',
  detail: { eventId: id, customerId: 'ada', occurredAt: time, orderId: id, currency: 'GBP', total: 1999, ...detail },
});

const three = [
  purchase('p-1', '2026-07-01T09:12:00Z'),
  purchase('p-2', '2026-08-01T09:12:00Z'),
  purchase('p-3', '2026-09-03T09:12:00Z'),
] as const;

/** The message of what is thrown. */
const complaintOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('Nothing was thrown');
};

describe('given(…)', () => {
  test('time stands at the last line, and what is due at an instant is expected there to the millisecond', () => {
    given(lapsing, ...three)
      .expect(member('buyer'), notMember('lapsing-regular'))
      .advance('P60D')
      .expect(entered('lapsing-regular'), member('lapsing-regular'))
      .advance('P30D')
      .expect(exited('buyer'), notMember('buyer'));
    expect(given(lapsing, ...three).advance('P60D').now).toBe('2026-11-02T09:12:00.000Z');
  });

  test('a change is expected at exactly its instant, and the failure says when it was and why', () => {
    const late = given(lapsing, ...three).advance('P61D');
    expect(complaintOf(() => late.expect(entered('lapsing-regular')))).toBe(
      [
        'ada should have entered lapsing-regular at 2026-11-03T09:12:00.000Z, but entered it 1 day earlier, at 2026-11-02T09:12:00.000Z.',
        'IN   Lapsing regulars (lapsing-regular), since 2 November 2026 at 09:12:00 UTC',
        '     Customers whose number of orders is at least 3 and who have no purchase within the last 60 days.',
        '       ✓ all of these',
        '         ✓ number of orders is at least 3 (now 3)',
        '         ✓ no purchase within the last 60 days',
        '     Entered on 2 November 2026 at 09:12:00 UTC, as time had passed: change ada:2.',
        '     Only an event can change this.',
      ].join('\n'),
    );
    const early = given(lapsing, ...three).advance('P59DT23H59M59S');
    expect(complaintOf(() => early.expect(entered('lapsing-regular')))).toMatch(
      /^ada should have entered lapsing-regular at 2026-11-02T09:11:59\.000Z, but never did\.\nOUT  Lapsing regulars/,
    );
    expect(complaintOf(() => early.expect(exited('buyer')))).toMatch(
      /^ada should have left buyer at .*, but never did\.\nIN   buyer/,
    );
    expect(complaintOf(() => early.expect(member('lapsing-regular')))).toMatch(
      /^ada should have been in .*, but was not\.\n/,
    );
    expect(complaintOf(() => early.expect(notMember('buyer')))).toMatch(
      /^ada should not have been in buyer at .*, but was\.\n/,
    );
  });

  test('the first thing that is not so is said, and the stack begins in the test', () => {
    let failure: unknown;
    try {
      given(lapsing, ...three).expect(member('buyer'), exited('buyer'), notMember('buyer'));
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({ name: 'ExpectationFailed', message: expect.stringContaining('should have left') });
    expect(String((failure as Error).stack).split('\n    at ')[1]).toContain('given.test.ts');
  });

  test('an id says who is meant, where there are several people', () => {
    const guest = purchase('g-1', '2026-09-03T09:12:00Z', { customerId: undefined, anonymousId: 'guest' });
    const people = given(lapsing, ...three, guest);
    people.expect(member('buyer', 'ada'), entered('buyer', '~guest'));
    expect(complaintOf(() => people.expect(member('buyer')))).toBe(
      'id: must be given, since there are 2 people: ada, ~guest, current value is nothing',
    );
    expect(complaintOf(() => people.expect(member('buyer', 'adda')))).toBe(
      'id: must be one of the people given: ada, ~guest (did you mean `ada`?), current value is "adda"',
    );
  });

  test('a visitor who turned out to be a customer is one person', () => {
    const guest = purchase('g-1', '2026-06-01T09:12:00Z', { customerId: undefined, anonymousId: 'guest' });
    const link = {
      time: '2026-06-02T09:12:00Z',
      'detail-type': 'IdentityLinked',
      detail: { eventId: 'l-1', customerId: 'ada', anonymousId: 'guest', occurredAt: '2026-06-02T09:12:00Z' },
    };
    given(lapsing, guest).expect(entered('buyer')).expect(member('buyer', '~guest'));
    given(lapsing, guest, link).expect(entered('buyer'), exited('buyer', '~guest'), notMember('buyer', '~guest'));
    expect(complaintOf(() => given(lapsing, guest, link).expect(member('buyer', '~guest')))).toContain(
      'They were customer ada on 2 June 2026 at 09:12:00 UTC.',
    );
  });

  test('a line may be JSON, and one that is known changes nothing', () => {
    expect(given(lapsing, JSON.stringify(three[0]), three[0]).expect(entered('buyer')).now).toBe(
      '2026-07-01T09:12:00.000Z',
    );
  });

  test('refuses lines that are refused, with the field and the rule', () => {
    const wrong = purchase('p-4', '2026-09-04T09:12:00Z', { currency: 'pounds' });
    expect(() => given(lapsing, three[0], wrong)).toThrow(
      expect.objectContaining({
        name: 'EventRefused',
        field: 'currency',
        message:
          'Line 2 of 2: Cannot accept PurchaseMade as an event: currency must be an ISO 4217 code of three capital letters, current value is "pounds"',
      }),
    );
    const { time: _time, ...untimed } = three[0];
    expect(() => given(lapsing, untimed)).toThrow(expect.objectContaining({ field: 'time' }));
    expect(() => given(lapsing, 'no JSON')).toThrow(
      'Line 1 of 1: Cannot accept an entry as an event: entry must be JSON',
    );
  });

  test('refuses a slip in a segment, a length that is not fixed, no line, and a catalogue that does not fit', () => {
    const people = given(lapsing, ...three);
    expect(complaintOf(() => people.expect(member('lapsing-regulars')))).toBe(
      'member: must be the key of a segment of the catalogue (did you mean `lapsing-regular`?), current value is "lapsing-regulars"',
    );
    expect(complaintOf(() => people.advance('P2M'))).toBe(
      'Cannot let time pass by a duration of fixed length: write months and years as days, such as P30D or P365D: current value is "P2M"',
    );
    expect(complaintOf(() => given(lapsing))).toBe('Cannot begin time at the first line: current value is no line');
    expect(complaintOf(() => given({ ...lapsing, currency: 'pounds' }, ...three))).toContain(
      'Cannot load the catalogue',
    );
  });
});
