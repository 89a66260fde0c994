import type { Instant } from '#lib/core/time/instant.ts';
import { descriptionsOf } from './description.ts';
import { orderOf } from './order.ts';
import type { Person } from './person.ts';
import type { Random } from './random.ts';
import { customer, eventAt, instantOn, year, type ShopEvent } from './shop-event.ts';
import { visitsOf, type Stay } from './visits.ts';

const minute = 60_000;

const endOf = (random: Random, { persona }: Person): Stay['end'] => {
  const chance = random.next();
  if (chance < persona.orders) return 'order';
  return chance < persona.orders + persona.abandons ? 'cart' : 'leave';
};

/** The instants at which a person comes to the shop: at a pace of their own around that of their persona, by day and in the evening. */
const arrivals = (random: Random, { persona, pace, from, to }: Person): readonly Instant[] => {
  const instants: Instant[] = [];
  for (let day = from; day <= to; day += 0.5 + random.wait(persona.visitEvery * pace)) {
    instants.push(instantOn(day, 7 + random.next() * 15));
  }
  return instants;
};

/** A person's year with the shop so far. */
interface Life {
  readonly random: Random;
  readonly person: Person;
  readonly events: ShopEvent[];
  /** Whether they have said who they are. */
  known: boolean;
}

const becomeKnown = (life: Life, at: Instant): void => {
  life.known = true;
  life.events.push(...descriptionsOf(life.random, life.person, at));
};

/** The ids of a stay: known customers sometimes do not log in, and come as visitors. */
const idsFor = ({ random, person, known }: Life): Stay['ids'] =>
  person.anonymousId !== undefined && (!known || random.happens(0.15))
    ? { anonymousId: person.anonymousId }
    : customer(person);

const order = (life: Life, stay: Stay, at: Instant): void => {
  const { random, person, known } = life;
  const anonymousId = known ? undefined : person.anonymousId;
  const orderId = `o-${stay.sessionId.slice(2)}`;
  life.events.push(...orderOf(random, { person, at, orderId, anonymousId }));
  if (!known) becomeKnown(life, at);
};

const logIn = (life: Life, at: Instant): void => {
  const { anonymousId } = life.person;
  life.events.push(eventAt(at, 'IdentityLinked', { ...customer(life.person), anonymousId }));
  becomeKnown(life, at);
};

const visit = (life: Life, startedAt: Instant): void => {
  const { random, person } = life;
  const sessionId = `s-${person.customerId.slice('cust-'.length)}-${life.events.length}`;
  const stay: Stay = { person, ids: idsFor(life), startedAt, sessionId, end: endOf(random, person) };
  const visits = visitsOf(random, stay);
  life.events.push(...visits);
  const at = (visits.at(-1)?.occurredAt ?? startedAt) + minute;
  if (stay.end === 'order') order(life, stay, at);
  else if (!life.known && random.happens(person.persona.orders / 2)) logIn(life, at);
};

/** All events of a person in the shop's year: what they do, and what the shop learns about them. */
export const lifeOf = (random: Random, person: Person): readonly ShopEvent[] => {
  const life: Life = { random, person, events: [], known: false };
  const [first, ...later] = arrivals(random, person);
  if (first === undefined) return [];
  if (person.anonymousId === undefined) becomeKnown(life, first);
  for (const startedAt of [first, ...later]) visit(life, startedAt);
  return life.events.filter(({ arrivedAt }) => arrivedAt < year.to);
};
