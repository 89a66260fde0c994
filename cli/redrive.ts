import { forwardingAtOnce } from '#lib/use-cases/update/forward-arrival.ts';
import { redrivableReasons, redriveAtOnce, redriveThroughQueue } from '#lib/use-cases/intake/redrive-quarantine.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { wall } from '#functions/runtime/wall.ts';
import { defineCommand } from './command/command.ts';
import { instantOption, missingOption, textOption, type OptionValues } from './command/options.ts';
import { knownCatalogue } from './input/known-catalogue.ts';
import { openQueue, queueOption } from './input/queue-option.ts';
import { reasonOption } from './input/reason-option.ts';
import { storeOptions, withStore, type Opened } from './input/store-options.ts';
import { counted } from './output/numbers.ts';
import type { Terminal } from './output/terminal.ts';
import { changesOption, checkChanges, writeChanges } from './output/write-changes.ts';

const options = {
  ...storeOptions,
  ...queueOption('The intake queue of the deployment; needed with --table.'),
  ...reasonOption(redrivableReasons),
  segments: textOption(
    'FILE',
    'With --store: the catalogue of segments, as JSON; by default the one that the store keeps.',
  ),
  at: instantOption('With --store: the arrival of the entries; by default now.'),
  ...changesOption,
};

type Values = OptionValues<typeof options>;

const refuseWith = (where: 'store' | 'table', values: Values, names: readonly (keyof Values)[]): void => {
  const name = names.find((each) => values[each] !== undefined);
  if (name !== undefined) throw new Error(`Cannot use --${name} with --${where}: it means nothing there`);
};

const reasonsIn = ({ reason }: Values) => (reason === undefined ? redrivableReasons : [reason]);

const redriveKept = async (opened: Opened<EmbeddedStore>, values: Values, terminal: Terminal): Promise<string> => {
  refuseWith('store', values, ['queue']);
  const { at = wall.now(), segments, changes } = values;
  const { store } = opened;
  const catalogue = await knownCatalogue(opened, { segments }, terminal);
  const deps = forwardingAtOnce({ ...wall, store, catalogue, now: () => at });
  const { events, applied, duplicates, quarantined } = await store.batched(() =>
    redriveAtOnce(deps, reasonsIn(values), at),
  );
  if (changes !== undefined) await writeChanges(store, changes);
  return `${counted(events, 'event')} sent again: ${applied} applied, ${duplicates} known already, ${quarantined} refused again.`;
};

const redriveTable = async ({ store }: Opened, values: Values): Promise<string> => {
  refuseWith('table', values, ['at', 'segments', 'changes']);
  const { queue: url } = values;
  if (url === undefined) throw missingOption({ command: 'redrive', name: 'queue' }, options.queue);
  const queue = await openQueue(url);
  const { sent, codes } = await redriveThroughQueue({ ...wall, store, queue }, reasonsIn(values));
  if (codes.length > 0) {
    throw new Error(`Cannot send ${codes.length} of ${sent + codes.length} events: the queue says ${codes[0]}`);
  }
  return `${counted(sent, 'event')} sent into the queue again.`;
};

export const redriveCommand = defineCommand({
  name: 'redrive',
  summary: 'Sends refused entries again, after the fault is mended.',
  explanation: `An entry that is applied now, or known already, leaves quarantine; one that is refused again stays, with its new reason.
Sending one twice applies it once. Its arrival is the instant at which it is sent again. An entry that was refused as erased has no body and is not sent.

In a store on this machine the entries are applied at once; for a table their names are put into the intake queue.`,
  options,
  run: async (values, terminal) => {
    checkChanges(values);
    const kept = (opened: Opened<EmbeddedStore>) => redriveKept(opened, values, terminal);
    const table = (opened: Opened) => redriveTable(opened, values);
    terminal.print(await withStore(values, { kept, table }));
  },
});
