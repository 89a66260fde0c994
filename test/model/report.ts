import { shrink } from './shrink.ts';
import { tryOut, type Subject } from './trial.ts';

const longestLine = 400;

const cut = (line: string): string => (line.length > longestLine ? `${line.slice(0, longestLine)}…` : line);

/** How to run a seed again. */
const commandFor = ({ seed, ...named }: Subject): string => {
  const options = Object.entries(named).map(([name, value]) => (value === undefined ? '' : ` --${name} ${value}`));
  return `npm run test:model -- --from ${seed} --seeds 1${options.join('')}`;
};

/** Says what is wrong with a seed, how to run it again, and the shortest trace that it could shrink to. */
export const reportOn = async (subject: Subject, complaints: readonly string[]): Promise<string> => {
  const plan = await shrink(subject);
  const trace: string[] = [];
  const shortest = await tryOut(subject, plan, (line) => void trace.push(line));
  return [
    `Seed ${subject.seed} fails:`,
    ...complaints.map((complaint) => `  ${cut(complaint)}`),
    `Run it again: ${commandFor(subject)}`,
    `The shortest trace found, with ${plan.workload.length} entries and the faults ${plan.faults.join(', ') || 'none'}:`,
    ...plan.workload.map(({ entry }) => `  ${cut(JSON.stringify(entry))}`),
    ...trace.map((line) => `  ${cut(line)}`),
    'It fails:',
    ...shortest.complaints.map((complaint) => `  ${cut(complaint)}`),
  ].join('\n');
};
