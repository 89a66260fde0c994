import * as z from 'zod/mini';
import { givenTraits } from '#events/field-form.ts';
import { computedTraits } from '../../profile/computed-traits.ts';
import { knownTrait } from '../../profile/trait.ts';
import { withHint } from './closed.ts';

/** Every trait but those with a name of the shop's own or a currency in their path. */
export const traitPaths: readonly string[] = [...Object.keys(computedTraits), ...givenTraits.keys()];

/** The traits with a name of the shop's own or a currency in their path, and the parts of an income. */
export const openTraitPaths =
  /^(?:custom|consent)\..|^orders\.otherCurrencies\.[A-Z]{3}(?:\.(?:count|revenue))?$|^demographic\.income\.(?:amount|currency)$/;

/** A trait, by dotted path. */
export const traitPath = z.custom<string>((value) => knownTrait(value) !== undefined, {
  abort: false,
  error: ({ input }) => withHint('a trait', input, traitPaths),
});
