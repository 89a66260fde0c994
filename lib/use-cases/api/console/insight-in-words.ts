import type { InsightKind } from '#events/insight-published.ts';
import type { Line } from '#lib/core/insight/compare/line.ts';
import { itemWordsIn, traitWordsIn } from '#lib/core/insight/items/item-words.ts';
import { minimumBounds } from '#lib/core/insight/minimum.ts';
import { describeCondition } from '#lib/core/segments/describe/describe.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { personaCard, type PersonaCard } from '../../insight/card/persona-card.ts';
import type { Comparison } from '../../insight/compare/compare-people.ts';
import type { Discovery } from '../../insight/discover/discovery.ts';
import type { Persona } from '../../insight/personas.ts';

/** A comparison with each line in words: `number of orders: 5 or more`. */
export interface ComparisonInWords extends Omit<Comparison, 'lines'> {
  readonly lines?: readonly LineInWords[];
}

/** A line of a comparison with its words. */
export interface LineInWords extends Line {
  readonly words: string;
}

/** Personas, each with its card. */
export interface PersonasInWords {
  readonly personas: readonly (Persona & { readonly card: PersonaCard })[];
}

/** Groups, each with the rule that picks its people in words, and what people were compared by. */
export interface DiscoveryInWords extends Omit<Discovery, 'groups'> {
  readonly comparedBy: readonly string[];
  readonly groups: readonly (Discovery['groups'][number] & { readonly words: string })[];
}

const compared = (json: Comparison, source: CatalogueSource): ComparisonInWords => {
  const { lines, ...rest } = json;
  const say = itemWordsIn(source);
  return lines === undefined
    ? rest
    : { ...rest, lines: lines.map((line) => ({ ...line, words: say(line.trait, line.value) })) };
};

const carded = (json: { readonly personas: readonly Persona[] }, source: CatalogueSource): PersonasInWords => ({
  ...json,
  personas: json.personas.map((persona) => ({
    ...persona,
    card: personaCard(persona, { source, minimum: minimumBounds.usual }),
  })),
});

const discovered = (json: Discovery, source: CatalogueSource): DiscoveryInWords => ({
  ...json,
  comparedBy: json.traits.map(traitWordsIn(source).label),
  groups: json.groups.map((group) => ({ ...group, words: `Customers ${describeCondition(group.when, source)}.` })),
});

interface MetricsKept {
  readonly periods: readonly { readonly to: string; readonly overlap?: unknown }[];
}

/** Metrics with the overlaps of their last period alone: those of a year are most of the answer, and nobody looks at them. */
const withoutOldOverlaps = (json: MetricsKept): MetricsKept => {
  const last = json.periods.at(-1)?.to;
  return {
    ...json,
    periods: json.periods.map(({ overlap, ...period }) => (period.to === last ? { ...period, overlap } : period)),
  };
};

/** A result of a pass as it was kept, with words where it has traits and conditions in code. */
export const insightInWords = (kind: InsightKind, json: unknown, source: CatalogueSource): unknown => {
  if (kind === 'compare') return compared(json as Comparison, source);
  if (kind === 'persona') return carded(json as { readonly personas: readonly Persona[] }, source);
  if (kind === 'metrics') return withoutOldOverlaps(json as MetricsKept);
  return kind === 'discover' ? discovered(json as Discovery, source) : json;
};
