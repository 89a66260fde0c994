import type { Instant } from '#lib/core/time/instant.ts';
import { keyAttributes, number, optionalTextOf, text, type Item, type ItemKey } from '../store/dynamodb/item.ts';
import { attributeNames } from '../store/table-keys.ts';
import { guardItem, type GuardsTable } from './guards-table.ts';
import { putUnlessChanged, valueName } from './put-unless-changed.ts';

interface SharedRateLimitDeps extends GuardsTable {
  /** What is limited, such as `erasures`. */
  readonly what: string;
  readonly most: number;
  /** In milliseconds. */
  readonly within: number;
  readonly now: () => Instant;
}

const timesIn = (item: Item | undefined): readonly Instant[] =>
  item === undefined ? [] : (optionalTextOf(item, valueName) ?? '').split(',').map(Number);

/** The times of a caller, to be forgotten once the last of them counts no more. */
const itemOf = (key: ItemKey, times: readonly Instant[], until: Instant): Item => ({
  ...keyAttributes(key),
  [valueName]: text(times.join(',')),
  [attributeNames.expiresAt]: number(Math.ceil(until / 1000)),
});

/**
 * Counts in a table that many processes share: at most `most` times in any stretch of `within`, for each caller. Each time takes a read
 * and a write; each that is refused, a read.
 *
 * @returns says whether a caller may once more, and counts it. It throws what DynamoDB throws, once the SDK has given up.
 */
export const sharedRateLimit = ({ what, most, within, now, ...table }: SharedRateLimitDeps) => {
  return async (caller: string): Promise<boolean> => {
    const key = { partition: `RATE#${caller}`, sort: what };
    // Who comes second so often is one of as many who were counted.
    for (let tries = 0; tries <= most; tries += 1) {
      const seen = await guardItem(table, key);
      const at = now();
      const recent = timesIn(seen).filter((time) => time > at - within);
      if (recent.length >= most) return false;
      if (await putUnlessChanged(table, seen, itemOf(key, [...recent, at], at + within))) return true;
    }
    return false;
  };
};
