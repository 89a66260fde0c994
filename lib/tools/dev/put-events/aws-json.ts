import { ServiceError } from './service-error.ts';

/** An operation of the service, which takes and gives JSON. */
type Operation = (body: string) => Promise<object>;

/** The operations that are there, by the name under which `X-Amz-Target` asks for them, and the ids of answers. */
export interface AwsJsonDeps {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly newId: () => string;
}

const answered = ({ newId }: AwsJsonDeps, status: number, body: object): Response =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': newId() },
  });

/** @throws {ServiceError} for an operation that is not there. */
const operationOf = ({ operations }: AwsJsonDeps, target: string | undefined): Operation => {
  const operation = target !== undefined && Object.hasOwn(operations, target) ? operations[target] : undefined;
  if (operation !== undefined) return operation;
  throw new ServiceError(
    'UnknownOperationException',
    `Cannot call ${target ?? 'an operation without X-Amz-Target'}: there is ${Object.keys(operations).join(', ')} alone`,
  );
};

/**
 * Answers a request in AWS JSON 1.1 (https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html). Its signature is not looked at.
 */
export const answerAwsJson = async (deps: AwsJsonDeps, request: Request): Promise<Response> => {
  try {
    const operation = operationOf(deps, request.headers.get('x-amz-target') ?? undefined);
    return answered(deps, 200, await operation(await request.text()));
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return answered(deps, 400, { __type: error.name, message: error.message });
  }
};
