import { eventTypes, type EventType } from '#events/incoming-event.ts';
import { earliest, latest } from '../time/instant.ts';
import type { Fact, FoldTerms } from './fact.ts';
import { foldGivenTraits, mergeGivenTraits } from './given-traits.ts';
import { partFolds, partMerges, partNames, type FoldPart } from './parts.ts';
import type { PartName, PartValue, Profile } from './state.ts';
import { foldTallies, mergeTallies } from './tallies.ts';

/** A profile while it is being folded or merged. */
type Draft = Pick<Profile, 'given' | 'tallies'> & { -readonly [Name in PartName]?: PartValue<Name> };

/** Folds one event into one part of a draft. */
type FoldStep = (draft: Draft, fact: Fact, terms: FoldTerms) => void;

const foldStep =
  <Name extends PartName>(name: Name, fold: FoldPart<Name>): FoldStep =>
  (draft, fact, terms) => {
    const { [name]: before }: Profile = draft;
    draft[name] = fold(before, fact, terms);
  };

const foldSteps = (type: EventType): readonly FoldStep[] =>
  partNames.flatMap((name) => {
    // The type of the event chose the fold, so it only ever gets events of that type.
    const fold = partFolds[type][name] as FoldPart<typeof name> | undefined;
    return fold ? [foldStep(name, fold)] : [];
  });

const stepsByType = Object.fromEntries(eventTypes.map((type) => [type, foldSteps(type)])) as Readonly<
  Record<EventType, readonly FoldStep[]>
>;

/**
 * Folds one event into a profile; a withdrawal says nothing of a person. Only sums, counts, extremes and newest values are
 * kept, so events may come in any order.
 */
export const foldEvent = (before: Profile, fact: Fact, terms: FoldTerms): Profile => {
  if (fact.event.type === 'EventWithdrawn') return before;
  const draft: Draft = {
    ...before,
    firstSeenAt: earliest(before.firstSeenAt, fact.t),
    lastSeenAt: latest(before.lastSeenAt, fact.t),
    given: foldGivenTraits(before.given, fact),
    tallies: foldTallies(before.tallies, fact, terms),
  };
  for (const fold of stepsByType[fact.event.type]) fold(draft, fact, terms);
  return draft;
};

const mergePart = <Name extends PartName>(draft: Draft, name: Name, other: PartValue<Name> | undefined): void => {
  const one = draft[name];
  if (other === undefined) return;
  draft[name] = one === undefined ? other : partMerges[name](one, other);
};

/** The profile of the events of both, the same as if they had all been folded into one. */
export const mergeProfiles = (one: Profile, other: Profile): Profile => {
  const draft: Draft = {
    ...one,
    given: mergeGivenTraits(one.given, other.given),
    tallies: mergeTallies(one.tallies, other.tallies),
  };
  for (const name of partNames) mergePart(draft, name, other[name]);
  return draft;
};
