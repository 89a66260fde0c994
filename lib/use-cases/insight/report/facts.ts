import { paired } from '#lib/core/insight/paired.ts';
import { membershipCounts, type MembershipCounts } from '#lib/core/insight/report/membership-counts.ts';
import { shopCounts, type ShopCounts } from '#lib/core/insight/report/shop-counts.ts';
import type { Catalogue, CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { accumulate } from '../accumulate.ts';
import type { People } from '../people.ts';

/** What one pass over everybody finds. */
export interface ReportFacts {
  readonly shop: ShopCounts;
  /** By the places of segments in the catalogue's order. */
  readonly memberships: MembershipCounts;
}

/** The segments of a catalogue, in its order. */
export const segmentsInOrder = ({ segments, positionsInOrder }: Catalogue): readonly CompiledSegment[] =>
  positionsInOrder.flatMap((position) => segments[position] ?? []);

/** Counts people, orders and memberships in one pass. */
export const factsOf = async ({ everybody, catalogue }: People): Promise<ReportFacts> => {
  const keys = segmentsInOrder(catalogue).map(({ key }) => key);
  const [shop, memberships] = await accumulate(everybody, paired(shopCounts, membershipCounts(keys)));
  return { shop, memberships };
};
