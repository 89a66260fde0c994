import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  TransactionCanceledException,
  type AttributeValue,
  type BatchGetItemCommandInput,
  type BatchGetItemCommandOutput,
  type BatchWriteItemCommandInput,
  type BatchWriteItemCommandOutput,
  type GetItemCommandInput,
  type Put,
  type PutItemCommandInput,
  type QueryCommandInput,
  type ScanCommandInput,
  UpdateItemCommand,
  type TransactWriteItemsCommandInput,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';

type Item = Record<string, AttributeValue>;

/** One call that reached the table. */
export interface TableCall {
  readonly name: 'get' | 'batchGet' | 'put' | 'update' | 'batchWrite' | 'transact' | 'query' | 'scan' | 'describe';
  readonly input: unknown;
}

/** Stands before every call: may throw before or after `proceed`, wait, change the input, or answer something else. */
export type Interruption = (call: TableCall, proceed: () => unknown) => unknown;

const largestItem = 400 * 1024;
const pageSize = 40;

const metadata = { $metadata: {} };

const idOf = (item: Item): string => `${item['pk']?.S}|${item['sk']?.S}`;

const sizeOf = (item: Item): number =>
  Object.entries(item).reduce(
    (sum, [name, { S = '', N = '', B }]) => sum + name.length + Buffer.byteLength(S) + N.length + (B?.length ?? 0),
    0,
  );

const refuseRequest = (message: string): never => {
  throw Object.assign(new Error(message), { name: 'ValidationException' });
};

const requireDistinct = (ids: readonly string[], most: number): void => {
  if (ids.length > most) refuseRequest(`${ids.length} in one call`);
  if (new Set(ids).size < ids.length) refuseRequest('Provided list of item keys contains duplicates');
};

/** A set is compared as a whole, whatever its order. */
const sortValue = (value: AttributeValue | undefined): string | number =>
  value?.N === undefined ? (value?.S ?? value?.SS?.toSorted().join(' ') ?? '') : Number(value.N);

type Expression = Pick<QueryCommandInput, 'ExpressionAttributeNames' | 'ExpressionAttributeValues'>;

const placeholderIn = (clause: string, form: RegExp): string => form.exec(clause)?.[0] ?? refuseRequest(clause);

type Test = (item: Item) => boolean;

const textIn = (item: Item, name: string): string => item[name]?.S ?? '';

const comparison = (clause: string, name: string, right: string | number): Test => {
  if (clause.startsWith('NOT contains')) return (item) => !textIn(item, name).includes(String(right));
  if (clause.startsWith('begins_with')) return (item) => textIn(item, name).startsWith(String(right));
  if (clause.includes('<=')) return (item) => item[name] !== undefined && sortValue(item[name]) <= right;
  if (clause.includes('>=')) return (item) => item[name] !== undefined && sortValue(item[name]) >= right;
  if (clause.includes('<')) return (item) => item[name] !== undefined && sortValue(item[name]) < right;
  return (item) => item[name] !== undefined && sortValue(item[name]) === right;
};

/**
 * Understands what the stores say: `#a = :b`, `#a <= :b`, `#a < :b`, `#a BETWEEN :b AND :c`, `begins_with(#a, :b)`,
 * `NOT contains(#a, :b)` and `attribute_not_exists(#a)`, joined by `AND` or by `OR`.
 */
const testOf = (clause: string, { ExpressionAttributeNames, ExpressionAttributeValues }: Expression): Test => {
  const name = ExpressionAttributeNames?.[placeholderIn(clause, /#\w+/u)] ?? refuseRequest(clause);
  if (clause.startsWith('attribute_not_exists')) return (item) => item[name] === undefined;
  const right = ExpressionAttributeValues?.[placeholderIn(clause, /:\w+/u)] ?? refuseRequest(clause);
  return comparison(clause, name, sortValue(right));
};

/** Understands `#a = :b` of a `SET`, and `#a :b` of an `ADD`. */
const change = (item: Item, clause: string, names: Expression): void => {
  const name = names.ExpressionAttributeNames?.[placeholderIn(clause, /#\w+/u)] ?? refuseRequest(clause);
  const value = names.ExpressionAttributeValues?.[placeholderIn(clause, /:\w+/u)] ?? refuseRequest(clause);
  item[name] = clause.includes('=') ? value : { N: String(Number(item[name]?.N ?? 0) + Number(value.N)) };
};

const anyOf = (expression: string, names: Expression): Test => {
  const tests = expression.split(' OR ').map((clause) => testOf(clause, names));
  return (item) => tests.some((test) => test(item));
};

const between = /(#\w+) BETWEEN (:\w+) AND (:\w+)/u;

const allOf = (expression: string | undefined, names: Expression): Test => {
  const bounded = expression?.replace(between, '$1 >= $2 AND $1 <= $3');
  const tests = bounded?.split(' AND ').map((clause) => anyOf(clause, names)) ?? [];
  return (item) => tests.every((test) => test(item));
};

const byKey = (a: Item, b: Item): number => (idOf(a) < idOf(b) ? -1 : 1);

/** What a keys-only index has of an item; undefined where it lacks the index's keys. */
const indexEntry = ({ pk, sk, dueShard, dueAt }: Item): Item | undefined =>
  pk && sk && dueShard && dueAt ? { pk, sk, dueShard, dueAt } : undefined;

/** A partition's rows are all in one segment. */
const segmentOf = (partition: string, segments: number): number =>
  Buffer.from(partition).reduce((sum, byte) => (sum * 31 + byte) % 65_521, 7) % segments;

const byDue = (a: Item, b: Item): number => Number(a['dueAt']?.N) - Number(b['dueAt']?.N) || byKey(a, b);

/** What the simulated table does with one kind of command. */
type Run = readonly [name: TableCall['name'], run: (input: never) => unknown];

/**
 * A table in memory behind a real client, for faults that no server makes on demand and for models that interleave
 * workers at every call. It knows what the store uses, and refuses what DynamoDB would refuse.
 */
export class MemoryTable {
  readonly client: DynamoDBClient;
  readonly tableName = 'memory';
  /** Every call with its input, unless `remembersCalls` is false. */
  readonly calls: TableCall[] = [];
  remembersCalls = true;
  /** New rows in the order of their writes, as the table's stream gives them. */
  readonly inserted: Item[] = [];
  interrupt: Interruption = (_call, proceed) => proceed();
  /** How many of the index's pending changes arrive before it is next read; all by default. */
  indexProgress: (pending: number) => number = (pending) => pending;
  /** Whether a read that does not ask for consistency sees an item as it was before its last write; never by default. */
  isStale: () => boolean = () => false;
  readonly #items = new Map<string, Item>();
  /** What items were before their last write. */
  readonly #former = new Map<string, Item | undefined>();
  readonly #index = new Map<string, Item>();
  readonly #indexPending: (readonly [id: string, entry: Item | undefined])[] = [];

  constructor() {
    const client = new DynamoDBClient({
      region: 'eu-west-1',
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    });
    const runs = new Map<unknown, Run>([
      [GetItemCommand, ['get', (input: GetItemCommandInput) => this.#get(input)]],
      [BatchGetItemCommand, ['batchGet', (input: BatchGetItemCommandInput) => this.#batchGet(input)]],
      [PutItemCommand, ['put', (input: PutItemCommandInput) => this.#put(input)]],
      [UpdateItemCommand, ['update', (input: UpdateItemCommandInput) => this.#update(input)]],
      [BatchWriteItemCommand, ['batchWrite', (input: BatchWriteItemCommandInput) => this.#batchWrite(input)]],
      [TransactWriteItemsCommand, ['transact', (input: TransactWriteItemsCommandInput) => this.#transact(input)]],
      [QueryCommand, ['query', (input: QueryCommandInput) => this.#query(input)]],
      [ScanCommand, ['scan', (input: ScanCommandInput) => this.#scan(input)]],
      [DescribeTableCommand, ['describe', () => ({ ...metadata, Table: { ItemCount: this.#items.size } })]],
    ]);
    const send = async ({ constructor, input }: { constructor: unknown; input: object }): Promise<unknown> => {
      const [name, run] = runs.get(constructor) ?? refuseRequest('Cannot run a command that the store does not use');
      if (this.remembersCalls) this.calls.push({ name, input: structuredClone(input) });
      return this.interrupt({ name, input }, () => run(input as never));
    };
    this.client = Object.assign(client, { send });
  }

  items(): readonly Item[] {
    return [...this.#items].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
  }

  /** One item as it is, without a call. */
  item(partition: string, sort: string): Item | undefined {
    return this.#items.get(`${partition}|${sort}`);
  }

  #read(id: string, consistent: boolean | undefined): Item | undefined {
    return consistent !== true && this.#former.has(id) && this.isStale() ? this.#former.get(id) : this.#items.get(id);
  }

  #get({ Key = {}, ConsistentRead }: GetItemCommandInput) {
    const item = this.#read(idOf(Key), ConsistentRead);
    return { ...metadata, ...(item === undefined ? {} : { Item: { ...item } }) };
  }

  #batchGet({ RequestItems }: BatchGetItemCommandInput): BatchGetItemCommandOutput {
    const { Keys: keys = [], ConsistentRead } = RequestItems?.[this.tableName] ?? {};
    requireDistinct(keys.map(idOf), 100);
    const found = keys.map((key) => this.#read(idOf(key), ConsistentRead)).filter((item) => item !== undefined);
    return { ...metadata, Responses: { [this.tableName]: found.map((item) => ({ ...item })) }, UnprocessedKeys: {} };
  }

  #put(input: PutItemCommandInput) {
    this.#check(input);
    this.#write(input.Item ?? {});
    return metadata;
  }

  #update({ Key = {}, UpdateExpression = '', ...names }: UpdateItemCommandInput) {
    const item: Item = { ...Key, ...this.#items.get(idOf(Key)) };
    for (const clause of UpdateExpression.split(/SET |, | ADD /u).slice(1)) change(item, clause, names);
    this.#write(item);
    return metadata;
  }

  #check({ Item: item = {}, ConditionExpression, ...names }: Put): void {
    if (sizeOf(item) > largestItem) refuseRequest('Item size has exceeded the maximum allowed size');
    if (allOf(ConditionExpression, names)(this.#items.get(idOf(item)) ?? {})) return;
    throw new ConditionalCheckFailedException({ ...metadata, message: 'The conditional request failed' });
  }

  #write(item: Item): void {
    const id = idOf(item);
    if (!this.#items.has(id)) this.inserted.push({ ...item });
    this.#replace(id, { ...item });
  }

  #replace(id: string, item: Item | undefined): void {
    this.#former.set(id, this.#items.get(id));
    if (item === undefined) this.#items.delete(id);
    else this.#items.set(id, item);
    this.#indexPending.push([id, item && indexEntry(item)]);
  }

  #indexed(): readonly Item[] {
    const arrived = this.#indexPending.splice(0, this.indexProgress(this.#indexPending.length));
    for (const [id, entry] of arrived) {
      if (entry === undefined) this.#index.delete(id);
      else this.#index.set(id, entry);
    }
    return [...this.#index.values()];
  }

  #batchWrite({ RequestItems }: BatchWriteItemCommandInput): BatchWriteItemCommandOutput {
    const requests = RequestItems?.[this.tableName] ?? [];
    requireDistinct(
      requests.map(({ PutRequest, DeleteRequest }) => idOf(PutRequest?.Item ?? DeleteRequest?.Key ?? {})),
      25,
    );
    for (const { PutRequest, DeleteRequest } of requests) {
      if (PutRequest?.Item) this.#put({ TableName: this.tableName, Item: PutRequest.Item });
      if (DeleteRequest?.Key) this.#replace(idOf(DeleteRequest.Key), undefined);
    }
    return { ...metadata, UnprocessedItems: {} };
  }

  #transact({ TransactItems = [] }: TransactWriteItemsCommandInput) {
    const puts = TransactItems.flatMap(({ Put: put }) => put ?? []);
    requireDistinct(
      puts.map(({ Item: item = {} }) => idOf(item)),
      100,
    );
    const CancellationReasons = puts.map((put) => this.#reasonAgainst(put));
    if (CancellationReasons.some(({ Code }) => Code !== 'None')) {
      throw new TransactionCanceledException({ ...metadata, message: 'Transaction cancelled', CancellationReasons });
    }
    for (const { Item: item = {} } of puts) this.#write(item);
    return metadata;
  }

  #reasonAgainst(put: Put) {
    try {
      this.#check(put);
      return { Code: 'None' };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return { Code: 'ConditionalCheckFailed' };
      throw error;
    }
  }

  #query(input: QueryCommandInput) {
    const { IndexName, KeyConditionExpression, ExclusiveStartKey: start, ScanIndexForward = true, Limit } = input;
    const [all, forward] = IndexName === undefined ? [[...this.#items.values()], byKey] : [this.#indexed(), byDue];
    const order: typeof forward = ScanIndexForward ? forward : (one, other) => forward(other, one);
    const size = Math.min(Limit ?? pageSize, pageSize);
    const rest = all
      .filter(allOf(KeyConditionExpression, input))
      .toSorted(order)
      .filter((item) => start === undefined || order(start, item) < 0);
    const page = rest.slice(0, size);
    const last = rest.length > size ? page.at(-1) : undefined;
    const found = page.filter(allOf(input.FilterExpression, input));
    return {
      ...metadata,
      Count: found.length,
      Items: found.map((item) => ({ ...item })),
      ...(last === undefined ? {} : { LastEvaluatedKey: last }),
    };
  }

  /** A page of one segment: what was looked at counts, whether the filter lets it through or not. */
  #scan(input: ScanCommandInput) {
    const { Segment = 0, TotalSegments = 1, ExclusiveStartKey: start, ConsistentRead } = input;
    const rest = this.items()
      .filter(({ pk }) => segmentOf(pk?.S ?? '', TotalSegments) === Segment)
      .filter((item) => start === undefined || byKey(start, item) < 0);
    const page = rest.slice(0, pageSize);
    const last = rest.length > pageSize ? page.at(-1) : undefined;
    const seen = page.map((item) => this.#read(idOf(item), ConsistentRead)).filter((item) => item !== undefined);
    return {
      ...metadata,
      Items: seen.filter(allOf(input.FilterExpression, input)).map((item) => ({ ...item })),
      ScannedCount: page.length,
      ...(last && { LastEvaluatedKey: { pk: last['pk'], sk: last['sk'] } }),
    };
  }
}
