import type { CatalogueSource, ConditionSource } from '../language/language.ts';

const asksFor = (condition: ConditionSource): boolean => {
  if ('all' in condition) return condition.all.some(asksFor);
  if ('any' in condition) return condition.any.some(asksFor);
  if ('not' in condition) return asksFor(condition.not);
  return 'value' in condition || 'between' in condition || 'during' in condition || 'same' in condition;
};

/** Whether a catalogue may have measures for which `assemble` needs those of `seldom-measures.ts`. */
export const asksForSeldomMeasures = ({ traits, segments }: CatalogueSource): boolean =>
  traits !== undefined || segments.some(({ when }) => asksFor(when));
