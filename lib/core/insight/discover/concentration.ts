import type { Axis } from './axes.ts';
import { behaviours } from './behaviours.ts';
import type { Conduct } from './conduct.ts';

const topShare = 0.2;

/** Those who do most of something make at least this share of it where a cut is worth while: of what is spread evenly they make 0.36, of what comes by chance at one rate (exponentially) 0.52. */
const leastMade = 0.55;

/** The share of all that the fifth of people who do most of something make. */
const topFifthOf = (values: readonly number[]): number => {
  const sorted = values.map((value) => Math.max(0, value)).sort((one, other) => other - one);
  const all = sorted.reduce((sum, value) => sum + value, 0);
  const top = sorted.slice(0, Math.round(sorted.length * topShare)).reduce((sum, value) => sum + value, 0);
  return all === 0 ? 0 : top / all;
};

/** Whether a few people do most of something that can be added up: only then has a continuum ends that lie far apart. */
export const isConcentrated = (people: readonly Conduct[], { of }: Axis): boolean => {
  const kind = behaviours[of]?.kind;
  if (kind !== 'whole' && kind !== 'number') return false;
  return topFifthOf(people.flatMap(({ values }) => values[of] ?? [])) >= leastMade;
};
