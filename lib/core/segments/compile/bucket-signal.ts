import { hash } from 'node:crypto';
import { bucketPath } from '../language/own-paths.ts';
import type { Signal } from './signal.ts';

/** The name of the bucket that a trait's path means; undefined where it is no bucket. */
export const bucketName = (path: string): string | undefined => bucketPath.exec(path)?.[1];

/** The part of a state that buckets are drawn from, as in `Signal.dependsOn`. */
export const idPart = 'id';

const digits = 8;
const range = 2 ** 32;

/** A number from 0 up to 100 that stays the same for ever: the first four bytes of SHA-256 of `NAME:ID`, times 100 / 2^32. */
const drawn = (name: string, id: string): number =>
  (Number.parseInt(hash('sha256', `${name}:${id}`, 'hex').slice(0, digits), 16) * 100) / range;

/** A trait that divides everybody evenly, such as for hold-outs and gradual starts. */
export const bucketSignal = (name: string): Signal => ({
  valueAt: ({ id }) => (id === undefined ? undefined : drawn(name, id)),
  isApproximate: () => false,
  measures: [],
  dependsOn: [idPart],
});
