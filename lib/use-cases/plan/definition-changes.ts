import type { Catalogue, CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';

/** The difference between two catalogues in a segment's definition; `unknown` without the previous catalogue. */
export type DefinitionChange = 'added' | 'removed' | 'redefined' | 'unchanged' | 'unknown';

/** How one segment's definition differs between two catalogues. */
export interface ChangedDefinition {
  readonly definition: DefinitionChange;
  readonly renamedFrom?: string;
  readonly sameAs?: string;
}

const byKey = ({ segments }: Catalogue): ReadonlyMap<string, CompiledSegment> =>
  new Map(segments.map((segment) => [segment.key, segment]));

/** The meaning of a condition depends on these too. */
const isSameWorld = (before: Catalogue, after: Catalogue): boolean =>
  before.currency === after.currency && JSON.stringify(before.rfm) === JSON.stringify(after.rfm);

const added = (segment: CompiledSegment, before: Catalogue, after: Catalogue): ChangedDefinition => {
  const same = before.segments.find(
    ({ key, definitionHash }) => definitionHash === segment.definitionHash && !after.positions.has(key),
  );
  return { definition: 'added', ...(same && { sameAs: same.key }) };
};

/**
 * How each segment of either catalogue differs between the two, by key. A segment is redefined when its own condition
 * is, or the catalogue's currency or scores; one that only refers to such a segment is not.
 */
export const definitionChanges = (before: Catalogue, after: Catalogue): ReadonlyMap<string, ChangedDefinition> => {
  const known = byKey(before);
  const isSame = isSameWorld(before, after);
  const kept = after.segments.map((segment): readonly [string, ChangedDefinition] => {
    const old = known.get(segment.key);
    if (old === undefined) return [segment.key, added(segment, before, after)];
    const definition = isSame && old.definitionHash === segment.definitionHash ? 'unchanged' : 'redefined';
    return [segment.key, { definition, ...(old.name !== segment.name && { renamedFrom: old.name }) }];
  });
  const removed = before.segments
    .filter(({ key }) => !after.positions.has(key))
    .map(({ key }): readonly [string, ChangedDefinition] => [key, { definition: 'removed' }]);
  return new Map([...kept, ...removed]);
};
