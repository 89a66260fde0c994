import type { DetailOf } from '#events/incoming-event.ts';
import type { KindValues } from '../../profile/computed-trait.ts';
import type { ComputedPath, computedTraits } from '../../profile/computed-traits.ts';
import type { ByPath, EntryBelow } from './event-fields.ts';
import type { Ages, OperatorsFor } from './operators-for.ts';

type KindOf<Path extends ComputedPath> = (typeof computedTraits)[Path]['kind'];

/** The computed traits that hold an instant. */
type InstantPath = { [Path in ComputedPath]: KindOf<Path> extends 'instant' ? Path : never }[ComputedPath];

type Described = DetailOf<'CustomerDescribed'>['traits'];

/** The traits that `CustomerDescribed` gives, by path; the shop's own under `custom`. */
type GivenTraits = ByPath<
  { [Group in keyof Described]-?: EntryBelow<Group, Exclude<Described[Group], undefined>> }[keyof Described]
>;

/** Every trait with the type of its value. */
type TraitValues = GivenTraits & { readonly [Path in ComputedPath]: KindValues[KindOf<Path>] } & Readonly<
    Record<`orders.otherCurrencies.${string}.${'count' | 'revenue'}`, number> &
      Record<`consent.${string}`, boolean> &
      // What a computed trait of the shop's own is, its catalogue says.
      Record<`computed.${string}`, unknown> &
      Record<`bucket.${string}`, number>
  >;

/** The path of a trait. */
export type TraitPath = keyof TraitValues;

/** The comparisons that can hold for a trait; how long ago it lies is for instants, and for what a shop keeps there. */
export type TraitOperatorsFor<Path extends TraitPath> = Path extends
  InstantPath | 'demographic.birthDate' | `custom.${string}` | `computed.${string}`
  ? OperatorsFor<TraitValues[Path]> & Ages<TraitPath>
  : OperatorsFor<TraitValues[Path]>;
