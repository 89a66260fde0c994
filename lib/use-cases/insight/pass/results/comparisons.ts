import { countComparison } from '#lib/core/insight/compare/compare-groups.ts';
import { comparedLines, comparisonHead, testingOf, type Comparison } from '../../compare/compare-people.ts';
import type { Result } from '../published.ts';
import type { CountedRun } from './counted-run.ts';

const comparisonAt = (run: CountedRun, place: number): Comparison => {
  const { terms, people } = run;
  const comparison = run.comparisonAt(place);
  const head = comparisonHead(terms, comparison.about, people.sizesOf(comparison));
  if (head.members < terms.minimum) return head;
  const plan = run.planOf(place);
  const found = countComparison(plan, testingOf(terms, comparison.about)).result(run.itemCountsOf(place));
  return { ...head, ...comparedLines(found, plan.items, terms.minimum) };
};

/** What the members of each segment share, and the answers to questions. */
export const comparisonResults = function* (run: CountedRun): Iterable<Result> {
  for (const [place, { segment, name }] of run.comparisons)
    yield { kind: 'compare', ...(segment !== undefined && { segment }), name, json: comparisonAt(run, place) };
};
