import type { ComparePlan } from '../compare/compare-groups.ts';
import { countComparison } from '../compare/compare-groups.ts';
import type { Testing } from '../compare/finding.ts';
import { itemCounts } from '../compare/item-counts.ts';
import { lineOf, type Line } from '../compare/line.ts';
import { sumOf } from '../../measures/exact-sum.ts';
import type { Accumulator } from '../accumulator.ts';
import type { Grouped } from '../groups.ts';
import { tell, type Told } from '../minimum.ts';
import { cardCounts } from './card-counts.ts';
import { cardParts, type CardPart } from './card-parts.ts';
import type { Figure } from './figure.ts';
import { partFigures, type PersonaCounts } from './figures.ts';
import { validate, type Validation } from './other-half.ts';

/** What members have spent, after refunds, in minor units of the catalogue's currency. */
interface PersonaRevenue {
  readonly amount: number;
  /** Of the revenue of everybody; absent where there is none, or where it would tell of few others. */
  readonly share?: number;
}

/** A part of a card of which little is known: of fewer than half of the members. */
interface LittleKnown {
  readonly part: CardPart;
  readonly known: Told;
  /** The share of members of whom something in it is known; absent where they are fewer than the minimum. */
  readonly knownShare?: number;
  /** Set where nothing in it is known of anybody. */
  readonly says?: 'not known of any member';
}

/** What is found of a segment's members. */
export interface Card extends Readonly<Record<CardPart, readonly Figure[]>> {
  /** Absent where fewer than the minimum have ordered. */
  readonly revenue?: PersonaRevenue;
  readonly standsOut: readonly Line[];
  readonly notKnown: readonly LittleKnown[];
  readonly validation: Validation;
}

/** Counts what a card is made of. */
export const personaCounts = (plan: ComparePlan): Accumulator<Grouped, PersonaCounts, PersonaCounts> => {
  const [items, card] = [itemCounts(plan), cardCounts(plan)];
  return {
    empty: () => ({ items: items.empty(), card: card.empty() }),
    add: (kept, grouped) => ({ items: items.add(kept.items, grouped), card: card.add(kept.card, grouped) }),
    merge: (one, other) => ({ items: items.merge(one.items, other.items), card: card.merge(one.card, other.card) }),
    result: (kept) => kept,
  };
};

const revenueOf = ({ card: { bought } }: PersonaCounts, minimum: number): PersonaRevenue | undefined => {
  const { members, others } = bought;
  if (members.buyers < minimum) return undefined;
  const amount = sumOf(members.revenue);
  const all = amount + sumOf(others.revenue);
  const isTold = all > 0 && amount >= 0 && amount <= all && (others.buyers === 0 || others.buyers >= minimum);
  return { amount, ...(isTold && { share: amount / all }) };
};

const littleKnown = ({ card }: PersonaCounts, members: number, minimum: number): readonly LittleKnown[] =>
  cardParts.flatMap((part) => {
    const known = card.known[part] ?? 0;
    if (known >= members / 2) return [];
    return {
      part,
      known: tell(known, minimum),
      ...(known >= minimum && { knownShare: known / members }),
      ...(known === 0 && { says: 'not known of any member' as const }),
    };
  });

/** The card of a segment of at least the minimum of members. */
export const cardOf = (plan: ComparePlan, counts: PersonaCounts, testing: Testing & { members: number }): Card => {
  const { minimum, members } = testing;
  const revenue = revenueOf(counts, minimum);
  const parts = cardParts.map((part) => [part, partFigures(part, { ...counts, plan: plan.items, minimum })] as const);
  return {
    ...(revenue && { revenue }),
    ...(Object.fromEntries(parts) as Record<CardPart, readonly Figure[]>),
    standsOut: countComparison(plan, testing)
      .result(counts.items)
      .findings.map((finding) => lineOf(finding, plan.items, minimum)),
    notKnown: littleKnown(counts, members, minimum),
    validation: validate(plan, counts.items, testing),
  };
};
