import type { DetailOf } from '#events/incoming-event.ts';
import type { Fact } from './fact.ts';
import type { GivenTrait, Profile } from './state.ts';

type Told = readonly (readonly [path: string, value: unknown])[];

const under = (group: string, traits: object = {}): Told =>
  Object.entries(traits).flatMap(([name, value]) =>
    value === undefined ? [] : [[`${group}.${name}`, value] as const],
  );

type Address = NonNullable<DetailOf<'PurchaseMade'>['shipTo']>;

/** Made once and not for each event: most tell a place. */
const placePaths: Readonly<Record<keyof Address, string>> = {
  country: 'geographic.country',
  region: 'geographic.region',
  city: 'geographic.city',
  postalCode: 'geographic.postalCode',
};
const placeNames = Object.keys(placePaths) as readonly (keyof Address)[];

const whereTo = (place: { readonly [Name in keyof Address]?: string | undefined } = {}): Told => {
  const told: (readonly [path: string, value: unknown])[] = [];
  for (const name of placeNames) if (place[name] !== undefined) told.push([placePaths[name], place[name]]);
  return told;
};

/** What an event tells about the person, and through what: the `via` of a description, otherwise the event's type. */
const toldBy = ({ event }: Fact): { readonly told: Told; readonly via: string } => {
  switch (event.type) {
    case 'CustomerDescribed':
      return {
        told: Object.entries(event.detail.traits).flatMap(([group, traits]) => under(group, traits)),
        via: event.detail.via,
      };
    case 'PurchaseMade':
      return { told: whereTo(event.detail.shipTo), via: event.type };
    case 'VisitMade':
      return { told: whereTo(event.detail.place), via: event.type };
    case 'ConsentChanged':
      return { told: [[`consent.${event.detail.purpose}`, event.detail.granted]], via: event.type };
    case 'PurchaseRefunded':
    case 'FeedbackGiven':
    case 'IdentityLinked':
    case 'ErasureRequested':
      return { told: [], via: event.type };
    default:
      return event satisfies never;
  }
};

/** The newest by event time wins, of two equal times the one with the larger `eventId`. */
const isNewer = ([value, at, eventId]: GivenTrait, known: GivenTrait | undefined): boolean => {
  if (!known || at !== known[1]) return !known || at > known[1];
  if (eventId !== known[2]) return eventId > known[2];
  // Only a visitor's event and a customer's can share an id: any rule will do that does not depend on their order.
  return JSON.stringify(value) > JSON.stringify(known[0]);
};

type Given = Profile['given'];

const withNewest = (given: Given, told: readonly (readonly [path: string, trait: GivenTrait])[]): Given => {
  let newest: Record<string, GivenTrait> | undefined;
  for (const [path, trait] of told) {
    if (!isNewer(trait, given[path])) continue;
    newest ??= { ...given };
    newest[path] = trait;
  }
  return newest ?? given;
};

/** Folds what an event tells; the same object where it tells nothing new. */
export const foldGivenTraits = (given: Given, fact: Fact): Given => {
  const { told, via } = toldBy(fact);
  const { eventId } = fact.event.detail;
  return withNewest(
    given,
    told.map(([path, value]) => [path, [value, fact.t, eventId, via]]),
  );
};

export const mergeGivenTraits = (one: Given, other: Given): Given => withNewest(one, Object.entries(other));
