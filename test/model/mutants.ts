import { BatchGetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { divertedText, readDiverted } from '#lib/ports/queue/diverted-messages.ts';
import type { Boundary } from './boundary.ts';
import {
  clientThrough,
  isRecording,
  putsIn,
  withoutConditions,
  withoutConsistency,
  type Command,
  type Send,
} from './faulty-client.ts';
import {
  bodyDecides,
  eventsBeforeFacts,
  forgettingNames,
  lateRowsComeBack,
  laterTellingsWin,
  numbersAsText,
  strippingAfterCommit,
  strippingBeforeCommit,
} from './faulty-corrections.ts';
import { ignoringFailures, knowingNothingMissing } from './faulty-campaigns.ts';
import { deletingAtTheExit, puttingWithoutConditions, withoutTombstones, wordBeforeRow } from './faulty-members.ts';
import {
  acknowledgingBeforeRecording,
  eventsBeforeChanges,
  forgettingTheVisitorsUnsettled,
  forgettingTheQuietTime,
  forgettingTombstones,
  knowingOnlyRows,
  laterLinksWin,
  neverRecordingAgain,
  nobodyIsBehind,
  nobodyIsDue,
  publishingBeforeCommit,
  recordingBeforeCommit,
  rowsBeforeProfile,
  settlingUnseen,
  ticksMoveTheClock,
  timersAtWallClock,
} from './faulty-store.ts';
import { oneFlipInVain, timersTooLate } from './faulty-timers.ts';

const through = (change: (command: Command, send: Send) => Promise<object>): Partial<Boundary> => ({
  client: (client) => clientThrough(client, change),
});

const altering = (alter: (command: Command) => void): Partial<Boundary> =>
  through((command, send) => {
    alter(command);
    return send(command);
  });

/** A tombstone that no index brings back. */
const forgetTombstonesPasses = (command: Command): void => {
  for (const item of putsIn(command)) if (item['erasedAt'] !== undefined) Reflect.deleteProperty(item, 'dueAt');
};

/** Profiles are read as they are; rows, the asked ones too, as they may have been. */
const readRowsInconsistently = (command: Command): void => {
  if (command instanceof BatchGetItemCommand) withoutConsistency(command);
};

const takeUnprocessedAsAbsent = async (command: Command, send: Send): Promise<object> => {
  const { UnprocessedKeys: _left, ...answer } = (await send(command)) as { UnprocessedKeys?: object };
  return answer;
};

const findNoLinks = async (command: Command, send: Send): Promise<object> => {
  const isOfLinks = command instanceof QueryCommand && JSON.stringify(command.input).includes('LINK#');
  return isOfLinks ? { Items: [] } : send(command);
};

const dropAnnouncements = async (command: Command, send: Send): Promise<object> =>
  isRecording(command, /^ERASED#/u) ? {} : send(command);

const forgettingArrivals: Boundary['queue'] = (queue) => ({
  send: (messages) =>
    queue.send(
      messages.map((message) => ({ ...message, body: message.body.replace(/"arrivedAt":\d+/u, '"arrivedAt":0') })),
    ),
});

const droppingUnsent: Boundary['queue'] = (queue) => ({
  send: async (messages) => {
    await queue.send(messages).catch(() => []);
    return [];
  },
});

const droppingBackfill: Boundary['queue'] = (queue) => ({
  send: async (messages) => {
    const others = messages.filter(({ deduplicationId }) => !deduplicationId.startsWith('backfill:'));
    return others.length === 0 ? [] : queue.send(others);
  },
});

const forgettingArrivalsOnDetour: Boundary['slowQueue'] = (queue) => ({
  send: (messages) =>
    queue.send(
      messages.map((message) => {
        const diverted = readDiverted(message.body);
        if (diverted === undefined) return message;
        const { person, messages: texts } = diverted;
        return {
          ...message,
          body: divertedText({ person, messages: texts.map((text) => ({ ...text, arrivedAt: 0 })) }),
        };
      }),
    ),
});

/** Says that a detour has begun, and tells nobody else. */
const divertingWithoutDetours: Boundary['detours'] = () => ({
  of: async () => ({ until: Infinity }),
  set: async () => 'saved',
});

/** Ends a detour where it should only be closed, with no fence that waits for what was diverted. */
const endingDetoursAtOnce: Boundary['detours'] = (detours) => ({
  of: (person) => detours.of(person),
  set: (loaded, detour) => detours.set(loaded, detour?.closing === undefined ? detour : undefined),
});

/** Patron with one rule left out each. The auditor must find every one of them. */
export const mutants: Readonly<Record<string, Partial<Boundary>>> = {
  'rows-before-profile': { store: rowsBeforeProfile },
  'events-before-changes': { store: eventsBeforeChanges },
  'no-re-recording': { store: neverRecordingAgain },
  'settling-unseen': { store: settlingUnseen },
  'recording-before-commit': { store: recordingBeforeCommit },
  'no-condition': altering(withoutConditions),
  'merge-forgets-unsettled': { store: forgettingTheVisitorsUnsettled },
  'one-pass-of-deletion': altering(forgetTombstonesPasses),
  'acknowledging-before-recording': { store: acknowledgingBeforeRecording },
  'publishing-before-commit': { store: publishingBeforeCommit },
  'dropping-failed-entries': {
    publisher: (publisher) => ({
      publish: async (entries) => {
        await publisher.publish(entries).catch(() => []);
        return [];
      },
    }),
  },
  'timers-at-wall-clock': { store: timersAtWallClock },
  'ticks-move-the-clock': { store: ticksMoveTheClock },
  'eventual-reads': altering(withoutConsistency),
  'eventual-rows': altering(readRowsInconsistently),
  'unprocessed-as-absent': through(takeUnprocessedAsAbsent),
  'knowing-only-rows': { store: knowingOnlyRows },
  'acknowledging-failures': { handedBack: () => [] },
  'dropping-forwards': { queue: droppingUnsent },
  'forgetting-arrivals': { queue: forgettingArrivals },
  'later-links-win': { store: laterLinksWin },
  'batches-backwards': { batch: (records) => records.toReversed() },
  'visitors-survive-erasure': through(findNoLinks),
  'erasures-unannounced': through(dropAnnouncements),
  'never-sweeping': { store: nobodyIsDue },
  'timers-too-late': { store: timersTooLate },
  'one-flip-in-vain': { store: oneFlipInVain },
  'nobody-behind': { store: nobodyIsBehind },
  'dropping-backfill-ticks': { queue: droppingBackfill },
  'forgetting-tombstones': { store: forgettingTombstones },
  'forgetting-the-quiet-time': { store: forgettingTheQuietTime },
  'late-rows-come-back': altering(lateRowsComeBack),
  'body-decides': { ...altering(lateRowsComeBack), store: bodyDecides },
  'stripping-before-commit': { store: strippingBeforeCommit },
  'stripping-after-commit': { store: strippingAfterCommit },
  'forgetting-names': { store: forgettingNames },
  'later-tellings-win': { store: laterTellingsWin },
  'numbers-as-text': through(numbersAsText),
  'events-before-facts': { store: eventsBeforeFacts },
  'members-without-condition': { membersClient: puttingWithoutConditions },
  'members-without-tombstones': { membersClient: deletingAtTheExit },
  'word-before-row': { publish: wordBeforeRow },
  'snapshot-before-rule': { joining: ['snapshot', 'rule'] },
  'snapshot-without-tombstones': { members: withoutTombstones },
  'campaign-ignoring-failures': { campaign: ignoringFailures },
  'campaign-without-missing': { campaign: knowingNothingMissing },
  'subscriber-without-sequence': { isNews: () => true },
};

/** The same of a stream: what they break shows where that is the intake. */
export const streamMutants: Readonly<Record<string, Partial<Boundary>>> = {
  'resuming-behind-the-failure': { resumesAt: (failed) => failed + 1 },
  'acknowledging-before-the-slow-queue': { slowQueue: droppingUnsent },
  'acknowledging-before-the-dead-letters': { deadLetters: droppingUnsent },
};

/** The same of detours: what they break shows in a world with a robot in it (`hot-group.deep.test.ts`). */
export const detourMutants: Readonly<Record<string, Partial<Boundary>>> = {
  'diverting-without-detours': { detours: divertingWithoutDetours },
  'ending-detours-at-once': { detours: endingDetoursAtOnce },
  'forgetting-arrivals-on-detour': { slowQueue: forgettingArrivalsOnDetour },
};

/** All of them, by name. */
export const everyMutant: Readonly<Record<string, Partial<Boundary>>> = {
  ...mutants,
  ...streamMutants,
  ...detourMutants,
};
