import type { LeafCondition, Measured, TraitCondition, Value } from '../language/condition.ts';
import type { CatalogueSource, ComputedTraitSource, EventSelection, WindowSource } from '../language/language.ts';
import { parseComputedTraits } from '../language/parse-condition.ts';
import type { ParsedSegment } from '../language/parse-segment.ts';
import { comparisonsIn } from '../language/operators.ts';
import { utcCalendar } from '../../time/calendar.ts';
import { instantOf } from '../../time/instant-of.ts';
import { parseWhere, type WhereCondition } from '../language/where.ts';

/** What conditions read of a catalogue. */
interface Uses {
  /** The paths of traits. */
  readonly traits: readonly string[];
  /** Whether local times or dates matter. */
  readonly isLocal: boolean;
}

const nothing: Uses = { traits: [], isLocal: false };

const joined = (uses: readonly Uses[]): Uses => ({
  traits: uses.flatMap(({ traits }) => traits),
  isLocal: uses.some(({ isLocal }) => isLocal),
});

const isLocalField = (field: string): boolean => field.startsWith('local.');
const isDate = (value: unknown): boolean => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);

const isLocalWhere = (part: WhereCondition): boolean => {
  if (part.form === 'field') return isLocalField(part.field);
  return 'parts' in part ? part.parts.some(isLocalWhere) : isLocalWhere(part.part);
};

const isLocalSelection = ({ where, during, since, until }: EventSelection & WindowSource): boolean =>
  during !== undefined || isDate(since) || isDate(until) || parseWhere(where).some(isLocalWhere);

const usesOfMeasured = ({ events, aggregate }: Pick<Measured, 'events' | 'aggregate'>): Uses => {
  const fields = aggregate === undefined ? [] : 'fields' in aggregate ? aggregate.fields : [aggregate.field];
  return { traits: [], isLocal: isLocalSelection(events) || fields.some(isLocalField) };
};

const usesOfValue = (value: Value): Uses => {
  if (value.form === 'number') return nothing;
  if (value.form === 'trait') return { traits: [value.trait], isLocal: value.trait === 'demographic.age' };
  return value.form === 'measured' ? usesOfMeasured(value) : joined(value.parts.map(usesOfValue));
};

/** The traits that are instants by the contract: no date among them needs a zone. */
const instants = /^(?:orders|visits)\.(?:first|last)At$|^(?:first|last)SeenAt$/;

/** Comparisons of how long ago or how soon an instant is. */
const aboutNow: ReadonlySet<string> = new Set(['olderThan', 'newerThan', 'comingWithin']);

const isAboutInstants = (name: string, operand: unknown): boolean =>
  aboutNow.has(name) || (typeof operand === 'string' && !Number.isNaN(instantOf(operand, utcCalendar)));

/** The traits whose values are lengths of time. */
const lengthTraits = (is: TraitCondition['is']): readonly string[] =>
  comparisonsIn(is).flatMap(({ operand }) =>
    typeof operand === 'object' && operand !== null && 'days' in operand ? [String(operand.days)] : [],
  );

/** A comparison with a date, or of a trait that may be one, which begins at a local instant. */
const usesOfTrait = ({ trait, is }: TraitCondition): Uses => {
  const comparisons = comparisonsIn(is);
  const isOfInstants = comparisons.some(
    ({ name, operand }) =>
      name === 'anniversaryIn' || isDate(operand) || (!instants.test(trait) && isAboutInstants(name, operand)),
  );
  return { traits: [trait, ...lengthTraits(is)], isLocal: trait === 'demographic.age' || isOfInstants };
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
      return usesOfMeasured({ events: condition.events });
    case 'aggregate':
      return usesOfMeasured(condition);
    case 'followedBy':
    case 'notFollowedBy':
      return { traits: [], isLocal: isLocalSelection(condition.first) || isLocalSelection(condition.second) };
    default:
      return condition satisfies never;
  }
};

/** The paths of all traits among some, those that they are worked out of included, and what these use. */
const withTraits = (uses: Uses, source: CatalogueSource): Uses => {
  const computed = parseComputedTraits(source);
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
  return { ...joined(all), traits: [...found] };
};

const namePrefix = 'computed.';

/** The parts of a catalogue that a segment's condition uses: its time zone, unless that is UTC, and its computed traits. */
export const usedBy = (
  { leaves }: ParsedSegment,
  source: CatalogueSource,
): { readonly timeZone?: string; readonly traits?: Readonly<Record<string, ComputedTraitSource>> } => {
  const { timeZone = 'UTC', traits = {} } = source;
  if (timeZone === 'UTC' && source.traits === undefined) return {};
  const uses = withTraits(joined(leaves.map(({ condition }) => usesOfLeaf(condition))), source);
  const own = Object.entries(traits).filter(([name]) => uses.traits.includes(`${namePrefix}${name}`));
  return {
    ...(uses.isLocal && timeZone !== 'UTC' && { timeZone }),
    ...(own.length > 0 && { traits: Object.fromEntries(own) }),
  };
};
