import type { PersonKey } from '#lib/core/profile/person.ts';
import type { OrdersState } from '#lib/core/profile/state.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { OrdersRow } from './person-rows.ts';

/** The orders of somebody with a profile. */
export interface PersonOrders {
  readonly person: PersonKey;
  readonly clock: Instant;
  readonly orders: OrdersState | undefined;
}

/** Reads rows of orders. */
export function* ordersIn(rows: Iterable<OrdersRow>): Iterable<PersonOrders> {
  for (const { person, clock, orders } of rows)
    yield { person, clock, orders: orders === null ? undefined : (JSON.parse(orders) as OrdersState) };
}
