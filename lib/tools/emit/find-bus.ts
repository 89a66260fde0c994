import { DescribeEventBusCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';

/** Whether a bus is there: PutEvents answers for one that is not as if all were well. */
export type BusFound =
  | { readonly kind: 'there' | 'missing' }
  /** The endpoint has no such operation, as `patron dev`, where an entry for a bus that is not there fails. */
  | { readonly kind: 'told-by-entries' }
  /** Nothing can be told. `why` is the error by which AWS refused to. */
  | { readonly kind: 'unknown'; readonly why: string };

/** Nobody waits longer for an answer than so many milliseconds. */
const patience = 10_000;

const isAnswer = (error: unknown): error is Error & { readonly $metadata: { readonly httpStatusCode: number } } =>
  error instanceof Error && Object(Reflect.get(error, '$metadata')).httpStatusCode !== undefined;

const foundBy = ({ name }: Error): BusFound => {
  if (name === 'ResourceNotFoundException') return { kind: 'missing' };
  return name === 'UnknownOperationException' ? { kind: 'told-by-entries' } : { kind: 'unknown', why: name };
};

/**
 * Looks for a bus.
 *
 * @param busName - its name or ARN.
 * @throws the SDK's errors where nobody answers.
 */
export const findBus = async (client: Pick<EventBridgeClient, 'send'>, busName: string): Promise<BusFound> => {
  try {
    await client.send(new DescribeEventBusCommand({ Name: busName }), { abortSignal: AbortSignal.timeout(patience) });
    return { kind: 'there' };
  } catch (error) {
    if (!isAnswer(error)) throw error;
    return foundBy(error);
  }
};
