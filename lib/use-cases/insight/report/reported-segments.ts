import { membersOfBoth } from '#lib/core/insight/report/membership-counts.ts';
import { shareOfRevenue } from '#lib/core/insight/report/revenue-of-members.ts';
import { toldRevenues } from '#lib/core/insight/report/told-revenues.ts';
import { sumOf } from '#lib/core/measures/exact-sum.ts';
import { describeSegment } from '#lib/core/segments/describe/describe.ts';
import type { People } from '../people.ts';
import { segmentsInOrder, type ReportFacts } from './facts.ts';
import type { Overlap, ReportedSegment } from './report.ts';

/** The segments as they stand, in the catalogue's order. */
export const reportedSegments = ({ catalogue, minimum }: People, facts: ReportFacts): readonly ReportedSegment[] => {
  const people = facts.shop.customers + facts.shop.visitors;
  const told = toldRevenues(facts.memberships, { all: facts.shop.buyers, minimum });
  return segmentsInOrder(catalogue).map(({ key, name, source }, place) => {
    const size = facts.memberships.sizes[place] ?? 0;
    const revenueShare = told.has(place)
      ? shareOfRevenue(sumOf(facts.memberships.revenue[place] ?? 0), sumOf(facts.shop.revenue))
      : undefined;
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
