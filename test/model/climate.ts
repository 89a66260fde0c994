import type { Random } from '#lib/tools/demo/random.ts';
import { randomFrom } from '#lib/tools/demo/random.ts';

/** All that can go wrong. The first ones befall a call, the others the world around it. */
export const callFaults = ['throttled', 'lost', 'crash', 'crash after', 'partial', 'conflict', 'repeated'] as const;

const worldFaults = [
  'stalled',
  'unrecorded',
  'doubled',
  'unacknowledged',
  'restreamed',
  'stale',
  'delayed',
  'skewed',
  'expired',
  'hurried',
] as const;

export type CallFault = (typeof callFaults)[number];
export type Fault = CallFault | (typeof worldFaults)[number];

export const everyFault: readonly Fault[] = [...callFaults, ...worldFaults];

/** How often each fault comes, in thousandths of its occasions. */
export type Climate = Readonly<Record<Fault, number>>;

const mostly = { throttled: 25, lost: 40, crash: 30, 'crash after': 40, partial: 80, conflict: 30, repeated: 30 };

const usual: Climate = {
  ...mostly,
  stalled: 80,
  unrecorded: 120,
  doubled: 150,
  unacknowledged: 150,
  restreamed: 150,
  stale: 300,
  delayed: 200,
  skewed: 300,
  expired: 150,
  hurried: 150,
};

const strengthOf = (random: Random): number => random.pick([0, 0, 1, 1, 1, 2]);

/** Every fourth seed is a race: few events of one person at one instant, and workers that overtake one another. */
export const isRace = (seed: number): boolean => seed % 4 === 0;

const racing: Partial<Climate> = {
  stalled: 40,
  unrecorded: 300,
  expired: 300,
  doubled: 0,
  unacknowledged: 0,
  delayed: 0,
  hurried: 0,
};

/** The climate of a seed: some faults often, some not at all, so that what only few of them together bring out is met too. */
export const climateOf = (seed: number): Climate => {
  const random = randomFrom(seed ^ 0x5eed);
  const entries = everyFault.map((fault) => [fault, usual[fault] * strengthOf(random)] as const);
  const drawn = Object.fromEntries(entries) as Climate;
  return isRace(seed) ? { ...drawn, ...racing } : drawn;
};
