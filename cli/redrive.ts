import { forwardingAtOnce } from '#lib/use-cases/update/forward-arrival.ts';
import { redrivableReasons, redriveAtOnce, redriveThroughQueue } from '#lib/use-cases/intake/redrive-quarantine.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { wall } from '#functions/runtime/wall.ts';
import { requiredOption, type Command, type OptionValues } from './command/command.ts';
import { loadCatalogue } from './input/load-catalogue.ts';
import { storeOptions, withStore } from './input/open-store.ts';
import { reasonsIn } from './quarantine.ts';
import { instantOption } from './input/read-instant.ts';
import { counted } from './replay/summary-text.ts';
import { writeChanges } from './output/write-changes.ts';

const refuseOptions = (values: OptionValues, names: readonly string[], where: string): void => {
  const name = names.find((one) => values[one] !== undefined);
  if (name !== undefined) throw new Error(`Cannot use --${name} with --${where}: it means nothing there`);
};

const redriveKept = async (store: EmbeddedStore, values: OptionValues): Promise<string> => {
  refuseOptions(values, ['queue'], 'store');
  const at = instantOption(values, 'at') ?? wall.now();
  const catalogue = await loadCatalogue(values['segments']);
  const deps = forwardingAtOnce({ ...wall, store, catalogue, now: () => at });
  const reasons = reasonsIn(values, redrivableReasons);
  const { events, applied, duplicates, quarantined } = await store.batched(() => redriveAtOnce(deps, reasons, at));
  if (values['changes'] !== undefined) await writeChanges(store, values['changes']);
  return `${counted(events, 'event')} sent again: ${applied} applied, ${duplicates} known already, ${quarantined} refused again.`;
};

const redriveTable = async (store: CustomerStore, values: OptionValues): Promise<string> => {
  refuseOptions(values, ['at', 'segments', 'changes'], 'table');
  const reasons = reasonsIn(values, redrivableReasons);
  const queueUrl = requiredOption(redriveCommand, values, 'queue');
  const { SQSClient } = await import('@aws-sdk/client-sqs');
  const { sqsIntakeQueue } = await import('#functions/runtime/sqs-intake-queue.ts');
  const queue = sqsIntakeQueue({ client: new SQSClient(), queueUrl });
  const { sent, codes } = await redriveThroughQueue({ store, queue, sleep: wall.sleep }, reasons);
  if (codes.length > 0) {
    throw new Error(`Cannot send ${codes.length} of ${sent + codes.length} events: the queue says ${codes[0]}`);
  }
  return `${counted(sent, 'event')} sent into the queue again.`;
};

export const redriveCommand: Command = {
  name: 'redrive',
  summary: 'Sends what was refused again, after what was wrong is mended.',
  explanation: `An entry that is applied now, or known already, leaves quarantine; one that is refused again stays, with its new reason.
Sending one twice applies it once. It arrives when it is sent again. What was refused as erased has no body and is not sent.

In a store on this machine the entries are applied at once; of a table they go by name into the intake queue.`,
  options: {
    ...storeOptions,
    queue: { value: 'URL', meaning: 'The intake queue of the deployment; needed with --table.' },
    reason: { value: 'REASON', meaning: `Only what was refused for this: ${redrivableReasons.join(', ')}.` },
    segments: {
      value: 'FILE',
      meaning: 'With --store: the catalogue of segments, as JSON; by default the one that comes with Patron.',
    },
    at: { value: 'INSTANT', meaning: 'With --store: when the entries arrive; by default now.' },
    changes: {
      value: 'FILE',
      meaning: 'With --store: where to write the changes that wait to be published; by default they go on waiting.',
    },
  },
  run: async (values, { print }) => {
    const kept = (store: EmbeddedStore) => redriveKept(store, values);
    const table = (store: CustomerStore) => redriveTable(store, values);
    print(await withStore(values, { kept, table }));
  },
};
