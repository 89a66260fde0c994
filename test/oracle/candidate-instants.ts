import { birthdayIn, newYear } from './built-in-traits.ts';
import type { Catalogue, Performed, TraitCondition } from './catalogue.ts';
import { yearOf } from './dates.ts';
import { isObject } from './event-forms.ts';
import type { Fact } from './facts.ts';
import { day, readDuration } from './instants.ts';
import { turningInstants } from './operators.ts';
import { valuesAt } from './paths.ts';
import { flipsIn } from './predictions/flips.ts';
import type { Flip } from './predictions/tolerance.ts';
import { viewOf, type Known } from './traits.ts';
import { windowInstants } from './windows.ts';
import { zoneOf, type Zone } from './zone.ts';

/** Every object anywhere in a catalogue that has a key. */
const objectsWith = (key: string, node: unknown): object[] => {
  if (typeof node !== 'object' || node === null) return [];
  const within = Object.values(node).flatMap((part: unknown) => objectsWith(key, part));
  return Object.hasOwn(node, key) ? [node, ...within] : within;
};

const birthdays = ({ detail }: Fact, years: readonly number[], zone: Zone): number[] => {
  const birthDate = valuesAt(detail, ['traits', 'demographic', 'birthDate'])[0];
  const birthYear = valuesAt(detail, ['traits', 'demographic', 'birthYear'])[0];
  return [
    ...(typeof birthDate === 'string' ? years.map((year) => birthdayIn(birthDate, year, zone)) : []),
    ...(typeof birthYear === 'number' ? years.map((year) => newYear(year, zone)) : []),
  ];
};

/** When time alone takes an event into what a selection takes, out of it, or lets it be old enough. */
const selectionInstants = (selection: Performed, { type, t }: Fact, zone: Zone): number[] => {
  if (type !== selection.performed) return [];
  const lasting = selection.for === undefined ? [] : [t + readDuration(selection.for)];
  return [...windowInstants(selection, t, zone), ...lasting];
};

/**
 * The instants after `from` and no later than `to` at which time alone could change a membership, but for operators that
 * compare a trait with now.
 */
const instantsOfEvents = (
  catalogue: Catalogue,
  facts: readonly Fact[],
  [from, to]: readonly [number, number],
): number[] => {
  const zone = zoneOf(catalogue);
  const selections = objectsWith('performed', [catalogue.segments, catalogue.traits]) as Performed[];
  const [firstYear, lastYear] = [from, to].map((instant) => yearOf(zone.dateAt(instant)));
  const years = Array.from(
    { length: Number(lastYear) - Number(firstYear) + 1 },
    (_, index) => Number(firstYear) + index,
  );
  const ages = (catalogue.rfm?.recencyDays ?? []).map((days) => Math.ceil(days * day));
  const instants = facts.flatMap((fact) => [
    ...ages.map((age) => fact.t + age),
    ...selections.flatMap((selection) => selectionInstants(selection, fact, zone)),
    ...birthdays(fact, years, zone),
  ]);
  return [...new Set(instants)].filter((instant) => from < instant && instant <= to).toSorted((a, b) => a - b);
};

/** Conditions that compare a trait with now. */
const conditionsOnTime = ({ segments }: Catalogue): TraitCondition[] =>
  (objectsWith('trait', segments) as TraitCondition[]).filter(
    ({ is }) =>
      isObject(is) &&
      ['olderThan', 'newerThan', 'comingWithin', 'anniversaryIn'].some((name) => Object.hasOwn(is, name)),
  );

/**
 * Every instant after `from` and no later than `to` at which time alone could change a membership of a person, oldest first.
 * Between two of them no trait but predictions changes, so that each other one is found from the traits at the one before.
 */
export const candidateInstants = function* (
  catalogue: Catalogue,
  known: Known,
  [from, to]: readonly [number, number],
): Generator<Flip> {
  if (known.facts.length === 0 || to <= from) return;
  const conditions = conditionsOnTime(catalogue);
  const flips = flipsIn(catalogue, known, [from, to]);
  const ahead = [...instantsOfEvents(catalogue, known.facts, [from, to]), ...flips.map(({ at }) => at)];
  let now = from;
  while (now < to) {
    const view = viewOf(catalogue, known, now);
    const turning = conditions.flatMap(({ trait, is }) => turningInstants(view.traitAt(trait), is, view));
    const next = Math.min(...[...turning, ...ahead].filter((instant) => instant > now));
    if (next > to) return;
    const tolerated = flips.filter(({ at }) => at === next);
    yield {
      at: next,
      from: Math.min(next, ...tolerated.map((flip) => flip.from)),
      to: Math.max(next, ...tolerated.map((flip) => flip.to)),
    };
    now = next;
  }
};
