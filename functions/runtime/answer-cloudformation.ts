import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { failureForLog } from './failure-log.ts';
import type { Telemetry } from './telemetry.ts';

/** The values that a resource has for others in its stack. */
type Attributes = Readonly<Record<string, string>>;

/** How a resource of Patron's own answers. */
export interface AnswerDeps extends Telemetry {
  /** Puts an answer to the URL of a request. */
  readonly put: (url: string, body: string) => Promise<void>;
}

/** A resource of Patron's own, to CloudFormation. */
interface OwnResource {
  /** The same for every deployment: CloudFormation would delete a resource whose name changes. */
  readonly name: string;
  /** Does what a request asks for. Not called for one to delete, since nothing is left to do then. */
  readonly act: (
    event: Exclude<CloudFormationCustomResourceEvent, { RequestType: 'Delete' }>,
  ) => Promise<Attributes | undefined>;
  /** The reason that CloudFormation shows for a failure. */
  readonly reasonOf: (failure: unknown) => string;
}

/** CloudFormation takes an answer of 4,096 bytes. */
const longestReason = 1_000;

/** Answers CloudFormation whatever happens: without an answer it would wait until its timeout. */
export const answerCloudFormation = async (
  { put, logger }: AnswerDeps,
  event: CloudFormationCustomResourceEvent,
  { name, act, reasonOf }: OwnResource,
): Promise<'SUCCESS' | 'FAILED'> => {
  const { StackId, RequestId, LogicalResourceId, ResponseURL } = event;
  const outcome = async () => {
    try {
      if (event.RequestType === 'Delete') return { Status: 'SUCCESS' } as const;
      return { Status: 'SUCCESS', Data: await act(event) } as const;
    } catch (error) {
      logger.error('CloudFormation is told of a failure', { failure: failureForLog(error) });
      return { Status: 'FAILED', Reason: reasonOf(error).slice(0, longestReason) } as const;
    }
  };
  const answer = { StackId, RequestId, LogicalResourceId, PhysicalResourceId: name, ...(await outcome()) };
  await put(ResponseURL, JSON.stringify(answer));
  return answer.Status;
};

/** Puts an answer by HTTPS. */
export const putAnswer: AnswerDeps['put'] = async (url, body) => {
  const { ok, status } = await fetch(url, { method: 'PUT', body });
  if (!ok) throw new Error(`Cannot answer CloudFormation: current status is ${status}`);
};
