import { randomUUID } from 'node:crypto';
import { wall } from '#functions/runtime/wall.ts';
import { outgoingSource, type OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { latestClock } from '#lib/ports/store/all-persons.ts';
import { announceMembers, type AnnounceDeps } from '#lib/use-cases/members/announce-members.ts';
import { atPace } from '#lib/use-cases/members/paced.ts';
import { chosenSegment } from '#lib/use-cases/insight/chosen-segment.ts';
import { defineCommand } from '../command/command.ts';
import { required, textOption, wholeNumberOption, type OptionValues } from '../command/options.ts';
import { knownCatalogue, knownCatalogueOption } from '../input/known-catalogue.ts';
import { storeOptions, withStore, type Opened } from '../input/store-options.ts';
import { counted } from '../output/numbers.ts';
import type { Terminal } from '../output/terminal.ts';
import { membersBeside } from './open-members.ts';

const usualRate = 50;
const fastest = 10_000;

type Where = Pick<AnnounceDeps, 'members' | 'announce'> & Pick<AnnounceDeps['profiles'], 'asOf'>;

/** What is announced, and where. */
interface Snapshot extends OptionValues<typeof knownCatalogueOption> {
  readonly segment: string;
  readonly where: () => Promise<Where>;
}

const announce = async (
  opened: Opened,
  { segment: key, segments, where }: Snapshot,
  terminal: Terminal,
): Promise<void> => {
  const catalogue = await knownCatalogue(opened, { segments }, terminal);
  const segment = chosenSegment(catalogue, key);
  const { members, asOf, announce: put } = await where();
  const runId = randomUUID();
  const deps = { members, announce: put, profiles: { store: opened.store, catalogue, asOf } };
  const { members: announced, quiet } = await announceMembers(deps, { catalogue, segment, runId });
  terminal.printError(`${counted(announced, 'member')} of ${key} announced, runId ${runId}`);
  if (quiet > 0)
    terminal.printError(
      `${counted(quiet, 'member')} left out: nothing was published when they entered, so no change names them`,
    );
};

/** As a line of `changes.jsonl`. */
const lineOf = ({ detailType, detail }: OutgoingEntry): string =>
  JSON.stringify({ source: outgoingSource, 'detail-type': detailType, detail: JSON.parse(detail) as unknown });

const onBus = async (opened: Opened, segment: string, rate: number): Promise<Where> => {
  const { members, busName } = await membersBeside({ table: opened.place, segment });
  const { EventBridgeClient } = await import('@aws-sdk/client-eventbridge');
  const { eventBridgePublisher } = await import('#lib/ports/publisher/event-bridge.ts');
  const publisher = eventBridgePublisher({ client: new EventBridgeClient(), busName });
  return { members, asOf: wall.now(), announce: atPace({ ...wall, publisher, rate }) };
};

export const announceCommand = defineCommand({
  name: 'announce',
  summary: 'Publishes everybody who is already in a segment, for a campaign that subscribes late.',
  explanation: `Puts SegmentMember on the bus for each present member, between SnapshotStarted and SnapshotFinished. Each carries the
sequence of the change by which the person entered: by the one rule (of a person and segment the highest sequence wins) a
snapshot mixes with live changes in any order. It may be run again at any time. With --store it prints the entries instead,
as lines of changes.jsonl.`,
  options: {
    segment: required(textOption('KEY', 'The segment.')),
    rate: wholeNumberOption(`Entries a second, up to ${fastest}; ${usualRate} unless told.`, fastest),
    ...storeOptions,
    ...knownCatalogueOption,
  },
  run: async ({ segment, segments, rate = usualRate, ...values }, terminal) => {
    const printed = async (entries: readonly OutgoingEntry[]): Promise<void> => {
      for (const entry of entries) terminal.print(lineOf(entry));
    };
    await withStore(values, {
      kept: (opened) => {
        const { store } = opened;
        const where = async () => ({ members: store.members, asOf: await latestClock(store), announce: printed });
        return announce(opened, { segment, segments, where }, terminal);
      },
      table: (opened) => announce(opened, { segment, segments, where: () => onBus(opened, segment, rate) }, terminal),
    });
  },
});
