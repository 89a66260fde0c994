import * as z from 'zod/mini';
import { givenTraits } from '#events/field-form.ts';
import { computedTraits } from '../../profile/computed-traits.ts';
import { knownTrait } from '../../profile/trait.ts';
import { bucketPath, computedPath } from '../language/own-paths.ts';
import { isPredictedPath, predictedPaths } from '../language/predicted-traits.ts';
import { withHint } from './closed.ts';

/** Every trait but those with a name of the shop's own or a currency in their path. */
export const traitPaths: readonly string[] = [...Object.keys(computedTraits), ...predictedPaths, ...givenTraits.keys()];

/** The traits with a name of the shop's own or a currency in their path, and the parts of an income. */
export const openTraitPaths = new RegExp(
  String.raw`^(?:custom|consent)\..|^orders\.otherCurrencies\.[A-Z]{3}(?:\.(?:count|revenue))?$|^demographic\.income\.(?:amount|currency)$|${bucketPath.source}|${computedPath.source}`,
);

const bucketRule = 'bucket.NAME, the name of 1 to 40 letters, digits, _ and -';

/** The rule for a trait that nothing known is near to. */
export const traitRule = 'a trait';

const isNamed = (path: string): boolean => computedPath.test(path) || bucketPath.test(path) || isPredictedPath(path);

const adviceFor = (input: unknown): string =>
  typeof input === 'string' && input.startsWith('bucket.') ? bucketRule : withHint(traitRule, input, traitPaths);

/** A trait, by dotted path. Which computed traits a catalogue has is checked beside it. */
export const traitPath = z.custom<string>(
  (value) => typeof value === 'string' && (isNamed(value) || knownTrait(value) !== undefined),
  { abort: false, error: ({ input }) => adviceFor(input) },
);
