import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { CatalogueSource, Segment } from '#lib/core/segments/language/language.ts';
import { membershipsSql } from '../sql/memberships-sql.ts';

const { segments } = membershipsSql(defaultCatalogue, 0);

const withoutOwnTraits = ({ publish, ...segment }: Segment): Segment => ({
  ...segment,
  publish: { traits: (publish?.traits ?? []).filter((path) => !path.startsWith('computed.')) },
});

/** The segments of the default catalogue that its peers can decide as well: no local times, values or traits of the shop's own. */
export const sharedCatalogue: CatalogueSource = {
  currency: defaultCatalogue.currency,
  ...(defaultCatalogue.rfm && { rfm: defaultCatalogue.rfm }),
  segments: defaultCatalogue.segments.filter(({ key }) => segments.includes(key)).map(withoutOwnTraits),
};
