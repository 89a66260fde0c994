import type { Target } from '#lib/use-cases/backfill/pass.ts';
import type { HotLimits } from '#lib/use-cases/intake/hot-limits.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { randomFrom } from '#lib/tools/demo/random.ts';
import type { MemoryTable } from '#test/support/memory-table.ts';
import type { Boundary } from './boundary.ts';
import { Calls } from './calls.ts';
import { Campaigns, type CampaignSetting } from './campaigns.ts';
import type { Choices } from './choices.ts';
import type { Climate, Fault } from './climate.ts';
import { functionsOver, type Functions } from './functions.ts';
import { commitsIn, type Commit } from './history.ts';
import { Scheduler } from './scheduler.ts';
import { SimulatedPass } from './simulated-pass.ts';
import type { Published } from './simulated-bus.ts';
import { SimulatedQueue, type QueueLimits } from './simulated-queue.ts';
import { SimulatedShards, type Taken } from './simulated-shards.ts';
import { SimulatedStream } from './simulated-stream.ts';
import { simulatedTable, type Item } from './simulated-table.ts';
import { Subscriber } from './subscriber.ts';
import type { Planned } from './entry.ts';
import { start } from './workload.ts';

/** From an instant up to, but not including, another, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

const never: Span = { from: Infinity, until: Infinity };

/** What one run is made of. */
export interface Setting {
  /** Of the first deployment, and of those after it. */
  readonly catalogues: readonly [Catalogue, ...Catalogue[]];
  readonly workload: readonly Planned[];
  readonly climate: Climate;
  /** Those that may come. */
  readonly faults: readonly Fault[];
  readonly choices: Choices;
  readonly boundary: Boundary;
  /** When the table throttles every call; never by default. */
  readonly throttled?: Span | undefined;
  /** When what is new goes into the shards of a stream, and not into the queue; never by default. */
  readonly streamed?: Span | undefined;
  /** Whether an event of this id is poison, until it is in the dead letters for the first time; none by default. */
  readonly poison?: ((eventId: string) => boolean) | undefined;
  readonly queue?: QueueLimits | undefined;
  readonly slowQueue?: QueueLimits | undefined;
  /** Changes that take effect before it are kept off the bus; none by default. */
  readonly quietUntil?: number | undefined;
  /** When a person's messages hold others up; as they are deployed by default. */
  readonly hot?: HotLimits | undefined;
  /** Called with each thing that happens, where a trace is wanted. */
  readonly tell?: ((line: string) => void) | undefined;
  /** The segments whose members are kept, and told to a subscriber that joins late; none by default. */
  readonly keptSegments?: ReadonlySet<string> | undefined;
  /** How soon that subscriber joins, as a weight; 1 by default. */
  readonly haste?: number | undefined;
  /** Campaigns that listen by Patron's kit; none by default. */
  readonly campaigns?: CampaignSetting | undefined;
}

/** The cloud, simulated, with the real functions in it. */
export class World {
  readonly setting: Setting;
  readonly choices: Choices;
  readonly scheduler: Scheduler;
  readonly calls: Calls;
  readonly table: MemoryTable;
  readonly membersTable: MemoryTable;
  readonly subscriber: Subscriber;
  readonly campaigns: Campaigns;
  readonly queue: SimulatedQueue;
  readonly slow: SimulatedQueue;
  readonly shards: SimulatedShards;
  readonly stream: SimulatedStream;
  readonly published: Published[] = [];
  readonly commits: Commit[] = [];
  /** Of the newest deployment; who was started before goes on with the older. */
  functions: Functions;
  readonly #functionsOf: (catalogue: Catalogue) => Functions;
  #later: readonly Catalogue[];
  /** Each deployment but the first starts one. */
  readonly passes: SimulatedPass[] = [];
  /** How often was deployed, and when the last time. */
  deployments = 1;
  deployedAt = -Infinity;
  /** What was wrong while it ran. */
  readonly complaints: string[] = [];
  /** The wall clock. */
  clock = start;
  unsent: Planned[];
  /** When the last sweep looked. */
  sweptAt = 0;
  /** When each entry was last put into quarantine, by the message that brought it. */
  readonly refusedAt = new Map<string, number>();
  /** How many functions were started. */
  invocations = 0;

  constructor(setting: Setting) {
    const {
      choices,
      climate,
      faults,
      catalogues,
      boundary,
      tell = () => {},
      throttled = never,
      poison = () => false,
    } = setting;
    this.setting = setting;
    this.choices = choices;
    this.unsent = [...setting.workload];
    this.scheduler = new Scheduler(choices);
    const { scheduler, published } = this;
    this.calls = new Calls({ choices, climate, faults, scheduler, tell });
    const isThrottled = () => this.clock >= throttled.from && this.clock < throttled.until;
    const tables = { calls: this.calls, choices, isThrottled };
    this.table = simulatedTable({ ...tables, witness: (items) => this.#see(items) });
    this.membersTable = simulatedTable({ ...tables, witness: () => {} });
    this.subscriber = new Subscriber(published, [...(setting.keptSegments ?? [])], boundary.joining);
    this.campaigns = new Campaigns(setting.campaigns, published, boundary.joining);
    const taken: Taken[] = [];
    this.queue = new SimulatedQueue(() => this.clock, setting.queue, taken);
    this.shards = new SimulatedShards(() => this.clock, taken);
    this.slow = new SimulatedQueue(() => this.clock, setting.slowQueue);
    this.stream = new SimulatedStream(this.table.inserted);
    const { calls, table, membersTable, queue, slow, shards } = this;
    const now = () => this.clock + (scheduler.current?.skew ?? 0);
    const sleep = () => calls.make({ label: () => 'waits', effect: () => {}, throttled: () => new Error('slow down') });
    // How long a pause is changes nothing here, so that chance need not choose it.
    const random = randomFrom(0).next;
    const outside = {
      table,
      membersTable,
      keptSegments: setting.keptSegments,
      queue,
      slow,
      shards,
      isStreamed: () => this.isStreamed,
      poison: (eventId: string) => poison(eventId) && !queue.hasGivenUp(eventId),
      hot: setting.hot,
      quietUntil: setting.quietUntil,
      published,
      calls,
      now,
      sleep,
      random,
    };
    const [first, ...later] = catalogues;
    this.#functionsOf = (catalogue) => functionsOver({ ...outside, catalogue }, boundary);
    this.functions = this.#functionsOf(first);
    this.#later = later;
  }

  /** Whether the intake changes, in either direction: a person's events come by both then, and neither waits for the other. */
  get hasTwoIntakes(): boolean {
    const { streamed } = this.setting;
    return streamed !== undefined && (Number.isFinite(streamed.from) || Number.isFinite(streamed.until));
  }

  /** Whether what is new goes into the shards now. */
  get isStreamed(): boolean {
    const { from, until } = this.setting.streamed ?? never;
    return this.clock >= from && this.clock < until;
  }

  get canDeploy(): boolean {
    return this.#later.length > 0;
  }

  /** Deploys the next catalogue, if there is one, which starts a pass over everybody. */
  deploy(): void {
    const [next, ...later] = this.#later;
    if (next === undefined) return;
    this.#later = later;
    this.tell(`the catalogue of deployment ${next.deployment} is deployed`);
    this.functions = this.#functionsOf(next);
    this.deployments += 1;
    this.deployedAt = this.clock;
    this.startPass({ catalogue: next.hash, deployment: next.deployment });
  }

  startPass(target: Target): void {
    this.passes.push(new SimulatedPass(target, () => this.clock));
  }

  #see(items: readonly Item[]): void {
    this.commits.push(...commitsIn(items, this.clock));
    for (const { sk } of items) {
      const [prefix, id = ''] = (sk?.S ?? '').split('#');
      if (prefix === 'QUARANTINE') this.refusedAt.set(id, this.clock);
    }
  }

  tell(line: string): void {
    this.setting.tell?.(line);
  }
}
