import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { audit } from './audit.ts';
import { openBoundary } from './boundary.ts';
import type { CampaignSetting } from './campaigns.ts';
import { cataloguesOf } from './catalogue.ts';
import { Choices } from './choices.ts';
import { climateOf, everyFault, isRace, type Fault } from './climate.ts';
import { intakeOfSeed, type IntakeOfRun } from './intake-of-seed.ts';
import { everyMutant } from './mutants.ts';
import { runWorld } from './run.ts';
import type { Planned } from './entry.ts';
import { start, workloadOf } from './workload.ts';

const hour = 3_600_000;

/** Which run: a seed, of Patron as it is or of one of its mutants. */
export interface Subject {
  readonly seed: number;
  readonly mutant?: string | undefined;
  /** That of the seed by default. */
  readonly intake?: IntakeOfRun | undefined;
}

/** All that a run depends on besides its subject. */
export interface Plan {
  readonly workload: readonly Planned[];
  readonly faults: readonly Fault[];
  /** What chance decides; by default drawn from the seed. */
  readonly choices?: readonly number[] | undefined;
}

export interface Outcome {
  /** What is wrong, each line beginning with the rule that is broken. */
  readonly complaints: readonly string[];
  readonly choices: readonly number[];
}

export const planOf = ({ seed }: Subject): Plan => ({ workload: workloadOf(seed), faults: everyFault });

const boundaryOf = ({ mutant }: Subject) => {
  if (mutant === undefined) return openBoundary;
  const mutation = everyMutant[mutant];
  if (mutation === undefined)
    throw new Error(
      `Cannot run ${mutant} as a mutant: current value is none of ${Object.keys(everyMutant).join(', ')}`,
    );
  return { ...openBoundary, ...mutation };
};

/** In every third seed that is no race, all who have a profile are sent on detours again and again: by each batch, or each of two or more. */
const isDetoured = (seed: number): boolean => seed % 3 === 1 && !isRace(seed);

const everythingIsHot = (seed: number) => ({ messages: 1 + (seed % 2), waitMs: -Infinity });

/** In every fifth seed changes are kept off the bus at first: for as long as events come, or for a part of that. */
const quietUntilOf = (seed: number): number | undefined =>
  seed % 5 === 2 ? start + (1 + (seed % 4)) * 12 * hour : undefined;

/** The segments whose members are kept: all that there ever are, in every seventh seed every second of them. */
const keptIn = (seed: number, catalogues: readonly Catalogue[]): ReadonlySet<string> => {
  const keys = new Set(catalogues.flatMap(({ segments }) => segments.map(({ key }) => key)));
  return seed % 7 === 3 ? new Set([...keys].filter((_, index) => index % 2 === 0)) : keys;
};

/**
 * In every second seed a campaign that is told of all listens from the start; the segments of the other are a few of those kept.
 * Several functions of one campaign that work at once may hand over an entry when the end has been handed over already; the one
 * rule makes up for that, but not where the person was erased meanwhile.
 */
const campaignsIn = (seed: number, workload: readonly Planned[], kept: ReadonlySet<string>): CampaignSetting => ({
  segments: [...kept].filter((_, index) => index % 4 === seed % Math.min(4, kept.size)),
  isEarly: seed % 2 === 0,
  isSerial: seed % 3 !== 0 || workload.some(({ entry }) => entry['detail-type'] === 'ErasureRequested'),
});

/** Runs one world to its end and has it audited. `tell` is told what happens in it. */
export const tryOut = async (
  subject: Subject,
  plan: Plan = planOf(subject),
  tell?: (line: string) => void,
): Promise<Outcome> => {
  const { seed } = subject;
  const choices = new Choices(plan.choices ?? seed);
  const { workload, faults } = plan;
  const boundary = boundaryOf(subject);
  const [catalogues, climate] = [cataloguesOf(seed), climateOf(seed)];
  const hot = isDetoured(seed) ? everythingIsHot(seed) : undefined;
  const quietUntil = quietUntilOf(seed);
  const keptSegments = keptIn(seed, catalogues);
  const setting = {
    catalogues,
    workload,
    climate,
    faults,
    choices,
    boundary,
    hot,
    ...intakeOfSeed(seed, planOf(subject).workload, subject.intake),
    quietUntil,
    keptSegments,
    campaigns: campaignsIn(seed, planOf(subject).workload, keptSegments),
    haste: 2 - (seed % 2),
    tell,
  };
  const world = await runWorld(setting);
  return { complaints: await audit(world), choices: choices.made };
};
