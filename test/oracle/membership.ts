import type { Catalogue, Condition, Segment } from './catalogue.ts';
import { holds } from './conditions.ts';
import { viewOf, type Known } from './traits.ts';

const referencesOf = (condition: Condition): string[] => {
  if ('all' in condition) return condition.all.flatMap(referencesOf);
  if ('any' in condition) return condition.any.flatMap(referencesOf);
  if ('not' in condition) return referencesOf(condition.not);
  return 'segment' in condition ? [condition.segment] : [];
};

/** The segments with each after those that it refers to. */
const referenceOrder = (segments: readonly Segment[]): Segment[] => {
  const ordered: Segment[] = [];
  const visit = (segment: Segment): void => {
    if (ordered.includes(segment)) return;
    const references = referencesOf(segment.when);
    for (const other of segments.filter(({ key }) => references.includes(key))) visit(other);
    ordered.push(segment);
  };
  for (const segment of segments) visit(segment);
  return ordered;
};

/** The keys of the segments that a person is in at an instant. */
export const membersAt = (catalogue: Catalogue, known: Known, now: number): Set<string> => {
  const view = viewOf(catalogue, known, now);
  const members = new Set<string>();
  for (const { key, when, requires = catalogue.requires } of referenceOrder(catalogue.segments)) {
    const consent = !requires || view.traitAt(`consent.${requires.consent}`) === true;
    if (consent && holds(when, { ...view, members })) members.add(key);
  }
  return members;
};
