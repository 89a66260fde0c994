import { parseArgs } from 'node:util';
import type { IntakeOfRun } from './intake-of-seed.ts';
import { everyMutant } from './mutants.ts';
import { reportOn } from './report.ts';
import { tryOut } from './trial.ts';

const help = `Runs the real code in a simulated cloud, a world for each seed, and audits what came of it.

  --seeds N      how many worlds, 500 by default
  --from SEED    the first seed, 1 by default
  --intake NAME  queue or stream; that of each seed by default
  --mutant NAME  leaves one rule out, which the auditor must find: ${Object.keys(everyMutant).join(', ')}
`;

const options = {
  seeds: { type: 'string', default: '500' },
  from: { type: 'string', default: '1' },
  mutant: { type: 'string' },
  intake: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

const wholeNumber = (name: string, value: string): number => {
  if (/^\d{1,9}$/u.test(value)) return Number(value);
  throw new Error(`Cannot take --${name} as a number: current value is ${value}`);
};

const intakeNamed = (value: string | undefined): IntakeOfRun | undefined => {
  if (value === undefined || value === 'queue' || value === 'stream') return value;
  throw new Error(`Cannot take --intake as one: current value is ${value}`);
};

/** @returns the process's exit status: 1 when a seed fails. */
const main = async (): Promise<number> => {
  const { values } = parseArgs({ options });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const [seeds, from] = [wholeNumber('seeds', values.seeds), wholeNumber('from', values.from)];
  const intake = intakeNamed(values.intake);
  for (let seed = from; seed < from + seeds; seed += 1) {
    const subject = { seed, mutant: values.mutant, intake };
    const { complaints } = await tryOut(subject);
    if (complaints.length > 0) {
      console.log(await reportOn(subject, complaints));
      return 1;
    }
  }
  console.log(`${seeds} seeds from ${from}: nothing lost, nothing twice.`);
  return 0;
};

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
