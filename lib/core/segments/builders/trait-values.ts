import type { DetailOf } from '#events/incoming-event.ts';
import type { KindValues } from '../../profile/computed-trait.ts';
import type { ComputedPath, computedTraits } from '../../profile/computed-traits.ts';
import type { Percentile } from '../language/operator.ts';
import type { percentilePaths } from '../language/percentile.ts';
import type { PredictedPath, predictedTraits, tierNames } from '../language/predicted-traits.ts';
import type { ByPath, EntryBelow } from './event-fields.ts';
import type { Ages, OperatorsFor } from './operators-for.ts';

type KindOf<Path extends ComputedPath> = (typeof computedTraits)[Path]['kind'];

/** The computed traits that hold an instant. */
type InstantPath = { [Path in ComputedPath]: KindOf<Path> extends 'instant' ? Path : never }[ComputedPath];

type Described = NonNullable<DetailOf<'CustomerDescribed'>['traits']>;

/** The traits that `CustomerDescribed` gives, by path; the shop's own under `custom`. */
type GivenTraits = ByPath<
  { [Group in keyof Described]-?: EntryBelow<Group, Exclude<Described[Group], undefined>> }[keyof Described]
>;

/** The type of a predicted trait's value, by its kind. */
interface PredictedValues extends Pick<KindValues, 'share' | 'number' | 'money' | 'instant'> {
  readonly boolean: boolean;
  readonly tier: (typeof tierNames)[number];
}

type PredictedKindOf<Path extends PredictedPath> = (typeof predictedTraits)[Path];

/** Every trait with the type of its value. */
type TraitValues = GivenTraits & { readonly [Path in ComputedPath]: KindValues[KindOf<Path>] } & {
  readonly [Path in PredictedPath]: PredictedValues[PredictedKindOf<Path>];
} & Readonly<
    Record<`orders.otherCurrencies.${string}.${'count' | 'revenue'}`, number> &
      Record<`consent.${string}`, boolean> &
      // What a computed trait of the shop's own is, its catalogue says.
      Record<`computed.${string}`, unknown> &
      Record<`bucket.${string}`, number>
  >;

/** The path of a trait. */
export type TraitPath = keyof TraitValues;

/** The traits that may count the days of a length: none that moves with no event. */
type DaysPath = Exclude<TraitPath, PredictedPath>;

type Ordering = 'gt' | 'gte' | 'lt' | 'lte';
type Equality = 'eq' | 'ne' | 'in' | 'notIn';

/** The comparisons of a predicted trait whose instants can be foretold, by its kind. */
type PredictedOperators<Kind extends keyof PredictedValues> = Kind extends 'boolean'
  ? Pick<OperatorsFor<boolean>, Equality | 'exists'>
  : Kind extends 'tier'
    ? Pick<OperatorsFor<PredictedValues['tier']>, Equality | 'exists'>
    : Kind extends 'instant'
      ? Pick<OperatorsFor<string>, Ordering | 'exists'> &
          Pick<Ages<DaysPath>, 'olderThan' | 'newerThan' | 'comingWithin'>
      : Pick<OperatorsFor<number>, Ordering | 'exists'>;

type OwnOperators<Path extends TraitPath> = Path extends PredictedPath
  ? PredictedOperators<PredictedKindOf<Path>>
  : Path extends InstantPath | 'demographic.birthDate' | `custom.${string}` | `computed.${string}`
    ? OperatorsFor<TraitValues[Path]> & Ages<DaysPath>
    : OperatorsFor<TraitValues[Path]>;

type OrPercentile<Of> = { readonly [Name in keyof Of]: Name extends Ordering ? Of[Name] | Percentile : Of[Name] };

/**
 * The comparisons that can hold for a trait; how long ago it lies is for instants, and for what a shop keeps there, and a
 * percentile for what models have percentiles of.
 */
export type TraitOperatorsFor<Path extends TraitPath> = Path extends (typeof percentilePaths)[number]
  ? OrPercentile<OwnOperators<Path>>
  : OwnOperators<Path>;
