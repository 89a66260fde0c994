import { fnv1a } from '#lib/ports/store/fnv1a.ts';
import type { Planned } from './entry.ts';
import type { Setting, Span } from './world.ts';

/** Which intake a run has: that of its seed by default. */
export type IntakeOfRun = 'queue' | 'stream';

/** In five of eleven seeds what is new goes into a stream. */
const intakeOf = (seed: number): IntakeOfRun => (seed % 11 > 5 ? 'stream' : 'queue');

const always: Span = { from: -Infinity, until: Infinity };

/** In every third of these, a deployment changes its intake half way, in either direction. */
const spanOf = (seed: number, workload: readonly Planned[]): Span => {
  const change = workload[Math.floor(workload.length / 2)]?.at ?? 0;
  if (seed % 3 !== 2) return always;
  return seed % 2 === 0 ? { ...always, from: change } : { ...always, until: change };
};

/** In every second of these, one of six events is poison. */
const isPoison = (seed: number, eventId: string): boolean => seed % 2 === 1 && fnv1a(`${seed} ${eventId}`) % 6 === 0;

/** What a seed says of the intake. */
export const intakeOfSeed = (
  seed: number,
  workload: readonly Planned[],
  intake: IntakeOfRun = intakeOf(seed),
): Pick<Setting, 'streamed' | 'poison'> =>
  intake === 'queue' ? {} : { streamed: spanOf(seed, workload), poison: (eventId) => isPoison(seed, eventId) };
