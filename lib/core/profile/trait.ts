import { givenTraits } from '#events/field-form.ts';
import type { Reading } from './computed-trait.ts';
import { computedTrait } from './computed-traits.ts';
import { existing } from './existing.ts';
import { otherCurrencyPath, otherCurrencyReading } from './other-currencies.ts';
import type { GivenPath } from './state.ts';

/** One trait, ready to be read at any instant. */
export interface Trait extends Reading {
  readonly path: string;
}

/** How a given trait, or a part of its value, is read. */
const givenReading = (path: GivenPath, part?: string): Reading => ({
  dependsOn: [path],
  read: ({ given }) => {
    const value = existing(given[path]?.[0]);
    return part === undefined ? value : (value as Record<string, unknown> | undefined)?.[part];
  },
});

/** Groups whose traits are the shop's own. */
const openGroup = /^(?:custom|consent)\../;

const isGiven = (path: string): path is GivenPath => openGroup.test(path) || givenTraits.has(path);

const incomePart = /^demographic\.income\.(amount|currency)$/;

/** A part of an object: of the orders in another currency, or of the income. */
const partReading = (path: string): Reading | undefined => {
  const other = otherCurrencyPath(path);
  if (other) return otherCurrencyReading(other);
  const [, part] = incomePart.exec(path) ?? [];
  return part === undefined ? undefined : givenReading('demographic.income', part);
};

const readingOf = (path: string): Reading | undefined =>
  computedTrait(path) ?? (isGiven(path) ? givenReading(path) : partReading(path));

/** The trait of a path; undefined where the contract has none. */
export const knownTrait = (path: unknown): Trait | undefined => {
  const reading = typeof path === 'string' ? readingOf(path) : undefined;
  return reading && { ...reading, path: path as string };
};
