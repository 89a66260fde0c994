import type { Fault } from '#events/fault.ts';
import { printedValue } from '#events/printed-value.ts';

/** An entry that is none of Patron's announcements. Nothing was handed over, and nothing was kept. */
export class EntryRefused extends Error {
  override readonly name = 'EntryRefused';
  /** The field by dotted path, such as `detail.sequence`. */
  readonly field: string;
  /** The rule in words, such as `must be an integer of at least 1`. */
  readonly rule: string;
  /** The value seen, printed and cut to 80 characters. */
  readonly value: string;

  constructor(what: string, { field, rule, value }: Fault) {
    const seen = printedValue(value);
    super(`Cannot take ${what} as a change: ${field} ${rule}, current value is ${seen}`);
    this.field = field;
    this.rule = rule;
    this.value = seen;
  }
}
