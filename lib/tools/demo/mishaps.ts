import { day } from '#lib/core/time/duration.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import { eventAt, instantOn, lineOf, type ShopEvent } from './shop-event.ts';

const hour = 3_600_000;

/** An event of a phone that was offline, which arrives up to 30 hours later. */
const late = (random: Random, event: ShopEvent): ShopEvent => ({
  ...event,
  arrivedAt: event.arrivedAt + random.whole(2, 30) * hour,
});

/** Makes one visit in a hundred late. */
export const delayed = (random: Random, events: readonly ShopEvent[]): readonly ShopEvent[] =>
  events.map((event) => (event.type === 'VisitMade' && random.happens(0.01) ? late(random, event) : event));

/** A line with the instant at which it arrived. */
export interface TimedLine {
  readonly arrivedAt: number;
  readonly line: string;
}

/** The second sending of one event in two hundred; of the others, none. */
export const repeated = (random: Random, { arrivedAt, line }: TimedLine): readonly TimedLine[] =>
  random.happens(0.005)
    ? [
        {
          arrivedAt: arrivedAt + 40_000,
          line: line.replace(formatInstant(arrivedAt), formatInstant(arrivedAt + 40_000)),
        },
      ]
    : [];

const orderOn = (dayOfYear: number, fields: ShopEvent['detail']): ShopEvent =>
  eventAt(instantOn(dayOfYear, 12), 'PurchaseMade', {
    customerId: 'cust-7',
    orderId: `o-odd-${dayOfYear}`,
    currency: 'GBP',
    total: 25_00,
    ...fields,
  });

const timed = (event: ShopEvent, eventId: string): TimedLine => ({
  arrivedAt: event.arrivedAt,
  line: lineOf(event, eventId),
});

/** Lines that should not have been sent, each for a different reason. */
export const misfits = (): readonly TimedLine[] => {
  const wrongClock = orderOn(200, {});
  const opened = eventAt(instantOn(80, 9), 'NewsletterOpened', { customerId: 'cust-7' });
  return [
    timed(orderOn(40, { total: '25.00' }), 'odd-1'),
    timed(orderOn(60, { currency: 'pounds' }), 'odd-2'),
    timed(opened, 'odd-3'),
    timed(orderOn(120, {}), 'odd-4'),
    timed(orderOn(121, { total: 52_00 }), 'odd-4'),
    timed({ ...wrongClock, occurredAt: wrongClock.occurredAt + 2 * day }, 'odd-5'),
    { arrivedAt: instantOn(250, 12), line: '{"time": "2026-07-09T12:00:00.000Z", "source": "shop.check' },
  ];
};

/** The person who asks to be forgotten, and the instant. */
const leaver = { customerId: 'cust-33', at: instantOn(310, 10) };

/** A person's events up to the instant at which they ask to be forgotten; all events of the others. */
export const untilForgotten = ({ customerId }: Person, life: readonly ShopEvent[]): readonly ShopEvent[] =>
  customerId === leaver.customerId ? life.filter(({ arrivedAt }) => arrivedAt < leaver.at) : life;

/** The request to be forgotten, and an event of that person that was still on its way. */
export const farewell = (): readonly TimedLine[] => {
  const { customerId, at } = leaver;
  return [
    timed(eventAt(at, 'ErasureRequested', { customerId }), 'bye-1'),
    timed(eventAt(at + hour, 'VisitMade', { customerId, path: '/' }), 'bye-2'),
  ];
};

/** Two customers use one tablet: the second to name its visitor is not linked, and counts as a conflict. */
export const sharedTablet = (): readonly TimedLine[] => [
  timed(eventAt(instantOn(100, 18), 'IdentityLinked', { customerId: 'cust-20', anonymousId: 'tablet-1' }), 'tab-1'),
  timed(eventAt(instantOn(101, 18), 'IdentityLinked', { customerId: 'cust-21', anonymousId: 'tablet-1' }), 'tab-2'),
];
