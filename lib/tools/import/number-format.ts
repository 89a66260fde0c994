/** How a column writes its numbers, by the example of 1234.56. */
export interface NumberFormat {
  /** The number 1234.56 as the column writes it, such as `1.234,56`. */
  readonly example: string;
  /** The digits of one number, without a sign or a currency. */
  readonly digits: RegExp;
  readonly thousands: string;
  readonly decimal: string;
}

const exampleForm = /^1([,. '’]?)234([.,])56$/;

/** Understands the example 1234.56 of a column's numbers; undefined where it is not one. */
export const numberFormatOf = (example: string): NumberFormat | undefined => {
  const [, thousands = '', decimal = ''] = exampleForm.exec(example) ?? [];
  if (decimal === '' || thousands === decimal) return undefined;
  const group = `[${thousands}]`;
  // Groups of three, or as in India groups of two before the last.
  const grouped = `\\d{1,3}(?:${group}\\d{3})+|\\d{1,2}(?:${group}\\d{2})+${group}\\d{3}`;
  const whole = thousands === '' ? String.raw`\d+` : String.raw`(?:\d+|${grouped})`;
  return { example, thousands, decimal, digits: new RegExp(`^(?:${whole}(?:[${decimal}]\\d*)?|[${decimal}]\\d+)$`) };
};

const currency = String.raw`(?:\p{L}{1,3}\.?\s?\p{Sc}?|\p{Sc}\s?\p{L}{0,3})?`;

/** A number with a currency at either end, and a sign before or after it, or in parentheses. */
const signed = new RegExp(
  String.raw`^(?<open>\()?(?<before>[+-])?\s?${currency}\s?(?<inner>[+-])?(?<digits>[\d.,'’ ]*[\d.,])\s?${currency}(?<after>-)?(?<close>\))?$`,
  'u',
);

/** As in `7,-`, which has no cents and is not negative. */
const noCents = /(?<=\d[.,])[-–—]/;

const anySpace = /[\s\u00a0\u2009\u202f]/g;

/** Whether the signs of a number, one at most, make it negative; undefined where they contradict one another. */
const isNegative = ({ open, before, inner, after, close }: Partial<Record<string, string>>): boolean | undefined => {
  const signs = [before, inner, after].filter((sign) => sign !== undefined);
  const isEnclosed = open !== undefined;
  if (isEnclosed !== (close !== undefined) || signs.length + (isEnclosed ? 1 : 0) > 1) return undefined;
  return isEnclosed || signs[0] === '-';
};

/** A number without its currency. */
interface Written {
  readonly digits: string;
  readonly isNegative: boolean;
}

const read = (text: string): Written | undefined => {
  const plain = text.replaceAll(anySpace, ' ').replace('−', '-').replace(noCents, '');
  const { digits, ...signs } = signed.exec(plain)?.groups ?? {};
  const negative = isNegative(signs);
  return digits === undefined || negative === undefined ? undefined : { digits, isNegative: negative };
};

/**
 * A column's number as a plain decimal number: `(1.234,56 €)` becomes `-1234.56`. A text that is not written so becomes one
 * that is not a number, and says why.
 */
export const plainNumber = (text: string, { example, digits, thousands, decimal }: NumberFormat): string => {
  const written = read(text);
  if (text === '') return '';
  if (written === undefined || !digits.test(written.digits)) return `${text} (must be written like ${example})`;
  const plain = written.digits.replaceAll(thousands, '').replace(decimal, '.');
  return `${written.isNegative ? '-' : ''}${plain}`;
};
