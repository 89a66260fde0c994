import {
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import type {
  AttributeValue,
  BatchGetItemCommandInput,
  BatchWriteItemCommandInput,
  PutItemCommandInput,
  QueryCommandInput,
  QueryCommandOutput,
  TransactWriteItemsCommandInput,
} from '@aws-sdk/client-dynamodb';
import { profileSortKey } from '#lib/ports/store/table-keys.ts';
import { MemoryTable, type TableCall } from '#test/support/memory-table.ts';
import type { Call, Calls } from './calls.ts';
import type { Choices } from './choices.ts';

export type Item = Record<string, AttributeValue>;

/** What a call has just written, all at once. */
type Witness = (items: readonly Item[]) => void;

type Effect = () => unknown;
type Partly = (choices: Choices, effect: Effect) => unknown;

const throttling = 'ProvisionedThroughputExceededException';

const throttled = (): Error => new ProvisionedThroughputExceededException({ $metadata: {}, message: 'slow down' });

/** How often the SDK's client makes a call that is throttled each time. */
const attemptsOfClient = 4;

/** Makes a call as the client does: again while it is throttled, a bounded number of times. */
const throughClient = async <Answer>(make: () => Promise<Answer>, attempt = 1): Promise<Answer> => {
  try {
    return await make();
  } catch (error) {
    const isThrottled = error instanceof Error && error.name === throttling;
    if (!isThrottled || attempt === attemptsOfClient) throw error;
  }
  return throughClient(make, attempt + 1);
};

const keyText = ({ pk, sk }: Item): string => `${pk?.S}/${sk?.S}`;

const putsOf = ({ input, name }: TableCall): readonly Item[] => {
  if (name === 'put') return [(input as PutItemCommandInput).Item ?? {}];
  if (name !== 'transact') return [];
  return ((input as TransactWriteItemsCommandInput).TransactItems ?? []).map(({ Put }) => Put?.Item ?? {});
};

const batchOf = (call: TableCall): readonly string[] => {
  const [all = []] = Object.values((call.input as { RequestItems?: object }).RequestItems ?? {}) as [object?];
  if ('Keys' in all) return (all.Keys as Item[]).map(keyText);
  return (all as { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } }[]).map(
    ({ PutRequest, DeleteRequest }) =>
      PutRequest ? keyText(PutRequest.Item) : `-${keyText(DeleteRequest?.Key ?? {})}`,
  );
};

const labelOf = (call: TableCall): string => {
  const { name, input } = call;
  if (name === 'get') return `get ${keyText((input as { Key: Item }).Key)}`;
  const keys = name.startsWith('batch') ? batchOf(call) : putsOf(call).map(keyText);
  return `${name} ${keys.join(' ')}`.trimEnd();
};

/** The only table of a batch call, and what is asked of it. */
const onlyOf = <Asked>(tables: Record<string, Asked> = {}): readonly [name: string, asked: Asked] => {
  const [only] = Object.entries(tables);
  if (only === undefined) throw new TypeError('Cannot take a batch call as one to a table: current value is empty');
  return only;
};

/** Reads only the first few keys. */
const readPartly =
  (input: BatchGetItemCommandInput): Partly =>
  (choices, effect) => {
    const [name, { Keys = [], ...options }] = onlyOf(input.RequestItems);
    const read = choices.below(Keys.length);
    if (read === 0) return { $metadata: {}, Responses: {}, UnprocessedKeys: input.RequestItems };
    input.RequestItems = { [name]: { ...options, Keys: Keys.slice(0, read) } };
    return { ...Object(effect()), UnprocessedKeys: { [name]: { ...options, Keys: Keys.slice(read) } } };
  };

/** Writes only some, from either end. */
const writePartly =
  (input: BatchWriteItemCommandInput): Partly =>
  (choices, effect) => {
    const [name, requests] = onlyOf(input.RequestItems);
    const ordered = choices.below(2) === 0 ? requests : requests.toReversed();
    const written = choices.below(requests.length);
    if (written === 0) return { $metadata: {}, UnprocessedItems: { [name]: requests } };
    input.RequestItems = { [name]: ordered.slice(0, written) };
    return { ...Object(effect()), UnprocessedItems: { [name]: ordered.slice(written) } };
  };

const partlyOf = ({ name, input }: TableCall): Partly | undefined => {
  if (name === 'batchGet') return readPartly(input as BatchGetItemCommandInput);
  return name === 'batchWrite' ? writePartly(input as BatchWriteItemCommandInput) : undefined;
};

const cancelled = (): Error =>
  new TransactionCanceledException({
    $metadata: {},
    message: 'Transaction cancelled',
    CancellationReasons: [{ Code: 'TransactionConflict' }, { Code: 'None' }],
  });

const conflicts: Partial<Record<TableCall['name'], () => Error>> = {
  transact: cancelled,
  put: () => new TransactionConflictException({ $metadata: {}, message: 'Transaction is ongoing for the item' }),
};

/** Whether a call puts rows beside a commit. */
const isRecording = (call: TableCall): boolean =>
  call.name === 'batchWrite' || (call.name === 'put' && putsOf(call).every(({ sk }) => sk?.S !== profileSortKey));

const callOf = (call: TableCall, effect: Effect): Call<unknown> => {
  const partly = partlyOf(call);
  const conflict = conflicts[call.name];
  return {
    label: () => labelOf(call),
    effect,
    throttled,
    ...(partly && { partly: (choices: Choices) => partly(choices, effect) }),
    ...(conflict && { conflict }),
    kind: isRecording(call) ? 'recording' : 'other',
    // The SDK gives a transaction a token, so that one made again is one.
    repeats: call.name === 'put' || call.name === 'batchWrite',
  };
};

/** Whether a query may find what has been overtaken: an index's always, and others unless they ask for consistency. */
const mayBeOld = ({ name, input }: TableCall): boolean => {
  const { IndexName, ConsistentRead } = input as QueryCommandInput;
  return name === 'query' && (IndexName !== undefined || ConsistentRead !== true);
};

/** What a table is simulated in. */
export interface TableWorld {
  readonly calls: Calls;
  readonly choices: Choices;
  readonly witness: Witness;
  /** Whether it throttles every call for now. */
  readonly isThrottled: () => boolean;
}

/** A DynamoDB table whose every call is a scheduling point, with an index and reads that may lag behind. */
export const simulatedTable = ({ calls, choices, witness, isThrottled }: TableWorld): MemoryTable => {
  const table = new MemoryTable();
  table.remembersCalls = false;
  table.isStale = () => calls.comes('stale');
  table.indexProgress = (pending) => (calls.comes('stale') ? choices.below(pending + 1) : pending);
  table.interrupt = (call, proceed) => {
    const effect = () => {
      if (isThrottled()) throw throttled();
      const answer = proceed();
      witness(putsOf(call));
      return answer;
    };
    if (!mayBeOld(call)) return throughClient(() => calls.make(callOf(call, effect)));
    // What it finds was read before its turn, and may be old by then; an empty answer needs none.
    const answer = effect() as QueryCommandOutput;
    return answer.Items?.length === 0 ? answer : throughClient(() => calls.make(callOf(call, () => answer)));
  };
  return table;
};
