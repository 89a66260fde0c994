import type { Fault } from './fault.ts';
import { printedValue } from './printed-value.ts';

/** The reasons for quarantining an entry. Where several apply, the first in this order counts; `unusable` is what a source sent and no adapter could use. */
export const refusalReasons = [
  'unknown-type',
  'invalid',
  'erased',
  'conflict',
  'future',
  'too-large',
  'unusable',
] as const;

export type RefusalReason = (typeof refusalReasons)[number];

/** The reason for refusing an entry, ready to be stored and read. */
export interface Refusal {
  readonly reason: RefusalReason;
  /** The field by dotted path, such as `items.0.unitPrice`. */
  readonly field: string;
  /** The rule in words, such as `must be an integer of at least 0`. */
  readonly rule: string;
  /** The value seen, printed and cut to 80 characters. */
  readonly value: string;
  /** The whole in one sentence. */
  readonly message: string;
}

/** Keys are the producer's own: a field's path is cut to this many characters. */
const longestField = 200;

/**
 * Puts a fault into words: `Cannot accept PurchaseMade as an event: total must be an integer of at least 0, current value is -5`.
 *
 * @param what - the `detail-type`, or other words for what was refused.
 */
export const refuse = (reason: RefusalReason, what: string, fault: Fault): Refusal => {
  const field = fault.field.slice(0, longestField).toWellFormed();
  const value = printedValue(fault.value);
  return {
    reason,
    field,
    rule: fault.rule,
    value,
    message: `Cannot accept ${what} as an event: ${field} ${fault.rule}, current value is ${value}`,
  };
};
