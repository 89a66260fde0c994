/** An order as a shop's export has it, one row each. */
export interface ExportedOrder {
  readonly name: string;
  readonly email: string;
  /** Such as `paid` or `pending`. */
  readonly status?: string;
  /** Such as `2026-01-03 10:12:00 +0000`. */
  readonly at: string;
  readonly currency?: string;
  /** In major units, such as `24.50`. */
  readonly total: string;
  readonly refunded?: string;
  readonly city?: string;
}

const header =
  'Name,Email,Financial Status,Created at,Currency,Total,Lineitem quantity,Lineitem name,Lineitem price,Refunded Amount,Shipping City,Shipping Country';

const rowOf = ({
  name,
  email,
  status = 'paid',
  at,
  currency = 'EUR',
  total,
  refunded = '',
  city = '',
}: ExportedOrder) =>
  [name, email, status, at, currency, total, 1, 'Mug', total, refunded, city, city === '' ? '' : 'GB'].join(',');

/** Orders as the mapping `orders-export` reads them. */
export const ordersCsv = (orders: readonly ExportedOrder[]): string => `${[header, ...orders.map(rowOf)].join('\n')}\n`;
