import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Capacity units of DynamoDB. */
export interface Units {
  /** As the server says, and what AWS bills for each key that was asked for in a batch and is not there; the server bills none. */
  reads: number;
  writes: number;
}

interface Input {
  readonly RequestItems?: Record<string, { readonly Keys?: readonly object[]; readonly ConsistentRead?: boolean }>;
}

interface Answer {
  readonly ConsumedCapacity?: ConsumedCapacity | readonly ConsumedCapacity[];
  readonly Responses?: Record<string, readonly object[]>;
}

const writing: ReadonlySet<string> = new Set([
  'BatchWriteItemCommand',
  'DeleteItemCommand',
  'PutItemCommand',
  'TransactWriteItemsCommand',
  'UpdateItemCommand',
]);

const reading: ReadonlySet<string> = new Set(['BatchGetItemCommand', 'GetItemCommand', 'QueryCommand', 'ScanCommand']);

/** Whether a command reads or writes; undefined for one that is not billed by units. */
const kindOf = (command: string): keyof Units | undefined => {
  if (reading.has(command)) return 'reads';
  return writing.has(command) ? 'writes' : undefined;
};

const missingUnits = ({ RequestItems = {} }: Input, found: Required<Answer>['Responses']): number => {
  const [{ Keys = [], ConsistentRead = false } = {}] = Object.values(RequestItems);
  return (Keys.length - Object.values(found).flat().length) * (ConsistentRead ? 1 : 0.5);
};

/** Adds up what each call says that it consumed. */
export const metered = (client: DynamoDBClient, units: Units): void => {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const kind = kindOf(commandName);
        if (kind === undefined) return next(args);
        Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
        const result = await next(args);
        const { ConsumedCapacity = [], Responses } = result.output as Answer;
        const sum = [ConsumedCapacity].flat().reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0);
        units[kind] += sum + (Responses === undefined ? 0 : missingUnits(args.input as Input, Responses));
        return result;
      },
    { step: 'initialize' },
  );
};

/** The units that some work takes, by a client for each table that it reads and writes. */
export const meteredWork = (...clients: readonly DynamoDBClient[]) => {
  const units: Units = { reads: 0, writes: 0 };
  for (const client of clients) metered(client, units);
  return async (work: () => Promise<unknown>): Promise<Units> => {
    Object.assign(units, { reads: 0, writes: 0 });
    await work();
    return { ...units };
  };
};
