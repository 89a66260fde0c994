import { customerKey, idFieldOf, isVisitor, visitorKey, type PersonKey } from '#lib/core/profile/person.ts';
import { withHint } from '#lib/core/segments/check/closed.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { People } from './people.ts';
import type { StoryFault } from './story-faults.ts';

/** A person's id as stories have it: `cust-42`, `~visitor-7`. */
export const storyIdOf = (person: PersonKey): string =>
  `${isVisitor(person) ? '~' : ''}${Object.values(idFieldOf(person)).join('')}`;

/** The person of an id. */
const personOfId = (id: string): PersonKey => (id.startsWith('~') ? visitorKey(id.slice(1)) : customerKey(id));

/** The person that an expectation is about, or what is wrong with its `id`. */
export type Whom =
  { readonly kind: 'person'; readonly person: PersonKey } | ({ readonly kind: 'fault' } & Omit<StoryFault, 'path'>);

/** Of one person who was a visitor first, whom they were known as at an instant. */
const knownAs = (people: People, owner: PersonKey, at: Instant): PersonKey => {
  const known = people.all().filter((person) => people.ownerOf(person) === owner && people.recordAt(person, at));
  return known.find((person) => person === owner) ?? known[0] ?? owner;
};

/** Whom an id names; without one, the only person there is. */
export const whomOf = (people: People, id: string | undefined, at: Instant): Whom => {
  const ids = people.all().map(storyIdOf);
  if (id !== undefined) {
    const person = personOfId(id);
    if (people.all().includes(person)) return { kind: 'person', person };
    return { kind: 'fault', seen: id, expected: withHint(`one of the people given: ${ids.join(', ')}`, id, ids) };
  }
  const owners = [...new Set(people.all().map((person) => people.ownerOf(person)))];
  const [owner] = owners;
  if (owner !== undefined && owners.length === 1) return { kind: 'person', person: knownAs(people, owner, at) };
  const several = owners.map(storyIdOf).join(', ');
  return { kind: 'fault', seen: undefined, expected: `given, since there are ${owners.length} people: ${several}` };
};
