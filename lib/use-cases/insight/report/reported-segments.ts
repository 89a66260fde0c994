import { membersOfBoth } from '#lib/core/insight/report/membership-counts.ts';
import { shareOfRevenue } from '#lib/core/insight/report/revenue-of-members.ts';
import { sumOf } from '#lib/core/measures/exact-sum.ts';
import { describeSegment } from '#lib/core/segments/describe/describe.ts';
import type { People } from '../people.ts';
import { segmentsInOrder, type ReportFacts } from './facts.ts';
import type { Overlap, ReportedSegment } from './report.ts';

/** Whether a share of buyers tells of enough of them, and of enough others. */
const isTold = (buyers: number, all: number, minimum: number): boolean =>
  buyers >= minimum && (buyers === all || all - buyers >= minimum);

/** The share of the revenue that the buyers in a segment have brought; undefined where it would tell of few. */
const revenueShareOf = ({ shop, memberships }: ReportFacts, place: number, minimum: number): number | undefined => {
  if (!isTold(memberships.buyers[place] ?? 0, shop.buyers, minimum)) return undefined;
  return shareOfRevenue(sumOf(memberships.revenue[place] ?? 0), sumOf(shop.revenue));
};

/** The segments as they stand, in the catalogue's order. */
export const reportedSegments = ({ catalogue, minimum }: People, facts: ReportFacts): readonly ReportedSegment[] => {
  const people = facts.shop.customers + facts.shop.visitors;
  return segmentsInOrder(catalogue).map(({ key, name, source }, place) => {
    const size = facts.memberships.sizes[place] ?? 0;
    const revenueShare = revenueShareOf(facts, place, minimum);
    return {
      key,
      name,
      meaning: describeSegment(source, catalogue.source),
      size,
      ...(people > 0 && { share: size / people }),
      ...(revenueShare !== undefined && { revenueShare }),
    };
  });
};

/** The pairs of segments that share members, the most alike first, then in the catalogue's order. */
export const overlapsOf = ({ catalogue }: People, { memberships }: ReportFacts): readonly Overlap[] => {
  const keys = segmentsInOrder(catalogue).map(({ key }) => key);
  const sizeOf = (place: number): number => memberships.sizes[place] ?? 0;
  const pairs = keys.flatMap((one, place) =>
    keys.slice(place + 1).flatMap((other, index) => {
      const second = place + 1 + index;
      const both = membersOfBoth(memberships, [place, second]);
      return both === 0 ? [] : [{ one, other, jaccard: both / (sizeOf(place) + sizeOf(second) - both) }];
    }),
  );
  return pairs.sort((first, second) => second.jaccard - first.jaccard);
};
