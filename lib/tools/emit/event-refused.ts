import type { Fault } from '#events/fault.ts';
import { refuse, type Refusal } from '#events/refusal.ts';

/** What is wrong with an event that was to be put on the bus. It was not put. */
export class EventRefused extends Error implements Pick<Refusal, 'field' | 'rule' | 'value'> {
  override readonly name = 'EventRefused';
  /** The field by dotted path, such as `items.0.unitPrice`. */
  readonly field: string;
  /** The rule in words, such as `must be an integer of at least 0`. */
  readonly rule: string;
  /** The value seen, printed and cut to 80 characters. */
  readonly value: string;

  constructor({ message, field, rule, value }: Refusal) {
    super(message);
    this.field = field;
    this.rule = rule;
    this.value = value;
  }
}

/** A refusal of an event for one of its fields. */
export const refusedFor = (type: string, fault: Fault): EventRefused =>
  new EventRefused(refuse('invalid', type, fault));
