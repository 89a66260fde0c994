import { formatInstant, type Instant } from '../time/instant.ts';
import { computedTraits } from './computed-traits.ts';
import { otherCurrencies } from './other-currencies.ts';
import type { CustomerState } from './state.ts';
import type { TraitTerms } from './trait-terms.ts';
import { existing } from './existing.ts';

/** A profile for people to read. */
export interface ProfileView {
  /** Bare values, nested as in the contract; a trait without a value is absent. */
  readonly traits: Readonly<Record<string, unknown>>;
  /** The source of each given trait, by path. */
  readonly sources: Readonly<Record<string, { readonly via: string; readonly at: string }>>;
}

type Flat = readonly (readonly [path: string, value: unknown])[];

const nested = (flat: Flat): Record<string, unknown> => {
  const groups = new Map<string, [name: string, value: unknown][]>();
  const single: [string, unknown][] = [];
  for (const [path, value] of flat) {
    const dot = path.indexOf('.');
    if (dot < 0) single.push([path, value]);
    else groups.set(path.slice(0, dot), [...(groups.get(path.slice(0, dot)) ?? []), [path.slice(dot + 1), value]]);
  }
  // fromEntries defines own properties, so that a custom trait may be called `__proto__`.
  return Object.fromEntries([...[...groups].map(([group, traits]) => [group, Object.fromEntries(traits)]), ...single]);
};

/** What a profile is shown by: how traits are read, and those that its catalogue gives. */
export interface ShownBy extends TraitTerms {
  /** By path, such as `computed.NAME`; values as they are written. */
  readonly shown: ReadonlyMap<string, { readonly valueAt: (state: CustomerState, now: Instant) => unknown }>;
}

const givenIn = ({ profile }: CustomerState) =>
  Object.entries(profile.given).filter(([, [value]]) => existing(value) !== undefined);

/** All traits of a state at an instant that have a value, by path. */
export const traitsByPath = (state: CustomerState, catalogue: ShownBy, now: Instant): Flat => {
  const { profile } = state;
  const flat: Flat = [
    ...givenIn(state).map(([path, [value]]) => [path, value] as const),
    ...Object.entries(computedTraits).map(([path, { read }]) => [path, read(profile, now, catalogue)] as const),
    ['orders.otherCurrencies', otherCurrencies(profile)],
    ...[...catalogue.shown].map(([path, { valueAt }]) => [path, valueAt(state, now)] as const),
  ];
  return flat.filter(([, value]) => value !== undefined);
};

/** Shows all traits of a state at an instant, with the sources of the given ones. */
export const viewProfile = (state: CustomerState, catalogue: ShownBy, now: Instant): ProfileView => ({
  traits: nested(traitsByPath(state, catalogue, now)),
  sources: Object.fromEntries(givenIn(state).map(([path, [, at, , via]]) => [path, { via, at: formatInstant(at) }])),
});
