import { isCalendarDay } from '#events/forms/instant.ts';
import { utcCalendar } from '../../time/calendar.ts';
import { instantOf } from '../../time/instant-of.ts';
import type { EventCondition, LeafCondition, Measured, TraitCondition, Value } from '../language/condition.ts';
import type { CatalogueSource } from '../language/language.ts';
import type { ParsedSegment } from '../language/parse-segment.ts';
import { comparisonsIn, type Comparison } from '../language/operators.ts';
import { topicTraits } from '../language/topic-traits.ts';
import type { ComputedTraits } from './signals.ts';
import { isPercentile } from '../language/percentile.ts';
import { isPredictedPath } from '../language/predicted-traits.ts';
import { withoutLabels } from './catalogue-hash.ts';
import { lengthTraits } from './trait-operators.ts';
import { usesZone } from './zone-use.ts';

/** What conditions read of a catalogue. */
interface Uses {
  /** The paths of traits. */
  readonly traits: readonly string[];
  /** Whether local times or dates matter. */
  readonly isLocal: boolean;
  /** Whether the model is compared with. */
  readonly hasPercentile: boolean;
}

const nothing: Uses = { traits: [], isLocal: false, hasPercentile: false };

const joined = (uses: readonly Uses[]): Uses => ({
  traits: uses.flatMap(({ traits }) => traits),
  isLocal: uses.some(({ isLocal }) => isLocal),
  hasPercentile: uses.some(({ hasPercentile }) => hasPercentile),
});

const usesOfMeasured = (condition: EventCondition | Measured): Uses => ({
  ...nothing,
  isLocal: usesZone(condition),
});

/** The traits that local dates are counted in: birthdays, and days with an order. */
const isLocalTrait = (path: string): boolean =>
  path === 'demographic.age' || path === 'orders.days' || isPredictedPath(path);

const usesOfValue = (value: Value): Uses => {
  if (value.form === 'number') return nothing;
  if (value.form === 'trait') return { ...nothing, traits: [value.trait], isLocal: isLocalTrait(value.trait) };
  return value.form === 'measured' ? usesOfMeasured(value) : joined(value.parts.map(usesOfValue));
};

/** The traits that are instants by the contract: no date among them needs a zone. */
const instants = /^(?:orders|visits)\.(?:first|last)At$|^(?:first|last)SeenAt$/;

/** Comparisons of how long ago or how soon an instant is. */
const aboutNow: ReadonlySet<string> = new Set(['olderThan', 'newerThan', 'comingWithin']);

const isAboutInstants = ({ name, operand }: Comparison): boolean =>
  aboutNow.has(name) || (typeof operand === 'string' && !Number.isNaN(instantOf(operand, utcCalendar)));

/** A comparison with a date, or of a trait that may be one, which begins at a local instant. */
const usesOfTrait = ({ trait, is }: TraitCondition): Uses => {
  const isLocal = comparisonsIn(is).some((comparison) => {
    const { name, operand } = comparison;
    return name === 'anniversaryIn' || isCalendarDay(operand) || (!instants.test(trait) && isAboutInstants(comparison));
  });
  const traits = [trait, ...lengthTraits(is)];
  return {
    traits,
    isLocal: isLocal || traits.some(isLocalTrait),
    hasPercentile: Object.values(is).some(isPercentile),
  };
};

const usesOfLeaf = (condition: LeafCondition): Uses => {
  switch (condition.form) {
    case 'segment':
      return nothing;
    case 'trait':
      return usesOfTrait(condition);
    case 'value':
      return usesOfValue(condition.value);
    case 'count':
    case 'aggregate':
    case 'followedBy':
    case 'notFollowedBy':
      return usesOfMeasured(condition);
    default:
      return condition satisfies never;
  }
};

/** What some use and what the computed traits among it are worked out of. */
const withTraits = (uses: Uses, computed: ComputedTraits): Uses => {
  const found = new Set<string>();
  const all: Uses[] = [uses];
  const visit = (path: string): void => {
    const definition = computed.get(path);
    if (found.has(path) || definition === undefined) return;
    found.add(path);
    const own = definition.form === 'value' ? usesOfValue(definition.value) : usesOfMeasured(definition);
    all.push(own);
    own.traits.forEach(visit);
  };
  uses.traits.forEach(visit);
  return joined(all);
};

const namePrefix = 'computed.';

interface UsedParts extends Pick<CatalogueSource, 'timeZone' | 'traits' | 'topics'> {
  /** Without its labels. */
  readonly predict?: object;
}

/** A catalogue, with its own traits parsed. */
export interface Surroundings {
  readonly source: CatalogueSource;
  readonly computed: ComputedTraits;
}

const isElsewhere = ({ timeZone = utcCalendar.timeZone }: CatalogueSource): boolean =>
  timeZone !== utcCalendar.timeZone;

/** Whether a catalogue has any of the parts that conditions use. */
const hasParts = (source: CatalogueSource): boolean =>
  isElsewhere(source) || [source.traits, source.topics, source.predict].some((part) => part !== undefined);

const topicsUsed = ({ topics }: CatalogueSource, { traits }: Uses): Pick<CatalogueSource, 'topics'> =>
  topics !== undefined && traits.some((path) => topicTraits.has(path)) ? { topics } : {};

const modelUsed = ({ predict }: CatalogueSource, { hasPercentile, traits }: Uses): Pick<UsedParts, 'predict'> =>
  predict !== undefined && (hasPercentile || traits.some(isPredictedPath)) ? { predict: withoutLabels(predict) } : {};

/**
 * The parts of a catalogue that a segment's condition uses: its time zone, unless that is UTC, its computed traits, its topics, its
 * model.
 */
export const usedBy = ({ leaves }: ParsedSegment, { source, computed }: Surroundings): UsedParts => {
  if (!hasParts(source)) return {};
  const { timeZone, traits = {} } = source;
  const uses = withTraits(joined(leaves.map(({ condition }) => usesOfLeaf(condition))), computed);
  const own = Object.entries(traits).filter(([name]) => uses.traits.includes(`${namePrefix}${name}`));
  return {
    ...(timeZone !== undefined && uses.isLocal && isElsewhere(source) && { timeZone }),
    ...(own.length > 0 && { traits: Object.fromEntries(own) }),
    ...topicsUsed(source, uses),
    ...modelUsed(source, uses),
  };
};
