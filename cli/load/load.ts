import { wall } from '#functions/runtime/wall.ts';
import { EntrySender } from '#lib/tools/emit/entry-sender.ts';
import { EventsNotTaken } from '#lib/tools/emit/events-not-taken.ts';
import { openLeftOut } from '#lib/tools/load/left-out.ts';
import { loadEvents } from '#lib/tools/load/load-events.ts';
import { keepPlace, leftOutFile, placeFile, type Place } from '#lib/tools/load/place.ts';
import { readLines } from '#lib/tools/replay/read-lines.ts';
import { defineCommand } from '../command/command.ts';
import { required, switchOption, textOption, wholeNumberOption } from '../command/options.ts';
import { busOption, openBus } from '../input/bus-option.ts';
import { openEvents } from '../input/open-events.ts';
import { createProgress } from '../output/progress.ts';
import type { Terminal } from '../output/terminal.ts';
import { untilInterrupted } from './interruption.ts';
import { faultsShown, loadText } from './load-text.ts';
import { placeToBeginAt } from './place-to-begin-at.ts';

/** So many that every region takes them, and that live events are not held up: a million in less than an hour and a half. */
const defaultRate = 200;
const fastest = 10_000;

interface Asked {
  readonly events: string;
  readonly bus: string;
  readonly rate: number;
  readonly from: Place;
}

const resumable = (error: unknown): unknown =>
  error instanceof EventsNotTaken
    ? new Error(`${error.message}; mend that, and go on with --resume`, { cause: error })
    : error;

const load = async ({ events, bus, rate, from }: Asked, signal: AbortSignal, terminal: Terminal): Promise<Place> => {
  const opened = await openBus(bus, terminal);
  const file = await openEvents(events);
  const leftOut = await openLeftOut(leftOutFile(events, bus), from.leftOutBytes);
  const share = () => (file.size === undefined ? undefined : file.taken() / file.size);
  const progress = createProgress(terminal, { share, stopwatch: () => performance.now() });
  await keepPlace(placeFile(events, bus), from);
  try {
    return await loadEvents({
      ...wall,
      events,
      bus,
      rate,
      from,
      signal,
      leftOut,
      blocks: readLines(file.chunks),
      sender: new EntrySender(opened, { random: wall.random, warn: terminal.printError }),
      keep: (place) => keepPlace(placeFile(events, bus), place),
      onLine: progress.at,
      onFaults: faultsShown(terminal),
    });
  } catch (error) {
    throw resumable(error);
  } finally {
    progress.end();
    opened.client.destroy();
  }
};

export const loadCommand = defineCommand({
  name: 'load',
  summary: 'Puts a file of events on the bus of a deployment, at a bounded rate, and keeps its place.',
  explanation: `For the first day: the history of a shop, as replay takes it, is put on the bus as if it happened now; profiles go by when each
event says that it happened. Each line is looked at as by patron validate. A line with a fault is named and not put: it is kept
as it came in FILE.load-NAME.left-out.jsonl, which can be loaded itself once it is mended, and the exit status is 1.

The place is kept in FILE.load-NAME.json about once a second, and when the load is interrupted (Ctrl-C); --resume goes on from
there. It knows the lines before it, so that another file is refused. A few lines may be put twice: an event with a known eventId
changes nothing. Without --resume a load that was begun is not begun again.

See docs/first-load.md for the whole day, and the setting quietUntil, which keeps campaigns from hearing of the past.`,
  options: {
    events: required(textOption('FILE', 'Events, one a line with its time; plain or packed by gzip.')),
    ...busOption,
    rate: wholeNumberOption(`The most events a second; ${defaultRate} unless told.`, fastest),
    resume: switchOption('Goes on where an earlier load of the file stopped.'),
  },
  run: async ({ events, bus, rate = defaultRate, resume }, terminal) => {
    const from = await placeToBeginAt({ events, bus, resume });
    const place = await untilInterrupted((signal) => load({ events, bus, rate, from }, signal, terminal));
    loadText({ events, bus, from, place }, terminal);
  },
});
