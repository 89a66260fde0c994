import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Consumer } from './consumer.ts';
import { readEntry, type Arrival } from './read-entry.ts';
import type { SqsAnswer, SqsEvent, SqsRecord } from './sqs-event.ts';

/** What a message said, by its id. */
interface Message {
  readonly messageId: string;
  readonly arrival: Arrival;
}

/** What a batch takes from outside. */
export interface BatchDeps {
  readonly consumer: Consumer;
  /** Whether a change is one of those asked for. */
  readonly isWanted: (arrival: Arrival) => boolean;
  readonly warn: (message: string) => void;
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Takes the messages of a batch, different people's at the same time. A message comes again where it is broken, where its change
 * could not be handed over, and where that waits for another one; so a message that never succeeds ends in the queue's dead letters.
 */
export const consumeBatch = async ({ Records }: SqsEvent, deps: BatchDeps): Promise<SqsAnswer> => {
  const failed = new Set<string>();
  const messages = Records.flatMap((record) => read(record, deps, failed));
  const byPerson = Map.groupBy(messages, ({ arrival }) => arrival.person);
  await Promise.all([...byPerson].map(([person, some]) => takeAll(person, some, { ...deps, failed })));
  return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
};

const read = (
  { messageId, body }: SqsRecord,
  { isWanted, warn }: BatchDeps,
  failed: Set<string>,
): readonly Message[] => {
  try {
    const arrival = readEntry(JSON.parse(body));
    return arrival && isWanted(arrival) ? [{ messageId, arrival }] : [];
  } catch (error) {
    failed.add(messageId);
    warn(`Cannot take message ${messageId} as a change: ${wordsOf(error)}`);
    return [];
  }
};

const takeAll = async (
  person: PersonKey,
  messages: readonly Message[],
  { consumer, warn, failed }: BatchDeps & { readonly failed: Set<string> },
): Promise<void> => {
  const ids = messages.map(({ messageId }) => messageId);
  try {
    const arrivals = messages.map(({ arrival }) => arrival);
    const run = await consumer.take(person, arrivals);
    const left = messages.filter(({ arrival }) => !run.isSettled(arrival));
    for (const { messageId } of left) failed.add(messageId);
    for (const error of run.failures.values())
      warn(`Cannot hand over a change of messages ${ids.join(', ')}: ${wordsOf(error)}`);
  } catch (error) {
    for (const id of ids) failed.add(id);
    warn(`Cannot keep what became of messages ${ids.join(', ')}: ${wordsOf(error)}`);
  }
};
