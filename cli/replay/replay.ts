import { openEvents } from '../input/open-events.ts';
import { readLines } from '#lib/tools/replay/read-lines.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import { requiredOption, type Command } from '../command/command.ts';
import { loadCatalogue } from '../input/load-catalogue.ts';
import { createProgress } from '../output/progress.ts';
import { instantOption } from '../input/read-instant.ts';
import { summaryText } from './summary-text.ts';

const stopwatch = () => performance.now();

/** Shares are of the bytes of the file; of a pipe nobody knows how many will come. */
const shareOf = (taken: () => number, size: number | undefined) => () =>
  size === undefined || size === 0 ? undefined : taken() / size;

export const replayCommand: Command = {
  name: 'replay',
  summary: 'Runs a file of events through Patron, with time simulated.',
  explanation: `The events take the same code as on AWS, on a store of their own, in the order of their lines. Each line is
one event as EventBridge gives it: {"time": ..., "source": ..., "detail-type": ..., "detail": {...}}.
Its "time" is when it arrived. Lines that are no event are put into quarantine and hold nothing up.

Writes changes.jsonl, profiles.jsonl, quarantine.jsonl and summary.json, and keeps the store in store.sqlite, in
place of that of an earlier replay into the same directory: other commands find it there by --store DIR.`,
  options: {
    events: {
      value: 'FILE',
      meaning: 'Events, one a line; plain or packed by gzip, - for standard input.',
      required: true,
    },
    out: { value: 'DIR', meaning: 'The directory to write to; made where there is none.', required: true },
    segments: {
      value: 'FILE',
      meaning: 'The catalogue of segments, as JSON; by default the one that comes with Patron.',
    },
    until: {
      value: 'INSTANT',
      meaning: 'How long time runs on after the last event, inclusive; by default the last arrival.',
    },
    store: {
      value: 'FILE',
      meaning: 'Keeps the store in this new file; by default it is store.sqlite in the directory.',
    },
  },
  run: async (values, terminal) => {
    const until = instantOption(values, 'until');
    const out = requiredOption(replayCommand, values, 'out');
    const catalogue = await loadCatalogue(values['segments']);
    const file = await openEvents(requiredOption(replayCommand, values, 'events'));
    const progress = createProgress(terminal, { share: shareOf(file.taken, file.size), stopwatch });
    const whole = { catalogue, events: readLines(file.chunks), out, until, store: values['store'], stopwatch };
    const summary = await replay({ ...whole, onProgress: progress.at }).finally(progress.end);
    terminal.print(`${summaryText(summary)}\nWritten to ${out}.`);
  },
};
