import { customerKey, type PersonKey } from '#lib/core/profile/person.ts';
import { inLanes } from '#lib/ports/in-lanes.ts';
import { readMessage } from '#lib/ports/queue/queue-message.ts';
import { refuseDetour } from './diversion.ts';
import { passOn, type Passed } from './pass-on.ts';
import { receiveEvents, type Received } from './receive-events.ts';
import { taken, type MessageResult } from './receiving.ts';
import { peopleAtOnce, shardHandling, type ShardDeps } from './shard-handling.ts';
import type { ShardText } from './shard-text.ts';

/** What failed of a batch for a reason that may pass. */
interface Left {
  readonly texts: readonly ShardText[];
  readonly results: MessageResult[];
}

/**
 * Takes records of a shard in order, several of one person by one commit, and different people side by side. No person holds
 * the shard up: what fails of one, and all that follows of them, goes on into the slow queue by a detour, and what cannot go
 * there is given up where a repetition would not change it. What is left failed fails for most people, such as a table
 * that is throttled, or could not be sent on either: it must come again, with all records behind it.
 */
export const receiveShard = async (deps: ShardDeps, texts: readonly ShardText[]): Promise<Received> => {
  const rescues = new Map<PersonKey, readonly number[]>();
  const messages = texts.map((text) => readMessage(text.body, text));
  const gated = { ...deps, onDetour: refuseDetour(deps) };
  const { results, counts } = await receiveEvents(gated, messages, shardHandling(deps, texts, rescues));
  const left = { texts, results: [...results] };
  if (!isMost(left)) await sendLeftOn(deps, left, rescues);
  return { results: left.results, counts };
};

const hasFailed = ({ results }: Left, index: number): boolean => results[index]?.kind === 'failed';

/** Whether more people have failed than not: the reason is none of theirs. */
const isMost = (left: Left): boolean => {
  const failed = new Set(left.texts.filter((_, index) => hasFailed(left, index)).map(({ group }) => group));
  return failed.size > new Set(left.texts.map(({ group }) => group)).size / 2;
};

/** Sends on what failed of each person in order, and a record that was not admitted as anybody's by itself, since nothing waits for it. */
const sendLeftOn = async (
  deps: ShardDeps,
  left: Left,
  rescues: ReadonlyMap<PersonKey, readonly number[]>,
): Promise<void> => {
  const own = [...rescues].map(([person, indexes]) => ({ person, indexes, by: 'detour' as const }));
  const ordered = new Set([...rescues.values()].flat());
  const others = left.texts.flatMap(({ group }, index) =>
    ordered.has(index) ? [] : [{ person: customerKey(group), indexes: [index], by: 'themselves' as const }],
  );
  await inLanes([...own, ...others], peopleAtOnce, (run) => sendRunOn(deps, left, run));
};

interface Run extends Pick<Passed, 'person' | 'by'> {
  readonly indexes: readonly number[];
}

const sendRunOn = async (deps: ShardDeps, left: Left, { indexes, ...passed }: Run): Promise<void> => {
  const failed = indexes.filter((index) => hasFailed(left, index));
  if (failed.length === 0) return;
  const texts = failed.flatMap((index) => left.texts[index] ?? []);
  const settle = (result: MessageResult): void => {
    for (const index of failed) left.results[index] = result;
  };
  try {
    if (await passOn(deps, { ...passed, texts })) settle(taken);
  } catch (failure) {
    settle({ kind: 'failed', failure });
  }
};
