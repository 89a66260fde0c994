import { givenTraits } from '#events/field-form.ts';
import { computedTraits } from '#lib/core/profile/computed-traits.ts';
import { operatorsOf } from '#lib/core/segments/check/predicted-operators.ts';
import { traitPaths } from '#lib/core/segments/check/trait-path.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { describeTraits } from '#lib/core/segments/describe/describe.ts';
import { knownSubject } from '#lib/core/segments/describe/labels.ts';
import { percentilePaths } from '#lib/core/segments/language/percentile.ts';
import { isPredictedPath, predictedTraits, tierNames } from '#lib/core/segments/language/predicted-traits.ts';
import { operatorsByKind } from './operators-by-kind.ts';

/** The kinds of values, as operators tell them apart. */
const kinds: ReadonlyMap<string, string> = new Map([
  ...Object.entries(computedTraits).map(([path, { kind }]) => [path, kind] as const),
  ...Object.entries(predictedTraits),
  ...givenTraits,
  ['demographic.birthDate', 'date'],
]);

const unitText = (path: string, currency: string): string => {
  const { unit } = knownSubject(path, currency);
  return typeof unit === 'string' ? unit : unit.currency;
};

const spokenTrait = (path: string, { currency, source }: Catalogue) => {
  const kind = kinds.get(path) ?? 'any';
  return {
    path,
    label: knownSubject(path, currency).label,
    group: path.split('.', 1)[0] ?? path,
    kind,
    unit: unitText(path, currency),
    operators: isPredictedPath(path) ? operatorsOf[predictedTraits[path]] : operatorsByKind(kind),
    percentiles: source.predict !== undefined && percentilePaths.some((each) => each === path),
    ...(kind === 'tier' && { values: tierNames }),
    ...(isPredictedPath(path) && { needsModel: true as const }),
  };
};

const ownTrait = (path: string, label: string) => ({
  path,
  label,
  group: 'computed',
  kind: 'any',
  unit: 'plain',
  operators: operatorsByKind('any'),
  percentiles: false,
});

/** Every trait that conditions can name, those of the catalogue's own included. */
export const spokenTraits = (catalogue: Catalogue) => [
  ...traitPaths.map((path) => spokenTrait(path, catalogue)),
  ...[...describeTraits(catalogue.source)].map(([path, label]) => ownTrait(path, label)),
];

/** The traits whose path ends with a name of the shop's own. */
export const namedTraits = [
  { prefix: 'custom.', label: 'a trait that the shop gives', kind: 'any' },
  { prefix: 'consent.', label: 'consent to a purpose', kind: 'boolean' },
  { prefix: 'bucket.', label: 'a number from 0 to 100 that is drawn by the id', kind: 'number' },
].map((named) => ({ ...named, operators: operatorsByKind(named.kind) }));
