import type { GroupSizes, GroupSurvey } from '#lib/core/insight/groups.ts';
import type { Person } from '#lib/core/insight/person.ts';
import type { Pooled, SamplePool } from '#lib/core/insight/sample-pool.ts';
import { LatestMap } from '#lib/core/latest-map.ts';
import type { Sampled, Survey } from '#lib/core/insight/survey.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { everybodyPlace, type RunComparison } from './run-groups.ts';

/** So many people are remembered as objects: those with the smallest ranks are in most samples. */
const mostRemembered = 12_000;

/** Reads samples of people, who are kept as JSON: as objects they take several times as much memory. */
export class SampledPeople {
  readonly #pool: SamplePool<string>;
  readonly #now: Instant;
  readonly #remembered = new LatestMap<string, Sampled>(mostRemembered);

  /** @param now - the latest clock of anybody. */
  constructor(pool: SamplePool<string>, now: Instant) {
    this.#pool = pool;
    this.#now = now;
  }

  #sampled({ rank, value }: Pooled<string>): Sampled {
    const sampled = this.#remembered.get(rank) ?? { rank, ...(JSON.parse(value) as Person) };
    this.#remembered.set(rank, sampled);
    return sampled;
  }

  /** The number of people on a side. */
  peopleOn(side: number): number {
    return this.#pool.peopleOn(side);
  }

  /** What a first look at the people of a side finds. */
  surveyOf(side: number): Survey {
    const sample = this.#pool.sampleOf(side).map((pooled) => this.#sampled(pooled));
    return { now: this.#now, people: this.peopleOn(side), sample };
  }

  /** How many people are in two groups and in all. */
  sizesOf({ members, othersSide }: RunComparison): GroupSizes {
    const sizeOf = (side: number) => ({ now: this.#now, people: this.peopleOn(side) });
    return { everybody: sizeOf(everybodyPlace), members: sizeOf(members), others: sizeOf(othersSide) };
  }

  /** What a first look at two groups and at everybody finds. */
  groupSurveyOf({ members, othersSide }: RunComparison): GroupSurvey {
    return {
      everybody: this.surveyOf(everybodyPlace),
      members: this.surveyOf(members),
      others: this.surveyOf(othersSide),
    };
  }
}
