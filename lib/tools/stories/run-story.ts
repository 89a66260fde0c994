import { faultLine } from '#lib/core/segments/check/catalogue-error.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import { failureOf } from './judge.ts';
import { People } from './people.ts';
import { whomOf } from './persons.ts';
import { expectationIn, readStory, segmentFault } from './story-faults.ts';
import type { StorySource } from './story-schema.ts';
import { takeLines } from './take-lines.ts';

/** How a story went. */
export interface StoryResult {
  /** What it tells; undefined for JSON that is no story. */
  readonly story: string | undefined;
  /** Why it does not hold, each with the explanation of the segment below the first line; none for one that holds. */
  readonly failures: readonly string[];
}

/** Why one expectation is not met; undefined where it is. */
const failureAt = (people: People, then: StorySource['then'][number], path: string): string | undefined => {
  const { kind, segment, id } = expectationIn(then);
  const at = parseInstant(then.at);
  const unknown = segmentFault(people.catalogue, segment);
  if (unknown) return faultLine({ path: `${path}.${kind}`, ...unknown });
  const whom = whomOf(people, id, at);
  if (whom.kind === 'fault') return faultLine({ path: `${path}.id`, seen: whom.seen, expected: whom.expected });
  const failure = failureOf(people, { kind, segment, person: whom.person, at });
  return failure && `${path}: ${failure}`;
};

const failuresOf = (catalogue: Catalogue, { given, then }: StorySource): readonly string[] => {
  const people = new People(catalogue);
  const refused = takeLines(people, given);
  if (refused.length > 0) return refused.map(({ index, refusal }) => `given.${index}: ${refusal.message}`);
  people.advance(Math.max(...then.map(({ at }) => parseInstant(at))));
  return then.flatMap((each, index) => failureAt(people, each, `then.${index}`) ?? []);
};

/** Runs a story as it was read from JSON. One that is no story, or whose lines are not all events, does not hold. */
export const runStory = (catalogue: Catalogue, json: unknown): StoryResult => {
  const read = readStory(json);
  if (read.kind === 'faults') return { story: undefined, failures: read.faults.map(faultLine) };
  return { story: read.source.story, failures: failuresOf(catalogue, read.source) };
};
