import { formatInstant } from '#lib/core/time/instant.ts';
import { day } from '#lib/core/time/duration.ts';
import type { SimulatedPurchase } from '#test/core/predictions/simulate-shop.ts';

/** What is left open about purchases that are made into events. */
interface Told {
  readonly currency?: string;
  /** The id of a person by their place; by default their place. */
  readonly idOf?: (person: number) => string;
}

/** The events of some people's purchases, all at noon UTC, in order of time. */
export const purchaseEvents = (
  people: readonly (readonly SimulatedPurchase[])[],
  { currency = 'GBP', idOf = (person) => `c-${person}` }: Told = {},
): string => {
  const purchases = people.flatMap((own, person) => own.map(([on, total]) => ({ person, on, total })));
  const lines = purchases
    .toSorted((one, other) => one.on - other.on)
    .map(({ person, on, total }, index) => {
      const time = formatInstant((on + 1 / 2) * day);
      const detail = {
        eventId: `e-${index}`,
        orderId: `o-${index}`,
        customerId: idOf(person),
        occurredAt: time,
        currency,
        total,
      };
      return JSON.stringify({ time, source: 'shop.test', 'detail-type': 'PurchaseMade', detail });
    });
  return `${lines.join('\n')}\n`;
};
