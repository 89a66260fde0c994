import { availableParallelism } from 'node:os';
import { mostParts } from '#lib/ports/store/embedded/join-parts.ts';
import { refuseOverwriting } from '#lib/tools/files/refuse-overwriting.ts';
import { outputFiles } from '#lib/tools/replay/output-files.ts';
import { readLines } from '#lib/tools/replay/read-lines.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import { defineCommand } from '../command/command.ts';
import { instantOption, required, textOption } from '../command/options.ts';
import { catalogueOption, loadCatalogue } from '../input/catalogue-option.ts';
import { modelOption } from '../input/model-option.ts';
import { openEvents } from '../input/open-events.ts';
import { createProgress } from '../output/progress.ts';
import { notUnderstoodText, summaryText } from './summary-text.ts';

const stopwatch = () => performance.now();

/** The share of the file's bytes that were read; undefined for a pipe, whose size is not known. */
const shareOf = (taken: () => number, size: number | undefined) => () =>
  size === undefined || size === 0 ? undefined : taken() / size;

/** In bytes as stored. In less, starting threads and putting their stores together takes longer than they save. */
const worthThreads = 16 << 20;

/** A thread for each core, of a file that is large enough. What cannot be read twice is taken on one. */
const inParallel = async (events: string, size = 0) =>
  size < worthThreads
    ? undefined
    : {
        threads: Math.min(availableParallelism(), mostParts),
        again: readLines((await openEvents(events)).chunks),
      };

export const replayCommand = defineCommand({
  name: 'replay',
  summary: 'Runs a file of events through Patron, with time simulated.',
  explanation: `The events take the same code as on AWS, on a store of their own, in the order of their lines. Each line is
one event as EventBridge gives it: {"time": ..., "source": ..., "detail-type": ..., "detail": {...}}.
Its "time" is when it arrived. A line that is not an event goes into quarantine and holds nothing up.

Writes changes.jsonl, profiles.jsonl, quarantine.jsonl and summary.json, and keeps the store in store.sqlite, in
place of that of an earlier replay into the same directory: other commands find it there by --store DIR. The store takes
about as much disk as events and changes together. A file of 16 MB or more is decided on all cores, up to eight, with the
same results and, until it is done, as much disk again.`,
  options: {
    events: required(textOption('FILE', 'Events, one a line; plain or packed by gzip, - for standard input.')),
    out: required(textOption('DIR', 'The directory to write to; made where there is none.')),
    ...catalogueOption,
    ...modelOption,
    until: instantOption(
      'The instant, inclusive, until which time runs on after the last event; by default the last arrival.',
    ),
    store: textOption('FILE', 'Keeps the store in this new file; by default it is store.sqlite in the directory.'),
  },
  run: async ({ events, out, segments, model, until, store }, terminal) => {
    const catalogue = await loadCatalogue({ segments, model });
    const file = await openEvents(events);
    const read = [events, segments, model].filter((each) => each !== undefined);
    refuseOverwriting(read, Object.values(outputFiles(out)));
    const progress = createProgress(terminal, { share: shareOf(file.taken, file.size), stopwatch });
    const parallel = await inParallel(events, file.size);
    const whole = { catalogue, events: readLines(file.chunks), out, until, store, stopwatch, parallel };
    const summary = await replay({ ...whole, onProgress: progress.at }).finally(progress.end);
    terminal.print(
      `${summaryText(summary)}\n${notUnderstoodText(summary, catalogue.source.currency)}Written to ${out}.`,
    );
  },
});
