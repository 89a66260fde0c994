import { ExecutionAlreadyExists, StartExecutionCommand, type SFNClient } from '@aws-sdk/client-sfn';
import type { AnswerDeps } from './answer-cloudformation.ts';
import { failureForLog } from './failure-log.ts';
import type { RollingBack } from './rolling-back.ts';

/** How a pass over everybody is started for CloudFormation. */
export interface StartPassDeps extends AnswerDeps {
  /** Starts the state machine, unless it was started under this name before. */
  readonly startPass: (name: string, input: string) => Promise<void>;
  readonly isRollingBack: RollingBack;
}

/** A pass that a stack asks for. */
export interface AskedPass {
  readonly StackId: string;
  /** The same for the same request. */
  readonly name: string;
  readonly input: object;
}

/** Starts a pass. A rollback goes on without one: failing would leave the stack half-way. */
export const startFor = async (deps: StartPassDeps, { StackId, name, input }: AskedPass): Promise<void> => {
  try {
    await deps.startPass(name, JSON.stringify(input));
  } catch (error) {
    if (!(await deps.isRollingBack(StackId))) throw error;
    deps.logger.warn('A rollback goes on without a pass', { failure: failureForLog(error) });
  }
};

/** Starts each name only once, because CloudFormation may repeat a request, and returns to an older deployment by repeating its request. */
export const startUnlessStarted =
  (client: SFNClient, stateMachineArn: string): StartPassDeps['startPass'] =>
  async (name, input) => {
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  };
