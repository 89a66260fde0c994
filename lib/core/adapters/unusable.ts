import { printedValue } from '#events/printed-value.ts';

/** Thrown for a payload of which no event can be made, with the reason. Never leaves an adapter. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}

/** A fault of one field: `Cannot use total_price as an amount in USD: current value is "1.005"`. */
export const faultOf = (field: string, as: string, value: unknown): Unusable =>
  new Unusable(`Cannot use ${field} as ${as}: current value is ${printedValue(value)}`);
