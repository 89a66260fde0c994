import { tryOut, type Subject } from './trial.ts';

export interface Failure {
  readonly subject: Subject;
  readonly complaints: readonly string[];
}

/** The first failure in worlds of the seeds from 1 to `most`, of Patron as it is or of a mutant. */
export const firstFailure = async (
  most: number,
  mutant?: string,
  intake?: Subject['intake'],
): Promise<Failure | undefined> => {
  for (let seed = 1; seed <= most; seed += 1) {
    const subject = { seed, mutant, intake };
    const { complaints } = await tryOut(subject);
    if (complaints.length > 0) return { subject, complaints };
  }
  return undefined;
};
