import type { DetailOf } from '#events/incoming-event.ts';
import type { ByPath, EntryBelow } from './event-fields.ts';
import type { Ages, OperatorsFor } from './operators-for.ts';

/** The traits that hold an instant. */
type InstantPath =
  'orders.firstAt' | 'orders.lastAt' | 'visits.firstAt' | 'visits.lastAt' | 'firstSeenAt' | 'lastSeenAt';

type NumberPath =
  | 'demographic.age'
  | 'orders.count'
  | 'orders.revenue'
  | 'orders.average'
  | 'orders.refunded'
  | 'orders.refundRate'
  | 'orders.discountShare'
  | 'orders.averageGapDays'
  | `orders.otherCurrencies.${string}.count`
  | `orders.otherCurrencies.${string}.revenue`
  | 'visits.count'
  | 'visits.sessions'
  | 'feedback.count'
  | 'feedback.satisfaction'
  | 'feedback.nps'
  | 'rfm.recency'
  | 'rfm.frequency'
  | 'rfm.monetary';

type TopPath = 'categories.top' | 'channels.top' | 'devices.top' | 'searches.top';
type CountsPath =
  'categories.counts' | 'channels.counts' | 'devices.counts' | 'searches.counts' | 'feedback.topicCounts';

type Told = DetailOf<'CustomerDescribed'>['traits'];

/** What `CustomerDescribed` tells, by path; the shop's own under `custom`. */
type GivenTraits = ByPath<{ [Group in keyof Told]-?: EntryBelow<Group, Exclude<Told[Group], undefined>> }[keyof Told]>;

/** Every trait with the type of its value. */
type TraitValues = GivenTraits &
  Readonly<
    Record<InstantPath | TopPath, string> &
      Record<NumberPath, number> &
      Record<CountsPath, readonly object[]> &
      Record<'feedback.topics', readonly string[]> &
      Record<`consent.${string}`, boolean>
  >;

/** The path of a trait. */
export type TraitPath = keyof TraitValues;

/** The comparisons that can hold for a trait; how long ago it lies is for instants, and for what a shop keeps there. */
export type TraitOperatorsFor<Path extends TraitPath> = Path extends
  InstantPath | 'demographic.birthDate' | `custom.${string}`
  ? OperatorsFor<TraitValues[Path]> & Ages
  : OperatorsFor<TraitValues[Path]>;
