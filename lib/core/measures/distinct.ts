import { digestLength, shortDigest } from './short-digest.ts';
import { sortedPosition } from './sorted-position.ts';

/** Distinct values are counted exactly up to this many. */
export const distinctLimit = 10_000;

/** One more digest is kept, so that a full set can be told from a larger one. */
export const digestLimit = distinctLimit + 1;

/** Two of 10,000 values share a digest once in six million such sets. */
const digits = digestLength;

/** The digits of base 64 in the order of their characters, which is the order of digests. */
const alphabet = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

/**
 * A set of values that keeps only their smallest digests, so that its size is bounded and does not depend on the order of
 * arrival. The sorted digests are one text, of at most 80 KB, because a store reads and writes many small texts slowly.
 */
export type Distinct = string;

export const noDistinct: Distinct = '';

const digestAt = (set: Distinct, position: number): string => set.slice(position * digits, (position + 1) * digits);

/** The number of digests that are kept, which is the number of values while that is below the limit. */
export const keptDistinct = (set: Distinct): number => set.length / digits;

const positionOf = (set: Distinct, digest: string): number =>
  sortedPosition(keptDistinct(set), (position) => digestAt(set, position) < digest);

const insert = (set: Distinct, digest: string, limit: number): Distinct => {
  const position = positionOf(set, digest);
  if (position >= limit || digestAt(set, position) === digest) return set;
  return `${set.slice(0, position * digits)}${digest}${set.slice(position * digits, (limit - 1) * digits)}`;
};

/** Whether a set keeps a digest. */
export const hasDigest = (set: Distinct, digest: string): boolean =>
  set === digest || (set.length > digits && digestAt(set, positionOf(set, digest)) === digest);

/** A set without a digest that it keeps. */
export const withoutDigest = (set: Distinct, digest: string): Distinct => {
  const position = positionOf(set, digest);
  return `${set.slice(0, position * digits)}${set.slice((position + 1) * digits)}`;
};

/** The digests of a set, in their order. */
export const digestsOf = (set: Distinct): readonly string[] =>
  Array.from({ length: keptDistinct(set) }, (_, position) => digestAt(set, position));

/** The digests of a set that come before another. */
export const digestsBelow = (set: Distinct, digest: string): Distinct => set.slice(0, positionOf(set, digest) * digits);

/** The digest of a value: the set that holds nothing else. */
export const digestOf = (value: unknown): string => shortDigest(JSON.stringify(value));

export const addDistinct = (set: Distinct, value: unknown, limit: number = digestLimit): Distinct =>
  insert(set, digestOf(value), limit);

export const mergeDistinct = (one: Distinct, other: Distinct, limit: number = digestLimit): Distinct => {
  let merged = one;
  for (let position = 0; position < keptDistinct(other); position += 1) {
    merged = insert(merged, digestAt(other, position), limit);
  }
  return merged;
};

/** The share of all possible digests that come before the end of this one, from 0 to 1. */
export const shareUpTo = (digest: string): number =>
  digest.split('').reduceRight((share, digit) => (alphabet.indexOf(digit) + share) / alphabet.length, 1);

/**
 * The number of distinct values: exact below `limit`, beyond it estimated from how densely the smallest digests lie (k
 * minimum values; Bar-Yossef and others, RANDOM 2002).
 */
export const countDistinct = (set: Distinct, limit: number = digestLimit): number => {
  const kept = keptDistinct(set);
  return kept < limit ? kept : Math.max(limit, Math.round((limit - 1) / shareUpTo(digestAt(set, limit - 1))));
};
