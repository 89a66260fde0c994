import { computedPath } from '../../segments/language/own-paths.ts';
import type { CatalogueSource, ConditionSource, Segment } from '../../segments/language/language.ts';
import { definitionOf } from '../definition/named-traits.ts';

const longestKey = 64;
const prefix = 'like-';

/** The shop's own traits that a segment uses, with those that they are made of. */
const ownTraitsOf = (segment: Segment, source: CatalogueSource): NonNullable<CatalogueSource['traits']> => {
  const names = new Set(definitionOf(source, [segment]).traits.map((path) => computedPath.exec(path)?.[1]));
  return Object.fromEntries(Object.entries(source.traits ?? {}).filter(([name]) => names.has(name)));
};

/**
 * A catalogue with a segment of people who are like the members of another, in the currency and the zone of the shop's own; with
 * no segment where there is no condition.
 */
export const suggestedCatalogue = (
  { key, name = key }: Segment,
  when: ConditionSource | undefined,
  source: CatalogueSource,
): CatalogueSource => {
  const { currency, timeZone, predict } = source;
  const zone = { ...(timeZone !== undefined && { timeZone }) };
  if (when === undefined) return { currency, ...zone, segments: [] };
  const segment: Segment = {
    key: `${prefix}${key}`.slice(0, longestKey),
    name: `Like ${name}`,
    description: `What members of "${name}" share and others do not.`,
    when,
  };
  const traits = ownTraitsOf(segment, source);
  return {
    currency,
    ...zone,
    ...(Object.keys(traits).length > 0 && { traits }),
    ...(predict && JSON.stringify(segment).includes('"predicted.') && { predict }),
    segments: [segment],
  };
};
