import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answerCloudFormation, putAnswer, type AnswerDeps } from './runtime/answer-cloudformation.ts';
import { failureForLog } from './runtime/failure-log.ts';
import { observed } from './runtime/observed.ts';
import { patientClient, rollingBackBy, type RollingBack } from './runtime/rolling-back.ts';
import { start } from './runtime/start.ts';

export interface BackfillStartDeps extends AnswerDeps {
  /** Starts the state machine, unless it was started under this name before. */
  readonly startPass: (name: string, input: string) => Promise<void>;
  readonly isRollingBack: RollingBack;
}

/** Starts a pass when CloudFormation has deployed another catalogue, or the same one under another number. */
export const createHandler = (deps: BackfillStartDeps) =>
  observed(deps, async (event: CloudFormationCustomResourceEvent): Promise<void> => {
    deps.metrics.addMetric('BackfillAsked', MetricUnit.Count, event.RequestType === 'Delete' ? 0 : 1);
    await answerCloudFormation(deps, event, {
      name: 'catalogue-backfill',
      act: async (asked) => {
        await startFor(deps, asked);
        return undefined;
      },
      reasonOf: (failure) => `Cannot start the pass over everybody: ${String(failure)}`,
    });
  });

type Asked = Pick<CloudFormationCustomResourceEvent, 'StackId' | 'ResourceProperties'>;

/** A rollback goes on without a pass, and the older deployment has had its own: failing would leave the stack half-way. */
const startFor = async (deps: BackfillStartDeps, { StackId, ResourceProperties }: Asked): Promise<void> => {
  const { Deployment, Catalogue } = ResourceProperties;
  const input = { deployment: Number(Deployment), catalogue: String(Catalogue) };
  try {
    await deps.startPass(`deployment-${input.deployment}-${input.catalogue}`, JSON.stringify(input));
  } catch (error) {
    if (!(await deps.isRollingBack(StackId))) throw error;
    deps.logger.warn('A rollback goes on without a pass', { failure: failureForLog(error) });
  }
};

/** Starts each name only once, because CloudFormation may repeat a request, and returns to an older deployment by repeating its request. */
export const startUnlessStarted =
  (client: SFNClient, stateMachineArn: string): BackfillStartDeps['startPass'] =>
  async (name, input) => {
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input }));
    } catch (error) {
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  };

export const handler = start({
  service: 'backfill-start',
  needs: ['STATE_MACHINE_ARN'],
  build: ({ STATE_MACHINE_ARN }, runtime) =>
    createHandler({
      ...runtime,
      startPass: startUnlessStarted(new SFNClient(), STATE_MACHINE_ARN),
      isRollingBack: rollingBackBy(patientClient()),
      put: putAnswer,
    }),
});
