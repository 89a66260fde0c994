import { isDeepStrictEqual } from 'node:util';
import { groupOf } from '#events/forms/group.ts';
import { incomingEvents, type EventType } from '#events/incoming-event.ts';
import { computedTraits } from '#lib/core/profile/computed-traits.ts';
import { existing } from '#lib/core/profile/existing.ts';
import { factOf } from '#lib/core/profile/fact.ts';
import { foldEvent } from '#lib/core/profile/fold-event.ts';
import { otherCurrencies } from '#lib/core/profile/other-currencies.ts';
import { emptyState, type Profile } from '#lib/core/profile/state.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import { valueAt, withValue, type Detail } from './detail-edits.ts';
import type { FieldRow } from './field-rows.ts';
import { isOptional } from './is-optional.ts';
import { otherText, otherValues } from './other-values.ts';

type Traits = ReadonlyMap<string, unknown>;

/** With a topic, so that texts tell one. */
const terms = compile({ ...defaultCatalogue, topics: { other: [otherText] } });

/** Later than all that the examples say. */
const now = parseInstant('2027-02-01T00:00:00Z');

/** A trait whose name is the shop's own, by what the name is. */
const named = (path: string): string =>
  path.replace(/^custom\..*/, 'custom.NAME').replace(/^consent\..*/, 'consent.PURPOSE');

const traitsOf = (profile: Profile): Traits =>
  new Map<string, unknown>([
    ...Object.entries(computedTraits).map(([path, { read }]) => [path, read(profile, now, terms)] as const),
    ['orders.otherCurrencies', otherCurrencies(profile)],
    ...Object.entries(profile.given).flatMap(([path, [value]]) =>
      existing(value) === undefined ? [] : [[path, value] as const],
    ),
  ]);

/** A profile with one more event; undefined where nothing is left of it, and where the detail does not fit. */
const folded = (before: Profile, type: EventType, detail: Detail): Profile | undefined => {
  const { event } = incomingEvents[type].read(detail);
  if (event === undefined || event.type === 'ErasureRequested') return undefined;
  return foldEvent(before, factOf({ event, arrivedAt: now }, now), terms);
};

/** The traits that differ between two profiles; none where one of them is not there. */
const differences = (one: Profile | undefined, other: Profile | undefined): readonly string[] => {
  if (one === undefined || other === undefined) return [];
  const [first, second] = [traitsOf(one), traitsOf(other)];
  const paths = [...new Set([...first.keys(), ...second.keys()])];
  return paths.filter((path) => !isDeepStrictEqual(first.get(path), second.get(path))).map(named);
};

const ids: ReadonlySet<string> = new Set(['customerId', 'anonymousId']);

/** A detail without all that it need not say. */
const shortest = (type: EventType, detail: Detail): Detail => {
  const fields = groupOf(incomingEvents[type].schema)?.fields ?? {};
  const isNeeded = (name: string): boolean => {
    const field = fields[name];
    return ids.has(name) || (field !== undefined && !isOptional(field));
  };
  return Object.fromEntries(Object.entries(detail).filter(([name]) => isNeeded(name)));
};

const computed: ReadonlySet<string> = new Set(Object.keys(computedTraits));

/** Each path once: those of computed traits in the order of a profile, then those that events give. */
const inOrder = (paths: readonly string[]): readonly string[] => {
  const all = new Set(paths);
  return [...[...computed].filter((path) => all.has(path)), ...[...all].filter((path) => !computed.has(path))];
};

/** What the event of an example changes in the profile of somebody new, and of somebody of whom all examples are known. */
export const profileChanges = (examples: ReadonlyMap<EventType, Detail>) => {
  const nobody = emptyState.profile;
  const known = [...examples].reduce((before, [type, detail]) => folded(before, type, detail) ?? before, nobody);

  /** The traits that differ with one of the details and with the other. */
  const compared = (type: EventType, one: Detail, other: Detail): readonly string[] =>
    [nobody, known].flatMap((before) => differences(folded(before, type, one), folded(before, type, other)));

  return {
    /** The traits that an event of a type changes. */
    ofEvent: (type: EventType): readonly string[] => {
      const detail = examples.get(type) ?? {};
      return inOrder([nobody, known].flatMap((before) => differences(before, folded(before, type, detail))));
    },
    /** The traits that are another with another value of a field, or without it. */
    ofField: (type: EventType, { path, schema }: FieldRow): readonly string[] => {
      const whole = examples.get(type) ?? {};
      const value = valueAt(whole, path);
      const others = [undefined, ...otherValues(schema, value)];
      const details = [whole, withValue(shortest(type, whole), path, value)];
      return inOrder(
        details.flatMap((detail) => others.flatMap((other) => compared(type, detail, withValue(detail, path, other)))),
      );
    },
  };
};
