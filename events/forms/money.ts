import { form } from './form.ts';
import { integerFrom, isInteger } from './number.ts';
import { textLike } from './text.ts';

/** ISO 4217, such as `GBP`: the unit of the amounts beside it. */
export const currency = textLike(/^[A-Z]{3}$/, {
  name: 'Currency',
  rule: 'must be an ISO 4217 code of three capital letters',
});

/** An amount in minor units (`1999` = 19.99). */
export const money = form<number>({
  as: 'money',
  rule: 'must be an integer',
  json: integerFrom(Number.MIN_SAFE_INTEGER),
  holds: isInteger,
});

/** An amount in minor units, never below 0. */
export const moneyFromZero = form<number>({
  as: 'money',
  rule: 'must be an integer of at least 0',
  json: integerFrom(0),
  holds: (value) => isInteger(value) && value >= 0,
});

/** An amount in minor units, never 0. */
export const positiveMoney = form<number>({
  as: 'money',
  rule: 'must be an integer above 0',
  json: integerFrom(1),
  holds: (value) => isInteger(value) && value > 0,
});
