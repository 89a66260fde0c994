import type { DetailOf } from '#events/incoming-event.ts';
import { addEntry } from '../entries.ts';
import { compareSayings, sayingOf, type Saying } from './compare-sayings.ts';
import type { Fact } from './fact.ts';
import type { GivenTrait, Profile } from './state.ts';

/** Values for given traits, each with the path of its trait. */
type GivenValues = readonly (readonly [path: string, value: unknown])[];

const under = (group: string, traits: object = {}): GivenValues =>
  Object.entries(traits).flatMap(([name, value]) =>
    value === undefined ? [] : [[`${group}.${name}`, value] as const],
  );

type Address = NonNullable<DetailOf<'PurchaseMade'>['shipTo']>;

/** Written out, so that no path is put together for each event: most events have a place. */
const placePaths: Readonly<Record<keyof Address, string>> = {
  country: 'geographic.country',
  region: 'geographic.region',
  city: 'geographic.city',
  postalCode: 'geographic.postalCode',
};
const placeNames = Object.keys(placePaths) as readonly (keyof Address)[];

const geographic = (place: { readonly [Name in keyof Address]?: string | undefined } = {}): GivenValues => {
  const values: (readonly [path: string, value: unknown])[] = [];
  for (const name of placeNames) if (place[name] !== undefined) values.push([placePaths[name], place[name]]);
  return values;
};

const describedIn = (traits: DetailOf<'CustomerDescribed'>['traits'] = {}): GivenValues =>
  Object.entries(traits).flatMap(([group, ofGroup]) => under(group, ofGroup));

/** A trait that is forgotten has a value of its own, which is never given and shown nowhere; the same event's own traits are given. */
const describedBy = ({ traits, forget }: DetailOf<'CustomerDescribed'>): GivenValues => {
  const values = describedIn(traits);
  if (forget === undefined) return values;
  const given = new Set(values.map(([path]) => path));
  return [...values, ...forget.filter((path) => !given.has(path)).map((path) => [path, null] as const)];
};

/** The values that an event gives, and their source: the `via` of a description, otherwise the event's type. */
const givenBy = ({ event }: Fact): { readonly values: GivenValues; readonly via: string } => {
  switch (event.type) {
    case 'CustomerDescribed':
      return { values: describedBy(event.detail), via: event.detail.via };
    case 'PurchaseMade':
      return { values: geographic(event.detail.shipTo), via: event.type };
    case 'VisitMade':
      return { values: geographic(event.detail.place), via: event.type };
    case 'ConsentChanged':
      return { values: [[`consent.${event.detail.purpose}`, event.detail.granted]], via: event.type };
    case 'PurchaseRefunded':
    case 'FeedbackGiven':
    case 'IdentityLinked':
    case 'EventWithdrawn':
    case 'ErasureRequested':
      return { values: [], via: event.type };
    default:
      return event satisfies never;
  }
};

const sayingIn = ([, at, eventId, , ...byVisitor]: GivenTrait): Saying => [at, eventId, ...byVisitor];

const isNewer = (trait: GivenTrait, known: GivenTrait | undefined): boolean => {
  if (!known) return true;
  const order = compareSayings(sayingIn(trait), sayingIn(known));
  // Events of two linked visitors may be equal in all but what they give: then any rule will do that gives the same in either order.
  return order === 0 ? JSON.stringify(trait[0]) > JSON.stringify(known[0]) : order > 0;
};

type Given = Profile['given'];

const withNewest = (given: Given, traits: readonly (readonly [path: string, trait: GivenTrait])[]): Given => {
  let newest: Record<string, GivenTrait> | undefined;
  for (const [path, trait] of traits) {
    if (!isNewer(trait, given[path])) continue;
    newest = addEntry(newest ?? { ...given }, path, trait);
  }
  return newest ?? given;
};

/** Folds the traits that an event gives; the same object where it gives nothing newer. */
export const foldGivenTraits = (given: Given, fact: Fact): Given => {
  const { values, via } = givenBy(fact);
  const [at, eventId, ...byVisitor] = sayingOf(fact);
  return withNewest(
    given,
    values.map(([path, value]) => [path, [value, at, eventId, via, ...byVisitor]]),
  );
};

export const mergeGivenTraits = (one: Given, other: Given): Given => withNewest(one, Object.entries(other));
