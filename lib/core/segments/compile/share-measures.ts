import type { EventCondition, LeafCondition } from '../language/condition.ts';
import type { ParsedSegment } from '../language/parse-segment.ts';
import type { Operators } from '../language/operators.ts';
import { compileMeasure, measureKey } from './compile-measure.ts';
import type { Measure } from './measure.ts';
import { numbersIn } from './operators.ts';

const holdsAtAll: Operators = { eq: true };

/** The operators that a condition over events applies to its measure; the measure of a sequence is true or false. */
export const comparedWith = (condition: EventCondition): Operators =>
  condition.form === 'followedBy' || condition.form === 'notFollowedBy' ? holdsAtAll : condition.is;

const overEvents = (condition: LeafCondition): readonly EventCondition[] =>
  condition.form === 'trait' || condition.form === 'segment' ? [] : [condition];

/** The number of newest entries that decide every comparison: one more than the largest number compared with. */
const entriesFor = (operators: Operators): number => Math.max(0, ...numbersIn(operators).map(Math.floor)) + 1;

/** Conditions that measure the same. */
interface Sharing {
  readonly conditions: EventCondition[];
  most: number;
}

/** The measure of each condition over events: one for all conditions that differ only in what they compare it with. */
export const shareMeasures = (
  segments: readonly ParsedSegment[],
  currency: string,
): ReadonlyMap<EventCondition, Measure> => {
  const wanted = new Map<string, Sharing>();
  for (const condition of segments.flatMap(({ leaves }) => leaves.flatMap((leaf) => overEvents(leaf.condition)))) {
    const key = measureKey(condition);
    const sharing = wanted.get(key) ?? { conditions: [], most: 0 };
    wanted.set(key, sharing);
    sharing.conditions.push(condition);
    sharing.most = Math.max(sharing.most, entriesFor(comparedWith(condition)));
  }
  const measures = new Map<EventCondition, Measure>();
  for (const [key, { conditions, most }] of wanted) {
    const measure = compileMeasure(conditions.at(-1) as EventCondition, key, { most, currency });
    for (const condition of conditions) measures.set(condition, measure);
  }
  return measures;
};
