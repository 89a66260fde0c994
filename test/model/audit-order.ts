import { groupOf } from '#lib/ports/queue/intake-queue.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Case } from './audit.ts';
import type { Applied } from './as-sent.ts';

/** Whether nothing came between a person and the order of its group: no redelivery, nothing that was sent on, and no second intake. */
const isUndisturbed = ({ world, expected }: Case, person: PersonKey): boolean =>
  !world.hasTwoIntakes &&
  !world.queue.redelivered.has(groupOf(person)) &&
  ![...expected.links].some(([visitor, customer]) => visitor === person || customer === person);

/** The place in the queue of the message that brought an event as it counts. */
const placeOf = ({ copies }: Case, { key, arrivedAt, fingerprint }: Applied): number => {
  const places = copies
    .filter((copy) => copy.key === key && copy.accepted?.fingerprint === fingerprint)
    .flatMap((copy) => copy.places.filter((_, index) => copy.arrivals[index] === arrivedAt));
  return Math.min(...places);
};

/** Where nothing was redelivered, each person's events count in the order in which they arrived. */
export const auditOrder = (found: Case): readonly string[] => {
  const byPerson = Map.groupBy(found.expected.applied.values(), ({ person }) => person);
  return [...byPerson]
    .filter(([person]) => isUndisturbed(found, person))
    .flatMap(([person, events]) => {
      const places = events.map((event) => placeOf(found, event));
      const isInOrder = places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0));
      return isInOrder ? [] : [`order: ${person} ${events.map(({ key }) => key).join()}`];
    });
};
