import { chanceFrom } from '#lib/core/chance.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import {
  ledgerId,
  type ChangeRow,
  type CustomerStore,
  type LedgerEvent,
  type LoadedPerson,
  type SaveResult,
} from '#lib/ports/store/customer-store.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { outboxRowsOf } from '#lib/ports/store/dynamodb/change-rows.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { ada, changesOf, eventOf, noon, stateWith, visitor } from '#test/ports/store/contract/store-samples.ts';
import { MemoryTable, type TableCall } from '#test/support/memory-table.ts';

interface EventMessage {
  readonly kind: 'event' | 'link';
  readonly eventId: string;
  readonly person: PersonKey;
  /** Whether it makes its person enter a segment. */
  readonly changing: boolean;
}

/** What arrives, in any order and any number of times until it is acknowledged. */
export type Message = EventMessage | { readonly kind: 'tick'; readonly person: PersonKey };

/** A rule that is left out, so that the checks can be seen to find it. */
export type Mutation =
  'unconditional' | 'without re-recording' | 'taking the unprocessed as absent' | 'reading rows as they may have been';

/** One applied event: `ledgerId` and the arrival with which it was decided. */
type Applied = readonly [id: string, arrivedAt: number];

type StateWithApplied = CustomerState & { readonly recorded?: readonly Applied[] };

class Crash extends Error {}

const stateOf = ({ record }: LoadedPerson): StateWithApplied =>
  record?.kind === 'profile' ? record.state : stateWith({});

/** Decides as the engine would, in the simplest way that shows what is lost or repeated. */
const fold = ({ sequence: before, recorded = [] }: StateWithApplied, person: PersonKey, event?: LedgerEvent) => ({
  state: stateWith(
    { sequence: before },
    { recorded: event === undefined ? recorded : [...recorded, [ledgerId(event), event.arrivedAt]] },
  ),
  change: { ...changesOf(person, before + 1), cause: { eventId: event?.eventId ?? 'tick' } } satisfies ChangeRow,
});

const changed = ({ state, change }: ReturnType<typeof fold>, changing: boolean) =>
  changing ? { state: { ...state, sequence: state.sequence + 1 }, changes: [change] } : { state, changes: [] };

const review = async (store: CustomerStore, person: PersonKey): Promise<SaveResult> => {
  const loaded = await store.load(person, []);
  if (loaded.record?.kind !== 'profile') return 'saved';
  return store.save({ loaded, events: [], ...changed(fold(stateOf(loaded), person), true) });
};

const loadOwner = async (store: CustomerStore, event: LedgerEvent): Promise<LoadedPerson> => {
  const loaded = await store.load(event.person, [event]);
  return loaded.record?.kind === 'linked' ? store.load(loaded.record.to, [event]) : loaded;
};

/** What a link brings: the visitor's past, and its exit where it had a profile. */
const linking = async (store: CustomerStore) => {
  const loaded = await store.load(visitor, []);
  if (loaded.record?.kind === 'linked') return { past: [] };
  const before = stateOf(loaded);
  const changes = loaded.record === undefined ? [] : [fold(before, visitor).change];
  return { past: before.recorded ?? [], link: { visitor: loaded, changes } };
};

const update = async (store: CustomerStore, message: EventMessage, event: LedgerEvent): Promise<SaveResult> => {
  const loaded = await loadOwner(store, event);
  if (loaded.known.has(ledgerId(event))) {
    await store.recordAgain(loaded, [event]);
    return 'saved';
  }
  const before = stateOf(loaded);
  const { past, ...link } = message.kind === 'link' ? await linking(store) : { past: [] };
  const merged = { ...before, recorded: [...(before.recorded ?? []), ...past] };
  return store.save({
    loaded,
    events: [event],
    ...changed(fold(merged, loaded.person, event), message.changing),
    ...link,
  });
};

/** Several workers over one table; every call waits for its turn, may crash its worker, and is taken in any order. */
class Workers {
  readonly table = new MemoryTable();
  readonly faults: string[] = [];
  readonly store: CustomerStore;
  readonly #mutation: Mutation | undefined;
  readonly #random: () => number;
  readonly #waiting: (() => void)[] = [];
  #arrivals = 0;
  #running = 0;

  constructor(seed: number, mutation: Mutation | undefined) {
    const { client, tableName } = this.table;
    const store = dynamoDbStore({ client, tableName, now: () => noon, ...noPauses });
    this.store = store;
    if (mutation === 'without re-recording') store.recordAgain = async () => {};
    this.#mutation = mutation;
    this.#random = chanceFrom(seed);
    this.table.isStale = () => this.#random() < 0.3;
  }

  /** Delivers any that are open, again and again, for a while; what is under way then comes to its end. */
  async inDisorder(messages: readonly Message[]): Promise<void> {
    const open = new Set(messages);
    this.table.interrupt = (call, proceed) => this.#turn(call, proceed);
    for (let step = 0; step < 400 && open.size > 0; step += 1) {
      if (this.#running < 3 && this.#random() < 0.5) void this.#work(open);
      await this.#next();
    }
    while (this.#running > 0) await this.#next();
  }

  async inPeace(messages: readonly Message[]): Promise<void> {
    this.table.interrupt = (call, proceed) => this.#plainly(call, proceed);
    for (const message of messages) await this.#deliver(message);
  }

  async #next(): Promise<void> {
    await new Promise(setImmediate);
    this.#waiting.splice(Math.floor(this.#random() * this.#waiting.length), 1)[0]?.();
  }

  async #work(open: Set<Message>): Promise<void> {
    const message = [...open][Math.floor(this.#random() * open.size)];
    if (message === undefined) return;
    this.#running += 1;
    if (await this.#deliver(message)) open.delete(message);
    this.#running -= 1;
  }

  async #deliver(message: Message): Promise<boolean> {
    this.#arrivals += 1;
    const arrivedAt = noon + this.#arrivals;
    const done = await this.#attempts(message, arrivedAt).catch((error: unknown) => {
      if (error instanceof Crash) return false;
      throw error;
    });
    if (done && message.kind !== 'tick') this.#requireRow(message);
    return done;
  }

  async #attempts(message: Message, arrivedAt: number): Promise<boolean> {
    const once = (): Promise<SaveResult> =>
      message.kind === 'tick'
        ? review(this.store, message.person)
        : update(this.store, message, eventOf(message.eventId, { person: message.person, arrivedAt }));
    for (let attempt = 0; attempt < 4; attempt += 1) if ((await once()) === 'saved') return true;
    return false;
  }

  #requireRow({ person, eventId }: EventMessage): void {
    const row = this.table.items().find(({ pk, sk }) => pk?.S === person && sk?.S === `EVENT#${eventId}`);
    if (row === undefined) this.faults.push(`${person}/${eventId} was acknowledged without its row`);
  }

  #turn(call: TableCall, proceed: () => unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => {
        const luck = this.#random();
        if (luck < 0.05) reject(new Crash());
        else if (luck < 0.3 && this.#forgets(call)) resolve({ Responses: {} });
        else this.#settle({ resolve, reject }, luck > 0.95, () => this.#plainly(call, proceed));
      });
    });
  }

  #forgets({ name }: TableCall): boolean {
    return this.#mutation === 'taking the unprocessed as absent' && name === 'batchGet';
  }

  #settle(
    { resolve, reject }: { resolve: (answer: unknown) => void; reject: (error: unknown) => void },
    crashes: boolean,
    take: () => unknown,
  ): void {
    try {
      const answer = take();
      if (crashes) reject(new Crash());
      else resolve(answer);
    } catch (error) {
      reject(error);
    }
  }

  #plainly({ input }: TableCall, proceed: () => unknown): unknown {
    if (this.#mutation === 'unconditional') withoutConditions(input);
    if (this.#mutation === 'reading rows as they may have been') withoutConsistency(input);
    return proceed();
  }
}

const withoutConditions = (input: unknown): void => {
  const { TransactItems = [], ...put } = input as { TransactItems?: { Put: object }[] };
  if ('ConditionExpression' in put) Reflect.deleteProperty(input as object, 'ConditionExpression');
  for (const { Put } of TransactItems) Reflect.deleteProperty(Put, 'ConditionExpression');
};

/** Of batch calls alone, which read rows: profiles are read as they are. */
const withoutConsistency = (input: unknown): void => {
  const { RequestItems = {} } = input as { RequestItems?: Record<string, object> };
  for (const request of Object.values(RequestItems)) Reflect.deleteProperty(request, 'ConsistentRead');
};

const sequencesOf = (table: MemoryTable, person: PersonKey): readonly number[] =>
  table
    .items()
    .filter(({ pk, sk }) => pk?.S === person && sk?.S?.startsWith('CHANGE#'))
    .flatMap((item) => outboxRowsOf(item))
    .flatMap((row) => ('changes' in row ? row.changes.map(({ sequence }) => sequence) : []))
    .toSorted((a, b) => a - b);

/** Changes must be numbered without a gap, and for a living profile up to its sequence. */
const changeFaults = (table: MemoryTable, { person, record }: LoadedPerson): readonly string[] => {
  const sequences = sequencesOf(table, person);
  const last = record?.kind === 'profile' ? record.state.sequence : sequences.length;
  const isWhole = sequences.length === last && sequences.every((sequence, index) => sequence === index + 1);
  return isWhole ? [] : [`changes of ${person} up to ${last} are ${sequences.join()}`];
};

/** Every event must be applied once, and recorded with the arrival with which it was. */
const eventFaults = (
  table: MemoryTable,
  applied: readonly Applied[],
  messages: readonly Message[],
): readonly string[] => {
  const arrivals = new Map(table.items().map(({ pk, sk, arrivedAt }) => [`${pk?.S}/${sk?.S}`, Number(arrivedAt?.N)]));
  const sent = messages.flatMap((one) => (one.kind === 'tick' ? [] : [`${one.person}/${one.eventId}`])).toSorted();
  const ids = applied.map(([id]) => id).toSorted();
  const misdated = applied.filter(([id, arrivedAt]) => arrivals.get(id.replace('/', '/EVENT#')) !== arrivedAt);
  return [
    ...(ids.join() === sent.join() ? [] : [`applied ${ids.join()}, sent ${sent.join()}`]),
    ...misdated.map(([id]) => `${id} is not recorded as it was decided`),
  ];
};

/**
 * Runs three workers that interleave at every call and crash anywhere, then delivers everything once more in peace.
 *
 * @returns what is wrong at the end.
 */
export const runWorkers = async (messages: readonly Message[], seed: number, mutation?: Mutation) => {
  const workers = new Workers(seed, mutation);
  const { table, store } = workers;
  await workers.inDisorder(messages);
  await workers.inPeace(messages);
  const loaded = [await store.load(ada, []), await store.load(visitor, [])];
  table.client.destroy();
  const owing = loaded
    .filter(({ unrecorded }) => unrecorded.length > 0)
    .map(({ person }) => `${person} still owes rows`);
  const applied = loaded.flatMap((one) => stateOf(one).recorded ?? []);
  const changes = loaded.flatMap((one) => changeFaults(table, one));
  return [...workers.faults, ...owing, ...changes, ...eventFaults(table, applied, messages)];
};
