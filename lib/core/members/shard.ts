import { hash } from 'node:crypto';
import { publicIdOf, type PersonKey } from '../profile/person.ts';

/** The number of shards that the members of a segment are divided into, for comparing them with another's list. */
const shardCount = 256;

/** The parts that a reader can divide a segment into hold whole sixteenths of its shards. */
const sixteenths = 16;

/** One of the `of` parts of a segment that together hold each member once. */
export interface SegmentPart {
  /** From 0 up to, but not including, `of`. */
  readonly part: number;
  /** From 1 to 16. */
  readonly of: number;
}

/** All of a segment. */
export const wholeSegment: SegmentPart = { part: 0, of: 1 };

/** The shard of a person: the first byte of the SHA-256 of the id, with `~` before a visitor's. */
export const memberShardOf = (person: PersonKey): number => hash('sha256', publicIdOf(person), 'buffer').readUInt8(0);

/** The sixteenth of a segment in which a shard lies. */
export const sixteenthOf = (shard: number): number => Math.floor(shard / (shardCount / sixteenths));

/**
 * The sixteenths of a segment that make up a part, in order.
 *
 * @throws {RangeError} for a part that there is not.
 */
export const sixteenthsIn = ({ part, of }: SegmentPart): readonly number[] => {
  const isPart =
    Number.isInteger(of) && of >= 1 && of <= sixteenths && Number.isInteger(part) && part >= 0 && part < of;
  if (!isPart) {
    throw new RangeError(
      `Cannot read a part of a segment: part must be from 0 and below of, which is 1 to ${sixteenths}; current value is part ${part} of ${of}`,
    );
  }
  const all = Array.from({ length: sixteenths }, (_, sixteenth) => sixteenth);
  return all.filter((sixteenth) => Math.floor((sixteenth * of) / sixteenths) === part);
};

/** The shards that make up a part, in order. */
export const shardsIn = (part: SegmentPart): readonly number[] => {
  const own = new Set(sixteenthsIn(part));
  return Array.from({ length: shardCount }, (_, shard) => shard).filter((shard) => own.has(sixteenthOf(shard)));
};
