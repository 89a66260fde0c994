import { isInstant } from '#events/forms/instant.ts';
import { parseInstant, type Instant } from './instant.ts';

/** Reads an ISO 8601 instant with `Z` or an offset; undefined for anything else. */
export const readInstant = (value: unknown): Instant | undefined =>
  isInstant(value) ? parseInstant(value) : undefined;
