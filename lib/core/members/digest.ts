import { hash } from 'node:crypto';
import { changeIdOf, type PersonKey } from '../profile/person.ts';
import { memberShardOf, shardsIn, type SegmentPart } from './shard.ts';

/** What a shard of a segment holds, in short: two lists with the same digest hold the same members with the same sequences. */
export interface ShardDigest {
  /** From 0 to 255. */
  readonly shard: number;
  readonly members: number;
  /** The exclusive-or of the first eight bytes of the SHA-256 of `ID:SEQUENCE` of each member, as 16 lower-case hexadecimal digits. */
  readonly xor: string;
}

/** A member as a digest counts it. */
export interface NumberedMember {
  readonly person: PersonKey;
  /** The sequence of the entry; a quiet one has none, and is in no digest. */
  readonly sequence: number | null;
}

const hexDigits = 16;

interface ShardSum {
  members: number;
  xor: bigint;
}

const firstEightBytes = (text: string): bigint => hash('sha256', text, 'buffer').readBigUInt64BE(0);

/** Digests the members of one part of a segment, in any order: `add` each once, then read `shards`. */
export const segmentDigest = (part: SegmentPart) => {
  const sums = new Map(shardsIn(part).map((shard): [number, ShardSum] => [shard, { members: 0, xor: 0n }]));
  return {
    /** Adds a member; one of another part, or without a sequence, adds nothing. */
    add: ({ person, sequence }: NumberedMember): void => {
      const sum = sequence === null ? undefined : sums.get(memberShardOf(person));
      if (sum === undefined || sequence === null) return;
      sum.members += 1;
      sum.xor ^= firstEightBytes(changeIdOf(person, sequence));
    },
    /** All shards of the part in order, empty ones too. */
    shards: (): readonly ShardDigest[] =>
      [...sums].map(([shard, { members, xor }]) => ({
        shard,
        members,
        xor: xor.toString(16).padStart(hexDigits, '0'),
      })),
  };
};
