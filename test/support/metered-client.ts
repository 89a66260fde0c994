import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** Capacity units of DynamoDB. */
export interface Units {
  /** As the server says, and what AWS bills for each key that was asked for in a batch and is not there; the server bills none. */
  reads: number;
  writes: number;
}

interface Input {
  readonly Key?: object;
  readonly RequestItems?: Record<string, { readonly Keys?: readonly object[]; readonly ConsistentRead?: boolean }>;
}

interface Answer {
  readonly ConsumedCapacity?: ConsumedCapacity | readonly ConsumedCapacity[];
  readonly Responses?: Record<string, readonly object[]>;
}

const missingUnits = ({ RequestItems = {} }: Input, found: Required<Answer>['Responses']): number => {
  const [{ Keys = [], ConsistentRead = false } = {}] = Object.values(RequestItems);
  return (Keys.length - Object.values(found).flat().length) * (ConsistentRead ? 1 : 0.5);
};

/** Adds up what each call says that it consumed. */
export const metered = (client: DynamoDBClient, units: Units): void => {
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
      const result = await next(args);
      const [input, answer] = [args.input as Input, result.output as Answer];
      const consumed = [answer.ConsumedCapacity ?? []].flat();
      const sum = consumed.reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0);
      if (answer.Responses !== undefined) units.reads += sum + missingUnits(input, answer.Responses);
      else if (consumed.length > 0 && input.Key !== undefined) units.reads += sum;
      else units.writes += sum;
      return result;
    },
    { step: 'initialize' },
  );
};
