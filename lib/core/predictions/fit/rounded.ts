const decimals = 6;

/** The same value with every number in it rounded to 6 decimals, which is more than a figure of quality tells. */
export const roundedDeep = <Value>(value: Value): Value =>
  JSON.parse(
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'number' ? Number(part.toFixed(decimals)) : part)),
  ) as Value;
