/** Milliseconds since 1970-01-01T00:00:00Z, always whole. The only form in which the core keeps time. */
export type Instant = number;

/** UTC with milliseconds, as in `2026-11-02T09:12:00.000Z`: the only form in which Patron writes an instant. */
export const formatInstant = (instant: Instant): string => new Date(instant).toISOString();

/** Reads an ISO 8601 instant that a schema has checked before; digits beyond milliseconds are cut off. */
export const parseInstant = (text: string): Instant => Date.parse(text);

export const earliest = (one: Instant | undefined, other: Instant): Instant =>
  one === undefined ? other : Math.min(one, other);

export const latest = (one: Instant | undefined, other: Instant): Instant =>
  one === undefined ? other : Math.max(one, other);
