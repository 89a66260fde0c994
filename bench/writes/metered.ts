import { ConditionalCheckFailedException, type ConsumedCapacity, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { itemsIn, keyOf, type Puts, type Read, type Written } from './written.ts';
import { noUnits, plus, type Units } from './units.ts';

/** The parts of the inputs and outputs of DynamoDB's commands that show what they consumed. */
interface Call extends Puts, Read {
  readonly Key?: object;
}

interface Answer {
  readonly ConsumedCapacity?: ConsumedCapacity | readonly ConsumedCapacity[];
  readonly Items?: readonly object[];
  readonly Responses?: Readonly<Record<string, readonly object[]>>;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The units that AWS bills for an item of at most 4 KB, or for a missing key. */
const leastUnits = ({ ConsistentRead = false }: Read): number => (ConsistentRead ? 1 : 0.5);

/** AWS bills reads of missing keys; the local server does not count those in a batch. */
const missingIn = ({ RequestItems = {} }: Call, found: NonNullable<Answer['Responses']>): number =>
  sum(
    Object.entries(RequestItems).map(([table, request]) =>
      'Keys' in request ? leastUnits(request) * (request.Keys.length - (found[table]?.length ?? 0)) : 0,
    ),
  );

const indexUnits = ({ GlobalSecondaryIndexes = {} }: ConsumedCapacity): number =>
  sum(Object.values(GlobalSecondaryIndexes).map(({ CapacityUnits = 0 }) => CapacityUnits));

const asCounted = (call: Call, answer: Answer): Units => {
  const consumed = [answer.ConsumedCapacity ?? []].flat();
  const all = sum(consumed.map(({ CapacityUnits = 0 }) => CapacityUnits));
  if (answer.Responses !== undefined) return { ...noUnits, reads: all + missingIn(call, answer.Responses) };
  if (call.Key !== undefined) return { ...noUnits, reads: Math.max(all, leastUnits(call)) };
  if (answer.Items !== undefined) return { ...noUnits, reads: all };
  const indexWrites = sum(consumed.map(indexUnits));
  return { reads: 0, writes: all - indexWrites, indexWrites };
};

const unitsOf = (bytes: number): number => Math.ceil(bytes / 1024);

/** The cost of moving, adding or removing an entry of the keys-only index. */
const indexWritesOf = (before: number | undefined, after: number | undefined): number => {
  if (before === after) return 0;
  return before === undefined || after === undefined ? 1 : 2;
};

type Known = ReadonlyMap<string, Written>;

/**
 * A transaction as AWS bills it: twice the larger of each item before and after, and the index once. The local server does not:
 * it counts 4 for an item of 1 KB that takes the place of another, 8 for moving one entry of the index, and 4 for that item
 * with three new rows beside it, where AWS bills 2, 2 and 8.
 */
const ofTransaction = (items: readonly Written[], known: Known): Units =>
  items
    .map((after): Units => {
      const before = known.get(keyOf(after));
      const writes = 2 * unitsOf(Math.max(before?.bytes ?? 0, after.bytes));
      return { reads: 0, writes, indexWrites: indexWritesOf(before?.dueAt, after.dueAt) };
    })
    .reduce(plus, noUnits);

/** AWS bills a put that its condition refuses; the local server does not. */
const refusedPut: Units = { ...noUnits, writes: 1 };

/** A record of everything that goes through a client. */
export interface Meter {
  /** The units consumed since the last call. */
  readonly consumed: () => Units;
  /** Every item that was put, in order. */
  readonly written: readonly Written[];
}

/** Adds up what a client's calls consume: as the local server counts, corrected where AWS counts differently. */
export const meter = (client: DynamoDBClient): Meter => {
  let consumed = noUnits;
  const written: Written[] = [];
  const known = new Map<string, Written>();
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'INDEXES' });
      const call = args.input as Call;
      const items = itemsIn(call);
      try {
        const result = await next(args);
        const answer = result.output as Answer;
        consumed = plus(consumed, call.TransactItems ? ofTransaction(items, known) : asCounted(call, answer));
        for (const item of items) known.set(keyOf(item), item);
        written.push(...items);
        return result;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) consumed = plus(consumed, refusedPut);
        throw error;
      }
    },
    { step: 'initialize' },
  );
  const taken = (): Units => {
    const since = consumed;
    consumed = noUnits;
    return since;
  };
  return { consumed: taken, written };
};
