import { DeploymentRefusedError } from './deployment-number.ts';

/** Where events waited for the updates before a deployment, and where they do by it: `fifo` where nothing is said. */
export interface IntakeChange {
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * Refuses to take a stream away that events are still put into: those that wait would be gone from it.
 *
 * @param isRollingBack - whether a deployment that failed is being taken back, which is never refused.
 * @throws {DeploymentRefusedError} where the stream would go, unless it was drained.
 */
export const requireDrained = async (
  { before, after = 'fifo' }: IntakeChange,
  isRollingBack: () => Promise<boolean>,
): Promise<void> => {
  if (before !== 'stream' || after !== 'fifo' || (await isRollingBack())) return;
  throw new DeploymentRefusedError(
    'Cannot deploy fifo as the intake: current value is stream, in which events may still wait; deploy "intake": "drain" first, and "fifo" once the stream is empty',
  );
};
