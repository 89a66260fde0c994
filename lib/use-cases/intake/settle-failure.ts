import type { Rescue } from './handling.ts';
import { taken, type MessageResult, type Receiving, type Task } from './receiving.ts';

/** The result of a message that failed. If it cannot be put aside, it is received again. */
export const resultOf = async ({ handling }: Receiving, at: number, failure: unknown): Promise<MessageResult> => {
  try {
    if (await handling.giveUp(at, failure)) return { kind: 'given-up' };
  } catch (cause) {
    return { kind: 'failed', failure: cause };
  }
  return { kind: 'failed', failure };
};

/**
 * Settles one person's tasks of which the first has failed. They get no result where they are to be taken again; otherwise
 * all were sent on, or the first gets a result and, unless that was given up, so do all behind it.
 */
export const settleFailure = async (receiving: Receiving, lane: readonly Task[], failure: unknown): Promise<void> => {
  const { results } = receiving;
  const settle = (tasks: readonly Task[], result: MessageResult): void => {
    for (const { at } of tasks) results[at] = result;
  };
  try {
    const rescued = await rescue(receiving, lane, failure);
    if (rescued === 'sent-on') settle(lane, taken);
    if (rescued === 'none') settle(...(await given(receiving, lane, failure)));
  } catch (cause) {
    settle(lane, { kind: 'failed', failure: cause });
  }
};

/** The tasks that get a result together, and the result. */
const given = async (
  receiving: Receiving,
  lane: readonly Task[],
  failure: unknown,
): Promise<readonly [readonly Task[], MessageResult]> => {
  const result = await resultOf(receiving, lane[0]?.at ?? 0, failure);
  return [result.kind === 'failed' ? lane : lane.slice(0, 1), result];
};

const rescue = async ({ handling }: Receiving, lane: readonly Task[], failure: unknown): Promise<Rescue> => {
  const admitted = lane[0]?.admitted;
  if (admitted === undefined || admitted.kind === 'refused') return 'none';
  return handling.rescue(
    admitted.person,
    lane.map(({ at }) => at),
    failure,
  );
};
