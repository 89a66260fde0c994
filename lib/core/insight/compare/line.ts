import type { ItemValue, Items } from '../items/items.ts';
import { valueOf } from '../items/items.ts';
import { tell, type Told } from '../minimum.ts';
import { wilson, type Side } from '../statistics/association.ts';
import type { Finding } from './finding.ts';

/** All but a few of those of whom something is known, where to tell how many would tell how few have it not. */
export interface NearlyAll {
  readonly above: number;
}

/** What members share and others do not. Shares are among those of whom the trait is known. */
export interface Line {
  /** The path of the trait. */
  readonly trait: string;
  /** A plain value; of a number or an instant the operators that hold of it, such as `{"gte": 3, "lt": 8}`. */
  readonly value: ItemValue;
  /** Whether members have it more often than others, or less often. */
  readonly direction: 'more' | 'less';
  /** The share of members, and its 95 % range; absent where it would tell on fewer than the minimum. */
  readonly share?: number;
  readonly interval?: readonly [low: number, high: number];
  /** The share of others; absent where it would tell on fewer than the minimum. */
  readonly others?: number;
  /** The ratio of the two shares, drawn towards 1 where little is known. */
  readonly lift?: number;
  /** Cohen's h: above 0 where members have it more often. */
  readonly effect?: number;
  /** The false discovery rate. */
  readonly q: number;
  readonly members: Told | NearlyAll;
  readonly known: number;
  /** Whether each half of the people, taken alone, shows the same. */
  readonly confirmedOnHalf: boolean;
}

/** Whether a share tells neither of those who have something nor of those who have it not that they are few. */
export const isTellable = ({ having, known }: Side, minimum: number): boolean =>
  having >= minimum && known - having >= minimum;

/** How many members have something, as it may be told. */
export const toldMembers = ({ having, known }: Side, minimum: number): Told | NearlyAll =>
  known - having < minimum ? { above: known - minimum } : tell(having, minimum);

/** A finding as it may be told: no figure in it rests on fewer than the minimum, nor can one be worked out that does. */
export const lineOf = (finding: Finding, items: Items, minimum: number): Line => {
  const { trait, key, members, otherMembers, share, others, lift, effect, q } = finding;
  const isOwn = isTellable(members, minimum);
  const isTheir = isTellable(otherMembers, minimum);
  return {
    trait,
    value: valueOf(items[trait] ?? { values: [] }, key),
    direction: effect > 0 ? 'more' : 'less',
    ...(isOwn && { share, interval: wilson(members) }),
    ...(isTheir && { others }),
    ...(isOwn && isTheir && { lift, effect }),
    q,
    members: toldMembers(members, minimum),
    known: members.known,
    confirmedOnHalf: finding.isConfirmed,
  };
};
