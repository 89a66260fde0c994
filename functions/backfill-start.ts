import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { failureForLog } from './runtime/failure-log.ts';
import { observed } from './runtime/observed.ts';
import { start } from './runtime/start.ts';
import type { Telemetry } from './runtime/telemetry.ts';

export interface BackfillStartDeps extends Telemetry {
  /** Starts the state machine, unless it was started under this name before. */
  readonly startPass: (name: string, input: string) => Promise<void>;
  /** Answers CloudFormation at the URL of its request. */
  readonly put: (url: string, body: string) => Promise<void>;
}

/** The same for every deployment: CloudFormation would delete a resource whose name changes. */
const resourceName = 'catalogue-backfill';

/** Starts a pass when CloudFormation has deployed another catalogue, or the same one under another number. */
export const createHandler = (deps: BackfillStartDeps) =>
  observed(deps, async (event: CloudFormationCustomResourceEvent): Promise<void> => {
    const { StackId, RequestId, LogicalResourceId } = event;
    const answer = {
      StackId,
      RequestId,
      LogicalResourceId,
      PhysicalResourceId: resourceName,
      ...(await act(deps, event)),
    };
    deps.metrics.addMetric('BackfillAsked', MetricUnit.Count, event.RequestType === 'Delete' ? 0 : 1);
    await deps.put(event.ResponseURL, JSON.stringify(answer));
  });

/** Never throws: without an answer CloudFormation would wait until its timeout. */
const act = async (
  { startPass, logger }: BackfillStartDeps,
  { RequestType, ResourceProperties }: CloudFormationCustomResourceEvent,
): Promise<{ readonly Status: string; readonly Reason?: string }> => {
  if (RequestType === 'Delete') return { Status: 'SUCCESS' };
  const { Deployment, Catalogue } = ResourceProperties;
  try {
    const input = { deployment: Number(Deployment), catalogue: String(Catalogue) };
    await startPass(`deployment-${input.deployment}-${input.catalogue}`, JSON.stringify(input));
    return { Status: 'SUCCESS' };
  } catch (error) {
    logger.error('A pass could not be started', { failure: failureForLog(error) });
    return { Status: 'FAILED', Reason: `Cannot start the pass over everybody: ${String(error)}` };
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

const putTo: BackfillStartDeps['put'] = async (url, body) => {
  const { ok, status } = await fetch(url, { method: 'PUT', body });
  if (!ok) throw new Error(`Cannot answer CloudFormation: current status is ${status}`);
};

export const handler = start({
  service: 'backfill-start',
  needs: ['STATE_MACHINE_ARN'],
  build: ({ STATE_MACHINE_ARN }, runtime) =>
    createHandler({ ...runtime, startPass: startUnlessStarted(new SFNClient(), STATE_MACHINE_ARN), put: putTo }),
});
