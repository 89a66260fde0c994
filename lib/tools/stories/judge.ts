import type { PersonKey } from '#lib/core/profile/person.ts';
import { formatInstant, parseInstant, type Instant } from '#lib/core/time/instant.ts';
import type { Expectation } from './expectation.ts';
import { apartWords } from './apart-words.ts';
import { explanationAt } from './explanation-at.ts';
import type { People } from './people.ts';
import { storyIdOf } from './persons.ts';

/** An expectation of somebody at an instant. */
export interface Expected extends Pick<Expectation, 'kind' | 'segment'> {
  readonly person: PersonKey;
  readonly at: Instant;
}

const statusOf = { entered: 'entered', exited: 'exited' } as const;

/** When the person entered or left the segment, each instant once. */
const turnsOf = (people: People, { person, segment }: Expected, status: 'entered' | 'exited'): readonly Instant[] =>
  people.changes
    .filter((row) => row.person === person)
    .filter(({ changes }) => changes.some((change) => change.segment.key === segment && change.status === status))
    .map(({ effectiveAt }) => parseInstant(effectiveAt));

const isMember = (people: People, { person, segment, at }: Expected): boolean =>
  Object.hasOwn(people.stateAt(person, at)?.memberships ?? {}, segment);

const holds = (people: People, expected: Expected): boolean => {
  switch (expected.kind) {
    case 'entered':
    case 'exited':
      return turnsOf(people, expected, statusOf[expected.kind]).includes(expected.at);
    case 'member':
      return isMember(people, expected);
    case 'notMember':
      return !isMember(people, expected);
    default:
      return expected.kind satisfies never;
  }
};

const nearest = (instants: readonly Instant[], at: Instant): Instant | undefined =>
  instants.toSorted((one, other) => Math.abs(one - at) - Math.abs(other - at))[0];

/** What there was in place of a change: the nearest of its kind. */
const turnWords = (people: People, expected: Expected, status: 'entered' | 'exited'): string => {
  const turn = nearest(turnsOf(people, expected, status), expected.at);
  if (turn === undefined) return 'but never did';
  const apart = `${apartWords(turn - expected.at)} ${turn > expected.at ? 'later' : 'earlier'}`;
  return `but ${status === 'entered' ? 'entered' : 'left'} it ${apart}, at ${formatInstant(turn)}`;
};

const failureLine = (people: People, expected: Expected): string => {
  const { kind, segment, person, at } = expected;
  const who = storyIdOf(person);
  const when = formatInstant(at);
  switch (kind) {
    case 'entered':
      return `${who} should have entered ${segment} at ${when}, ${turnWords(people, expected, kind)}.`;
    case 'exited':
      return `${who} should have left ${segment} at ${when}, ${turnWords(people, expected, kind)}.`;
    case 'member':
      return `${who} should have been in ${segment} at ${when}, but was not.`;
    case 'notMember':
      return `${who} should not have been in ${segment} at ${when}, but was.`;
    default:
      return kind satisfies never;
  }
};

/** Why an expectation is not met, in a line and with the explanation of the segment below it; undefined where it is met. */
export const failureOf = (people: People, expected: Expected): string | undefined =>
  holds(people, expected) ? undefined : `${failureLine(people, expected)}\n${explanationAt(people, expected)}`;
