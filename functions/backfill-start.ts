import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { readEnvironment, variables } from './runtime/environment.ts';
import { failureForLog } from './runtime/failure-log.ts';
import { observed } from './runtime/observed.ts';
import { telemetry, type Telemetry } from './runtime/telemetry.ts';

export interface BackfillStartDeps extends Telemetry {
  /** Starts the state machine, unless it was started under this name before. */
  readonly startPass: (name: string, input: string) => Promise<void>;
  /** Puts a body to a URL. */
  readonly put: (url: string, body: string) => Promise<void>;
}

/** The one resource of its kind; CloudFormation would delete one whose name changes. */
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

/** Whatever happens, CloudFormation must be told; else it waits for an hour. */
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

/** Starts each name once: CloudFormation may ask again, and goes back to an older deployment by asking for it again. */
export const startingOnce =
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

const { STATE_MACHINE_ARN } = variables;

const start = () => {
  const environment = readEnvironment({ STATE_MACHINE_ARN });
  const startPass = startingOnce(new SFNClient(), environment.STATE_MACHINE_ARN);
  return createHandler({ ...telemetry('backfill-start'), startPass, put: putTo });
};

export const handler = start();
