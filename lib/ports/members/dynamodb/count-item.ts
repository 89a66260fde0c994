import type { HourCount, SegmentCount } from '#lib/core/members/change-counts.ts';
import { day } from '#lib/core/time/duration.ts';
import { formatInstant, parseInstant, type Instant } from '#lib/core/time/instant.ts';
import { keyAttributes, keyOf, optionalNumberOf, type Item, type ItemKey } from '../../store/dynamodb/item.ts';
import { listPartition } from './member-item.ts';

/** The attributes of a row of counts, beside its keys and `expiresAt`. */
export const countAttributes = { entered: 'i', exited: 'o', grown: 'g' } as const;

/** The attributes of the row with a segment's size. */
export const sizeAttributes = { members: 'm', hour: 'h' } as const;

/** How long the counts of an hour are kept: a year's line, and a month more. */
export const countsLife = 400 * day;

/** What a segment's list is followed by where counts are: no sixteenth. */
const countsMark = 'h';

/** The partition with the counts of a segment. */
export const countPartition = (segment: string): string => listPartition(segment, countsMark);

/** Whether a partition has counts. */
export const isCountPartition = (partition: string): boolean => partition.endsWith(`#${countsMark}`);

/** The characters of an instant that name its hour: `2026-11-02T12`. */
const hourLength = 13;

/** The sort key of an hour's counts. */
export const hourKey = (hour: Instant): string => formatInstant(hour).slice(0, hourLength);

/** Comes after the sort key of every hour. */
export const lastHourKey = ':';

/** The key of the counts of an hour. */
export const countKey = (segment: string, hour: Instant): ItemKey => ({
  partition: countPartition(segment),
  sort: hourKey(hour),
});

/** The key of a segment's size. It comes after all hours. */
export const sizeKey = (segment: string) => keyAttributes({ partition: countPartition(segment), sort: 'size' });

/** By how many the list has grown in the hour of a row of counts. */
export const grownIn = (item: Item | undefined): number =>
  item === undefined ? 0 : (optionalNumberOf(item, countAttributes.grown) ?? 0);

/** Reads a row of counts. */
export const hourCountIn = (item: Item): HourCount => ({
  hour: parseInstant(`${keyOf(item).sort}:00:00.000Z`),
  entered: optionalNumberOf(item, countAttributes.entered) ?? 0,
  exited: optionalNumberOf(item, countAttributes.exited) ?? 0,
});

/** What is added to a row of counts, by the names of its attributes; nothing that is 0. */
export const addendsOf = ({ entered, exited, grown }: SegmentCount): readonly (readonly [string, number])[] =>
  Object.entries({ entered, exited, grown })
    .filter(([, addend]) => addend !== 0)
    .map(([name, addend]) => [countAttributes[name as keyof typeof countAttributes], addend]);
