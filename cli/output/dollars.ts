const digitsOf = (amount: number): number => (amount !== 0 && Math.abs(amount) < 0.095 ? 3 : 2);

/** `$1,234.50`, to the tenth of a cent below a dime. */
export const money = (amount: number): string => {
  const digits = digitsOf(amount);
  return `$${amount.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;
};

/** A number as people write it: whole from 100 on, else with at most two decimals. */
export const quantity = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 2 });
