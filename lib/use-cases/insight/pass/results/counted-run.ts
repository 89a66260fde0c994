import type { ComparePlan } from '#lib/core/insight/compare/compare-groups.ts';
import { allItems, comparedCounts } from '#lib/core/insight/compare/group-item-counts.ts';
import type { ItemCounts } from '#lib/core/insight/compare/item-counts.ts';
import { itemProfileOf, type ItemProfile } from '#lib/core/insight/items/item-profile.ts';
import { readKnown } from '#lib/core/insight/items/known-traits.ts';
import type { Sampled } from '#lib/core/insight/survey.ts';
import { once } from '#lib/core/once.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Counts } from '../counts.ts';
import type { CountsPlan } from '../counts-plan.ts';
import type { RunComparison } from '../run-groups.ts';
import type { SampledPeople } from '../sampled-people.ts';
import type { RunTerms } from '../stage-work.ts';

/** All that a run has found: samples, what was counted, and what it was counted by. */
export interface Found {
  readonly terms: RunTerms;
  readonly plan: CountsPlan;
  readonly counts: Counts;
  readonly people: SampledPeople;
}

/** A run whose results can be told. */
export class CountedRun implements Found {
  readonly terms: RunTerms;
  readonly plan: CountsPlan;
  readonly counts: Counts;
  readonly people: SampledPeople;
  readonly #profiles = new WeakMap<CustomerState, ItemProfile>();
  readonly #reading;

  constructor({ terms, plan, counts, people }: Found) {
    this.terms = terms;
    this.plan = plan;
    this.counts = counts;
    this.people = people;
    const [all, now] = [allItems(plan.items), plan.facts.now];
    this.#reading = { items: all, readKnown: readKnown(terms.catalogue), now };
  }

  /** The comparisons, each with its place among them. */
  get comparisons(): readonly (readonly [place: number, comparison: RunComparison])[] {
    return [...this.counts.groups.comparisons.entries()];
  }

  comparisonAt(place: number): RunComparison {
    return this.counts.groups.comparisons[place] as RunComparison;
  }

  /** Somebody's items by those of all comparisons: of the traits that a comparison counts, they are the same by its own. */
  #profileOf(person: Sampled): ItemProfile {
    const known = this.#profiles.get(person.state) ?? itemProfileOf(person, this.#reading);
    this.#profiles.set(person.state, known);
    return known;
  }

  /** What a comparison was counted by. */
  planOf(place: number): ComparePlan {
    const { members, othersSide } = this.comparisonAt(place);
    const profilesOn = (side: number) => this.people.surveyOf(side).sample.map((person) => this.#profileOf(person));
    return {
      ...this.#reading,
      items: this.plan.items[place] ?? {},
      samples: once(() => ({ members: profilesOn(members), others: profilesOn(othersSide) })),
    };
  }

  /** The items that were counted for a comparison. */
  itemCountsOf(place: number): ItemCounts {
    return comparedCounts(this.counts.items.result(), this.comparisonAt(place), this.plan.items[place] ?? {});
  }
}
