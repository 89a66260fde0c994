import type { PartName } from '../profile/state.ts';

import type { ConditionSource, Segment } from '../segments/language/language.ts';
import type { QuestionFacts } from './question-facts.ts';

/** A question about everybody: the segment that answers it, and whom its members are compared with. */
export interface Question {
  readonly segment: Segment;
  /** Of whom the question can be asked at all: the others are the rest of these. */
  readonly scope: ConditionSource;
  /** The part of the profile without which nobody is among these: only of people who have it events are read. */
  readonly part: PartName;
  /** How long ago the last event of that part may be of anybody in either group; any time by default. */
  readonly within?: string;
  /** The rest of these, in words. */
  readonly others: string;
  /** What to say where the question can be asked of nobody, and where it can be but nobody is a member. */
  readonly missing: Missing;
}

/** What data lack that a question needs. */
export interface Missing {
  readonly nobody: string;
  readonly noMember?: string;
}

type Facts = Pick<QuestionFacts, 'bestRevenue'>;

/** Scores, from 0 to 1, from which on somebody is happy and up to which somebody is unhappy: between them neither. */
const scores = { happy: 0.75, unhappy: 0.25 } as const;

const hasOrdered: ConditionSource = { trait: 'orders.count', is: { gte: 1 } };

const ofScores = {
  scope: { trait: 'feedback.satisfaction', is: { exists: true } },
  part: 'feedback',
  others: 'others who gave a score',
  missing: { nobody: 'nobody has given feedback with a score' },
} as const;

const inCart = { performed: 'VisitMade', where: { action: { in: ['cart', 'checkout'] } } } as const;

/** The window in which carts are looked at, and how long a cart may wait. */
const cart = { within: 'P90D', wait: 'PT2H' } as const;

/** The questions that can be asked without a segment of one's own. */
const questions = {
  best: ({ bestRevenue = 0 }: Facts): Question => ({
    segment: {
      key: 'best',
      name: 'Best customers',
      description: 'The tenth of those who have ordered that has spent the most, after refunds.',
      // Of nobody where there is no revenue: everybody would be best.
      when: { trait: 'orders.revenue', is: { gte: Math.max(1, bestRevenue) } },
    },
    scope: hasOrdered,
    part: 'orders',
    others: 'others who have ordered',
    missing: { nobody: 'nobody has ordered', noMember: 'nobody has revenue in the currency of the catalogue' },
  }),
  satisfied: (): Question => ({
    ...ofScores,
    segment: {
      key: 'satisfied',
      name: 'Satisfied customers',
      description: 'Give three quarters of the highest score or more, on average.',
      when: { trait: 'feedback.satisfaction', is: { gte: scores.happy } },
    },
  }),
  unsatisfied: (): Question => ({
    ...ofScores,
    segment: {
      key: 'unsatisfied',
      name: 'Unsatisfied customers',
      description: 'Give a quarter of the highest score or less, on average.',
      when: { trait: 'feedback.satisfaction', is: { lte: scores.unhappy } },
    },
  }),
  discount: (): Question => ({
    segment: {
      key: 'discount',
      name: 'Discount buyers',
      description: 'At least half of their orders had a discount or a coupon.',
      when: { trait: 'orders.discountShare', is: { gte: 0.5 } },
    },
    scope: hasOrdered,
    part: 'orders',
    others: 'others who have ordered',
    missing: { nobody: 'nobody has ordered', noMember: 'nobody had a discount or a coupon on half of their orders' },
  }),
  abandoned: (): Question => ({
    segment: {
      key: 'abandoned',
      name: 'Left with a full cart',
      description:
        'Had something in the cart within the last 90 days and did not order in the two hours after or since.',
      when: { ...inCart, notFollowedBy: { performed: 'PurchaseMade' }, for: cart.wait, within: cart.within },
    },
    scope: { ...inCart, within: cart.within },
    part: 'visits',
    within: cart.within,
    others: 'others with something in the cart in the last 90 days',
    missing: { nobody: 'no visit of the last 90 days has the action "cart" or "checkout"' },
  }),
} as const satisfies Readonly<Record<string, (facts: Facts) => Question>>;

export type QuestionName = keyof typeof questions;

export const questionNames = Object.keys(questions) as readonly QuestionName[];

/** A question as it is asked of these data. */
export const questionOf = (name: QuestionName, facts: Facts): Question => questions[name](facts);
