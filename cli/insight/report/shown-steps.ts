import type { ExportSteps } from '#lib/tools/from-export/store-of-export.ts';
import type { People } from '#lib/use-cases/insight/people.ts';
import { counted } from '../../output/numbers.ts';
import { createProgress, type Progress } from '../../output/progress.ts';
import type { Terminal } from '../../output/terminal.ts';

/** The shown number of profiles changes by so many. */
const shownTogether = 1000;

const stopwatch = (): number => performance.now();

/** A bar of its own for a step that takes events, from the first of them on. */
const barOf = (terminal: Terminal, step: string): ExportSteps['onOrders'] => {
  let bar: Progress | undefined;
  let [done, all] = [0, 1];
  return (events, ofAll) => {
    [done, all] = [events, ofAll];
    bar ??= createProgress(terminal, { step, share: () => done / all, stopwatch });
    bar.at(events);
  };
};

/** Shows each step of making a store of an export, only on a terminal. */
export const shownSteps = (terminal: Terminal): ExportSteps => ({
  onRows: (rows) => terminal.show?.(`Importing: ${counted(rows, 'row')}`),
  onOrders: barOf(terminal, 'Adding up orders'),
  onProfiles: (profiles) => {
    if (profiles % shownTogether === 0) terminal.show?.(`Fitting a model: ${counted(profiles, 'profile')}`);
  },
  onSegments: barOf(terminal, 'Deciding segments'),
  stopwatch,
});

/** The same people, but each reading of everybody is shown, only on a terminal. */
export const shownReadings = ({ everybody, ...people }: People, { show }: Terminal): People => {
  let readings = 0;
  const reading = async function* reading() {
    readings += 1;
    let read = 0;
    for await (const person of everybody()) {
      read += 1;
      if (read % shownTogether === 0) show?.(`Reading everybody, time ${readings}: ${counted(read, 'profile')}`);
      yield person;
    }
  };
  return { ...people, everybody: reading };
};
