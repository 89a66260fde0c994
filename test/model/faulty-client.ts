import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  type AttributeValue,
  type DynamoDBClient,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';

type Item = Record<string, AttributeValue>;

/** A command as the client is given it. */
export interface Command {
  readonly input: object;
}

/** Makes a call, as the client would have. */
export type Send = (command: Command) => Promise<object>;

/** A client whose calls go through `through`. */
export const clientThrough = (
  client: DynamoDBClient,
  through: (command: Command, send: Send) => Promise<object>,
): DynamoDBClient => {
  const send: Send = (command) => (client.send as unknown as Send).call(client, command);
  return Object.assign(Object.create(client) as DynamoDBClient, { send: (command: Command) => through(command, send) });
};

const batchedIn = (input: object): readonly WriteRequest[] =>
  Object.values((input as { RequestItems: Record<string, WriteRequest[]> }).RequestItems).flat();

/** The items that a command puts, by whatever call. */
export const putsIn = (command: Command): readonly Item[] => {
  if (command instanceof PutItemCommand) return [command.input.Item ?? {}];
  const requests: readonly { readonly Item: Item | undefined }[] =
    command instanceof TransactWriteItemsCommand
      ? (command.input.TransactItems ?? []).map(({ Put }) => ({ Item: Put?.Item }))
      : command instanceof BatchWriteItemCommand
        ? batchedIn(command.input).map(({ PutRequest }) => ({ Item: PutRequest?.Item }))
        : [];
  return requests.map(({ Item: item }) => item).filter((item) => item !== undefined);
};

/** Whether a command puts rows beside a commit: of changes, of facts or of events. */
export const isRecording = (command: Command, prefix: RegExp = /^(?:CHANGE|FACT|EVENT)#/u): boolean => {
  const items = command instanceof TransactWriteItemsCommand ? [] : putsIn(command);
  return items.length > 0 && items.every(({ sk }) => prefix.test(sk?.S ?? ''));
};

/** Leaves out the conditions of whatever is written. */
export const withoutConditions = ({ input }: Command): void => {
  const { TransactItems = [], ...put } = input as { TransactItems?: { Put: object }[] };
  if ('ConditionExpression' in put) Reflect.deleteProperty(input, 'ConditionExpression');
  for (const { Put } of TransactItems) Reflect.deleteProperty(Put, 'ConditionExpression');
};

/** Reads as if consistency had not been asked for. */
export const withoutConsistency = ({ input }: Command): void => {
  Reflect.deleteProperty(input, 'ConsistentRead');
  const { RequestItems = {} } = input as { RequestItems?: Record<string, object> };
  for (const request of Object.values(RequestItems)) Reflect.deleteProperty(request, 'ConsistentRead');
};

/** The rows that a batch read found, those alone that pass. */
export const readingOnly = async (
  [command, send]: readonly [Command, Send],
  passes: (item: Item) => boolean,
): Promise<object> => {
  const answer = await send(command);
  if (!(command instanceof BatchGetItemCommand)) return answer;
  const { Responses = {} } = answer as { Responses?: Record<string, Item[]> };
  const kept = Object.entries(Responses).map(([name, items]) => [name, items.filter(passes)]);
  return { ...answer, Responses: Object.fromEntries(kept) };
};
