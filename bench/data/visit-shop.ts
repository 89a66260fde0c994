import { lifeOf } from '#lib/tools/demo/biography.ts';
import { delayed } from '#lib/tools/demo/mishaps.ts';
import { makePerson } from '#lib/tools/demo/person.ts';
import { randomFrom } from '#lib/tools/demo/random.ts';
import { lineOf } from '#lib/tools/demo/shop-event.ts';

/**
 * The lines of a shop that lives on visits, in order of arrival: a year of `people` of the demo's kinds, where one visit
 * in a hundred comes late and nothing else goes wrong. Five events in six are visits. The same seed makes the same lines.
 */
export const visitShop = (people: number, seed = 2026): readonly string[] => {
  const random = randomFrom(seed);
  const lives = Array.from({ length: people }, (_, index) => lifeOf(random, makePerson(random, index + 1)));
  return delayed(random, lives.flat())
    .toSorted((one, other) => one.arrivedAt - other.arrivedAt)
    .map((event, index) => lineOf(event, `e-${index + 1}`));
};
