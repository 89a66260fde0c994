/** An exact decimal number: `units / 10^scale`. Money in a file is text, and remains exact until it is rounded once. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

export const one: Decimal = { units: 1n, scale: 0 };

const written = /^([+-]?)(\d*)(?:\.(\d*))?$/;
const longest = 40;

/** Reads `12`, `-12.50`, `.5` or `3.`; undefined for anything else, thousands separators and exponents included. */
export const parseDecimal = (text: string): Decimal | undefined => {
  const match = text.length > longest ? null : written.exec(text);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  if (whole + fraction === '') return undefined;
  const units = BigInt(whole + fraction);
  return { units: sign === '-' ? -units : units, scale: fraction.length };
};

export const multiply = (a: Decimal, b: Decimal): Decimal => ({ units: a.units * b.units, scale: a.scale + b.scale });

export const absolute = ({ units, scale }: Decimal): Decimal => ({ units: units < 0n ? -units : units, scale });

const unitsAt = ({ units, scale }: Decimal, wanted: number): bigint => units * 10n ** BigInt(wanted - scale);

/** Negative, zero or positive when `a` is below, equal to or above `b`. */
export const compareDecimals = (a: Decimal, b: Decimal): number => {
  const scale = Math.max(a.scale, b.scale);
  const difference = unitsAt(a, scale) - unitsAt(b, scale);
  return difference === 0n ? 0 : difference < 0n ? -1 : 1;
};

/** Rounds to a whole number of 1/10^`digits`, halves away from zero: `12.345` with 2 digits is `1235n`. */
export const roundHalfUp = (value: Decimal, digits: number): bigint => roundQuotient(value, one, digits);

/** Divides, and rounds as `roundHalfUp` does; the divisor is not 0. */
export const roundQuotient = (value: Decimal, divisor: Decimal, digits: number): bigint => {
  const shift = digits + divisor.scale - value.scale;
  const dividend = absolute(value).units * 10n ** BigInt(Math.max(shift, 0));
  const by = absolute(divisor).units * 10n ** BigInt(Math.max(-shift, 0));
  const rounded = (dividend * 2n + by) / (by * 2n);
  return value.units < 0n === divisor.units < 0n ? rounded : -rounded;
};
