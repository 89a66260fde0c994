/** The value of a trait; undefined for one that is forgotten, and for an empty list, which does not exist. */
export const existing = (value: unknown): unknown =>
  value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;
