import { candidateInstants } from './candidate-instants.ts';
import type { Catalogue, Segment } from './catalogue.ts';
import type { Telling } from './counting.ts';
import { isObject, type Fields } from './event-forms.ts';
import type { Fact } from './facts.ts';
import { writeInstant } from './instants.ts';
import { membersAt } from './membership.ts';
import type { OracleChange, Origin, PersonId } from './result.ts';
import { isThere } from './operators.ts';
import type { Flip } from './predictions/tolerance.ts';
import { written } from './predictions/traits.ts';
import { toleratedOf } from './predictions/tolerated.ts';
import { viewOf, type View } from './traits.ts';

export interface Person {
  readonly id: PersonId;
  /** Another list once there is another event. */
  facts: readonly Fact[];
  clock: number;
  sequence: number;
  /** When each segment was entered that the person is in. */
  readonly entered: Map<string, number>;
}

export interface World {
  readonly catalogue: Catalogue;
  /** Living people by `C#` or `A#` and id. */
  readonly people: Map<string, Person>;
  /** The customer of every linked visitor. */
  readonly links: Map<string, string>;
  readonly erasedKeys: Set<string>;
  /** The body of every applied event by the id that it came under and its `eventId`. */
  readonly known: Map<string, string>;
  /** What the applied events of the living say about which of them count, by the same. */
  readonly tellings: Map<string, Telling>;
  readonly changes: OracleChange[];
  readonly erased: { person: PersonId; erasedAt: string }[];
  identityConflicts: number;
}

export const customerKey = (customerId: string): string => `C#${customerId}`;
export const visitorKey = (anonymousId: string): string => `A#${anonymousId}`;

/** When and why memberships are brought to what they are to be. */
export interface Occasion {
  readonly at: number;
  readonly origin: Origin;
  /** None where time alone is the cause. */
  readonly eventId?: string;
  readonly tolerated?: Flip;
}

interface Turn {
  readonly segment: Segment;
  readonly status: OracleChange['status'];
}

const published = ({ traitAt }: View, { publish }: Segment): Fields =>
  Object.fromEntries(
    (publish?.traits ?? [])
      .map((path) => [path, written(path, traitAt(path))] as const)
      .filter(([, value]) => isThere(value)),
  );

/** Writes down what turned at one instant. */
const announce = (
  world: World,
  person: Person,
  { turns, at, origin, eventId, tolerated }: Occasion & { readonly turns: readonly Turn[] },
): void => {
  const { id, entered } = person;
  const before = new Map(entered);
  for (const { segment, status } of turns) {
    if (status === 'entered') entered.set(segment.key, at);
    else entered.delete(segment.key);
  }
  const segments = world.catalogue.segments.map(({ key }) => key).filter((key) => entered.has(key));
  const view = viewOf(world.catalogue, person, at);
  const { consent } = view.tree();
  const effectiveAt = writeInstant(at);
  for (const { segment, status } of turns) {
    person.sequence += 1;
    world.changes.push({
      person: id,
      sequence: person.sequence,
      segment: segment.key,
      status,
      effectiveAt,
      tolerated: {
        ...(tolerated !== undefined && { effectiveAt: tolerated }),
        ...toleratedOf(world.catalogue, person, at),
      },
      origin,
      enteredAt: writeInstant(before.get(segment.key) ?? at),
      cause: eventId === undefined ? { dueAt: effectiveAt } : { eventId },
      segments,
      traits: published(view, segment),
      consent: isObject(consent) ? consent : {},
    });
  }
};

/** Brings a person's memberships to a set of segments, in the catalogue's order. */
export const become = (
  world: World,
  person: Person,
  { members, ...occasion }: Occasion & { readonly members: ReadonlySet<string> },
): void => {
  const turns = world.catalogue.segments.flatMap((segment): Turn[] => {
    const [was, is] = [person.entered.has(segment.key), members.has(segment.key)];
    return was === is ? [] : [{ segment, status: is ? 'entered' : 'exited' }];
  });
  announce(world, person, { ...occasion, turns });
};

export const decide = (world: World, person: Person, occasion: Occasion): void => {
  become(world, person, { members: membersAt(world.catalogue, person, occasion.at), ...occasion });
};

/** Lets time alone run for a person after its clock, up to `last` included. */
export const runTime = (world: World, person: Person, last: number): void => {
  for (const tolerated of candidateInstants(world.catalogue, person, [person.clock, last])) {
    decide(world, person, { at: tolerated.at, origin: 'timer', tolerated });
  }
};

export const personOf = (world: World, key: string): Person => {
  const found = world.people.get(key);
  if (found !== undefined) return found;
  const id = key.startsWith('C#') ? { customerId: key.slice(2) } : { anonymousId: key.slice(2) };
  const person: Person = { id, facts: [], clock: -Infinity, sequence: 0, entered: new Map() };
  world.people.set(key, person);
  return person;
};
