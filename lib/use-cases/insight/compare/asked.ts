import type { Group, Grouped } from '#lib/core/insight/groups.ts';
import type { Person } from '#lib/core/insight/person.ts';
import type { Missing } from '#lib/core/insight/questions.ts';
import type { Segment } from '#lib/core/segments/language/language.ts';
import type { Pass } from '../accumulate.ts';
import { chosenSegment } from '../chosen-segment.ts';
import type { People } from '../people.ts';

/** What a comparison is about. */
export interface About {
  readonly segment: Segment;
  /** The key of the segment of the others; `rest` for everybody else. */
  readonly with: string;
  /** The others in words. */
  readonly others: string;
  /** The segments by which the two groups are told apart: what they are defined by is no finding. */
  readonly definitions: readonly Segment[];
  /** What to say where nobody is in either group, or nobody is a member; by default nothing. */
  readonly missing?: Missing;
}

/** A comparison that can be made. */
export interface Asked extends About {
  /** Everybody, with the group that each is in. */
  readonly grouped: Pass<Grouped>;
}

/** The others are everybody who is not a member. */
export const rest = 'rest';

/** With whom members are compared. */
export interface Others extends Pick<About, 'with' | 'others'> {
  /** The segment that they are in; undefined for everybody. */
  readonly segment?: Segment;
  readonly isOther: (person: Person) => boolean;
}

/** Whether the store has decided that a person is in a segment. */
const isIn =
  (key: string) =>
  ({ state: { memberships } }: Person): boolean =>
    Object.hasOwn(memberships, key);

/**
 * Finds with whom to compare.
 *
 * @param other - the key of a segment, or `rest`.
 * @throws {Error} when the catalogue has no such segment, with the nearest key.
 */
export const othersOf = ({ catalogue }: People, other: string): Others => {
  if (other === rest) return { with: rest, others: 'all others', isOther: () => true };
  const { source, name } = chosenSegment(catalogue, other, '--with');
  return { with: other, others: `members of "${name}"`, segment: source, isOther: isIn(other) };
};

/** The members of a segment beside everybody else. */
export const aboutSegment = (segment: Segment): About => ({
  segment,
  with: rest,
  others: 'all others',
  definitions: [segment],
});

/** Everybody with their group; who is in both is a member. */
export const groupedBy = ({ everybody }: People, groupOf: (person: Person) => Group | undefined): Asked['grouped'] =>
  async function* grouped() {
    for await (const person of everybody()) yield { ...person, group: groupOf(person) };
  };

/**
 * Asks what the members of a segment of the catalogue share.
 *
 * @param other - the key of the segment of the others, or `rest`.
 * @throws {Error} when the catalogue has no such segment, with the nearest key, or when the two are one.
 */
export const askSegment = (people: People, key: string, other: string): Asked => {
  const { source: segment } = chosenSegment(people.catalogue, key);
  if (key === other)
    throw new Error(`Cannot use --with as another segment than --segment: current value is "${other}"`);
  const { segment: compared, isOther, ...others } = othersOf(people, other);
  const isMember = isIn(key);
  return {
    segment,
    ...others,
    definitions: compared ? [segment, compared] : [segment],
    grouped: groupedBy(people, (person) => {
      if (isMember(person)) return 'members';
      return isOther(person) ? 'others' : undefined;
    }),
  };
};
