import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Capacity units of DynamoDB. */
export interface Units {
  /**
   * As the server says, and what AWS bills where nothing is found: for each key that is asked for in a batch, and for a query. The
   * local server bills none of that.
   */
  reads: number;
  writes: number;
}

interface Input {
  readonly ConsistentRead?: boolean;
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

/** The units of a call that finds one item of at most 4 KB. */
const leastUnits = ({ ConsistentRead = false }: Pick<Input, 'ConsistentRead'>): number => (ConsistentRead ? 1 : 0.5);

const missingUnits = ({ RequestItems = {} }: Input, found: Required<Answer>['Responses']): number => {
  const [{ Keys = [], ...read } = {}] = Object.values(RequestItems);
  return (Keys.length - Object.values(found).flat().length) * leastUnits(read);
};

const unitsOf = (command: string, input: Input, { ConsumedCapacity = [], Responses }: Answer): number => {
  const sum = [ConsumedCapacity].flat().reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0);
  if (command === 'QueryCommand') return Math.max(sum, leastUnits(input));
  return sum + (Responses === undefined ? 0 : missingUnits(input, Responses));
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
        units[kind] += unitsOf(commandName, args.input as Input, result.output as Answer);
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
