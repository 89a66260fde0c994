import { factOf, idsOf, readArrival, type Arrival } from './arrival.ts';
import { countedOf, ownOf, tellingOf, uncountedIn } from './counting.ts';
import type { Fact } from './facts.ts';
import { writeInstant } from './instants.ts';
import type { Reason } from './result.ts';
import { become, customerKey, decide, personOf, runTime, visitorKey, type Person, type World } from './world.ts';

const minute = 60_000;
const itemLimit = 350 * 1024;

/** The key of the person whose a visitor's events are: its customer's once it is linked. */
const ownerOfVisitor = ({ links }: World, anonymousId: string): string => {
  const customerId = links.get(anonymousId);
  return customerId === undefined ? visitorKey(anonymousId) : customerKey(customerId);
};

const ownerOf = (world: World, arrival: Arrival): string => {
  const { customerId, anonymousId = '' } = idsOf(arrival);
  return customerId === undefined ? ownerOfVisitor(world, anonymousId) : customerKey(customerId);
};

const eventIdOf = ({ detail }: Arrival): string => String(detail['eventId']);

/** What an event is known by: its own ids, whoever it belongs to by now. */
const ledgerKey = (arrival: Arrival): string => `${ownOf(arrival.detail)} ${eventIdOf(arrival)}`;

export type Verdict = 'applied' | 'duplicate' | Reason;

const judge = (world: World, arrival: Arrival): Verdict => {
  if (world.erasedKeys.has(ownerOf(world, arrival))) {
    return arrival.type === 'ErasureRequested' ? 'duplicate' : 'erased';
  }
  const known = world.known.get(ledgerKey(arrival));
  if (known !== undefined) return known === arrival.body ? 'duplicate' : 'conflict';
  if (arrival.occurredAt > arrival.time + 5 * minute) return 'future';
  return arrival.bytes > itemLimit ? 'too-large' : 'applied';
};

/** Instants are whole milliseconds, so what is strictly before `a` ends one millisecond before it. */
const strictlyBefore = (a: number): number => a - 1;

/** What a person is made of once there are more events: what they replace goes. */
const take = (world: World, person: Person, more: readonly Fact[]): void => {
  person.facts = countedOf(world.tellings.values(), [...person.facts, ...more]);
};

const applyTo = (world: World, key: string, arrival: Arrival): void => {
  const person = personOf(world, key);
  const a = Math.max(person.clock, arrival.time);
  runTime(world, person, strictlyBefore(a));
  take(world, person, [factOf(arrival)]);
  person.clock = a;
  decide(world, person, { at: a, origin: 'live', eventId: eventIdOf(arrival) });
};

const link = (
  world: World,
  { customerId, anonymousId }: { customerId: string; anonymousId: string },
  arrival: Arrival,
): void => {
  world.links.set(anonymousId, customerId);
  const visitor = world.people.get(visitorKey(anonymousId));
  if (visitor === undefined) {
    applyTo(world, customerKey(customerId), arrival);
    return;
  }
  const customer = personOf(world, customerKey(customerId));
  const a = Math.max(customer.clock, visitor.clock, arrival.time);
  runTime(world, customer, strictlyBefore(a));
  runTime(world, visitor, strictlyBefore(a));
  become(world, visitor, { members: new Set(), at: a, origin: 'merge', eventId: eventIdOf(arrival) });
  world.people.delete(visitorKey(anonymousId));
  take(world, customer, [...visitor.facts, factOf(arrival)]);
  customer.clock = a;
  decide(world, customer, { at: a, origin: 'merge', eventId: eventIdOf(arrival) });
};

const erase = (world: World, key: string, arrival: Arrival): void => {
  const person = personOf(world, key);
  const a = Math.max(person.clock, arrival.time);
  runTime(world, person, strictlyBefore(a));
  become(world, person, { members: new Set(), at: a, origin: 'erasure', eventId: eventIdOf(arrival) });
  world.erased.push({ person: person.id, erasedAt: writeInstant(a) });
  world.people.delete(key);
  world.erasedKeys.add(key);
  for (const [place, { own }] of world.tellings) {
    const owner = own.startsWith('A#') ? ownerOfVisitor(world, own.slice(2)) : own;
    if (owner === key) world.tellings.delete(place);
  }
};

const countsIn = ({ tellings }: World, arrival: Arrival): boolean =>
  !uncountedIn(tellings.values()).has(ledgerKey(arrival));

const applyCounted = (world: World, owner: string, arrival: Arrival): void => {
  const { customerId, anonymousId } = idsOf(arrival);
  const ownerOfOther = anonymousId === undefined ? owner : ownerOfVisitor(world, anonymousId);
  if (customerId === undefined || anonymousId === undefined || world.erasedKeys.has(ownerOfOther)) {
    applyTo(world, owner, arrival);
  } else if (ownerOfOther === visitorKey(anonymousId)) {
    link(world, { customerId, anonymousId }, arrival);
  } else {
    if (ownerOfOther !== owner) world.identityConflicts += 1;
    applyTo(world, owner, arrival);
  }
};

/** One that does not count when it comes links nobody. */
const apply = (world: World, arrival: Arrival): void => {
  const owner = ownerOf(world, arrival);
  if (arrival.type === 'ErasureRequested') {
    erase(world, owner, arrival);
    return;
  }
  world.tellings.set(ledgerKey(arrival), tellingOf(arrival));
  if (countsIn(world, arrival)) applyCounted(world, owner, arrival);
  else applyTo(world, owner, arrival);
};

export const receive = (world: World, line: string): Verdict => {
  const arrival = readArrival(line);
  if (typeof arrival === 'string') return arrival;
  const verdict = judge(world, arrival);
  if (verdict !== 'applied') return verdict;
  world.known.set(ledgerKey(arrival), arrival.body);
  apply(world, arrival);
  return verdict;
};
