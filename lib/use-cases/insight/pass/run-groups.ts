import type { Group } from '#lib/core/insight/groups.ts';
import type { Person } from '#lib/core/insight/person.ts';
import type { QuestionFacts } from '#lib/core/insight/question-facts.ts';
import { questionNames, questionOf } from '#lib/core/insight/questions.ts';
import type { CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { PastEvent } from '../../history/past-events.ts';
import {
  aboutQuestion,
  canBeAsked,
  decidingOf,
  groupByEvents,
  groupByProfile,
  isOfEvents,
  mayCount,
  type Deciding,
} from '../compare/ask-question.ts';
import { aboutSegment, type About } from '../compare/asked.ts';
import type { InsightTerms } from '../people.ts';

/** Two groups that are compared: places of groups, and of the side that the others are on. */
export interface RunComparison {
  readonly about: About;
  /** Undefined for a question. */
  readonly segment?: string;
  /** The name of its results: `compare/rich`. */
  readonly name: string;
  readonly members: number;
  /** The group of the others; everybody else by default. */
  readonly others?: number;
  readonly othersSide: number;
}

/** Reads somebody's events, if they are needed. */
export type ReadEvents = () => Promise<readonly PastEvent[]>;

/** Everybody is in this group, and on this side. */
export const everybodyPlace = 0;

/**
 * The groups that a run counts: everybody, the members of each segment in the catalogue's order, and of each question the members
 * and the others. Sides, of which samples are drawn, are the groups and after them everybody who is not in each segment.
 */
export class RunGroups {
  readonly segments: readonly CompiledSegment[];
  readonly comparisons: readonly RunComparison[];
  readonly #questions: readonly Deciding[];
  readonly #count: number;

  constructor({ catalogue }: InsightTerms, { now, ...facts }: QuestionFacts) {
    this.segments = catalogue.positionsInOrder.flatMap((position) => catalogue.segments[position] ?? []);
    this.#questions = questionNames.map((name) => decidingOf(questionOf(name, facts), catalogue, now));
    const first = this.segments.length + 1;
    this.#count = first + 2 * this.#questions.length;
    this.comparisons = [
      ...this.segments.map(({ key, source }, place): RunComparison => ({
        about: aboutSegment(source),
        segment: key,
        name: `compare/${key}`,
        members: place + 1,
        othersSide: this.#count + place,
      })),
      ...this.#questions.map(({ question }, place): RunComparison => {
        const [members, others] = [first + 2 * place, first + 2 * place + 1];
        return {
          about: aboutQuestion(question),
          name: `questions/${question.segment.key}`,
          members,
          others,
          othersSide: others,
        };
      }),
    ];
  }

  /** The number of sides. */
  get sides(): number {
    return this.#count + this.segments.length;
  }

  /** The places of the segments that somebody is in. */
  segmentsOf({ state: { memberships } }: Person): readonly number[] {
    return this.segments.flatMap(({ key }, place) => (Object.hasOwn(memberships, key) ? [place] : []));
  }

  /** Whether an event of somebody may be needed to tell which groups they are in. */
  mayCount(person: Person, arrivedAt: Instant): boolean {
    return this.#questions.some(
      (deciding) => isOfEvents(deciding) && canBeAsked(deciding, person) && mayCount(deciding, arrivedAt),
    );
  }

  /** The places of the groups that somebody is in. */
  async groupsOf(person: Person, readEvents: ReadEvents): Promise<readonly number[]> {
    const first = this.segments.length + 1;
    const groups = [everybodyPlace, ...this.segmentsOf(person).map((place) => place + 1)];
    for (const [place, deciding] of this.#questions.entries()) {
      const group = await decide(deciding, person, readEvents);
      if (group) groups.push(first + 2 * place + (group === 'members' ? 0 : 1));
    }
    return groups;
  }

  /** The places of the sides that somebody in some groups is on. */
  sidesOf(groups: readonly number[]): readonly number[] {
    const isIn = new Set(groups);
    const outside = this.segments.flatMap((_, place) => (isIn.has(place + 1) ? [] : [this.#count + place]));
    return [...groups, ...outside];
  }
}

const decide = async (deciding: Deciding, person: Person, readEvents: ReadEvents): Promise<Group | undefined> => {
  if (!isOfEvents(deciding)) return groupByProfile(deciding)(person);
  return canBeAsked(deciding, person) ? groupByEvents(deciding, person, await readEvents()) : undefined;
};
