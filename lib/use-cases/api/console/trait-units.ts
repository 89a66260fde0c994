import { isRecord } from '#events/is-record.ts';
import { traitSubject } from '#lib/core/segments/describe/units.ts';
import type { Unit } from '#lib/core/segments/describe/value-words.ts';
import { vocabularyOf, type Vocabulary } from '#lib/core/segments/describe/vocabulary.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';

const unitsBelow = (path: string, value: unknown, vocabulary: Vocabulary): readonly (readonly [string, Unit])[] => {
  if (isRecord(value))
    return Object.entries(value).flatMap(([name, part]) =>
      unitsBelow(path === '' ? name : `${path}.${name}`, part, vocabulary),
    );
  if (typeof value !== 'number') return [];
  const { unit } = traitSubject(path, vocabulary);
  return unit === 'plain' ? [] : [[path, unit]];
};

/** The units of the numbers among some traits, by path: money, which is in minor units, and shares from 0 to 1. Plain numbers have none. */
export const traitUnits = (traits: unknown, source: CatalogueSource): Readonly<Record<string, Unit>> =>
  Object.fromEntries(unitsBelow('', traits, vocabularyOf(source)));
