import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answerCloudFormation, putAnswer, type AnswerDeps } from './answer-cloudformation.ts';
import { failureForLog } from './failure-log.ts';
import { observed } from './observed.ts';
import { patientClient, rollingBackBy, type RollingBack } from './rolling-back.ts';
import { start } from './start.ts';

/** How a pass over everybody is started for CloudFormation. */
export interface StartPassDeps extends AnswerDeps {
  /** Starts the state machine, unless it was started under this name before. */
  readonly startPass: (name: string, input: string) => Promise<void>;
  readonly isRollingBack: RollingBack;
}

/** A pass that a stack asks for. */
interface AskedPass {
  readonly StackId: string;
  /** The same for the same request. */
  readonly name: string;
  readonly input: object;
}

/** Starts a pass. A rollback goes on without one: failing would leave the stack half-way. */
const startFor = async (deps: StartPassDeps, { StackId, name, input }: AskedPass): Promise<void> => {
  try {
    await deps.startPass(name, JSON.stringify(input));
  } catch (error) {
    if (!(await deps.isRollingBack(StackId))) throw error;
    deps.logger.warn('A rollback goes on without a pass', { failure: failureForLog(error) });
  }
};

/** What is told of a pass where it is started. */
interface PassToStart {
  /** The metric that counts what is asked for. */
  readonly metric: 'BackfillAsked' | 'MembersAsked';
  /** By which CloudFormation knows the resource. */
  readonly resource: string;
  /** Says what it is, in a message. */
  readonly what: string;
  /** The pass that a request asks for; undefined where there is nothing to do. */
  readonly passFor: (asked: Asking) => Omit<AskedPass, 'StackId'> | undefined;
}

/** A request that is not for the end of the resource. */
export type Asking = Exclude<CloudFormationCustomResourceEvent, { RequestType: 'Delete' }>;

/** Starts a pass where CloudFormation asks for one, and answers. */
export const passStarter = (deps: StartPassDeps, { metric, resource, what, passFor }: PassToStart) =>
  observed(deps, async (event: CloudFormationCustomResourceEvent): Promise<void> => {
    deps.metrics.addMetric(metric, MetricUnit.Count, event.RequestType === 'Delete' ? 0 : 1);
    await answerCloudFormation(deps, event, {
      name: resource,
      act: async (asked) => {
        const pass = passFor(asked);
        if (pass) await startFor(deps, { ...asked, ...pass });
        return undefined;
      },
      reasonOf: (failure) => `Cannot start the pass ${what}: ${String(failure)}`,
    });
  });

/** The handler of a function that starts passes: its client, and the machine that its environment names. */
export const startingPasses = <Handler>(service: string, createHandler: (deps: StartPassDeps) => Handler): Handler =>
  start({
    service,
    needs: ['STATE_MACHINE_ARN'],
    build: ({ STATE_MACHINE_ARN }, runtime) =>
      createHandler({
        ...runtime,
        startPass: startUnlessStarted(new SFNClient(), STATE_MACHINE_ARN),
        isRollingBack: rollingBackBy(patientClient()),
        put: putAnswer,
      }),
  });

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
