import type { Catalogue } from '#lib/segments/catalogue.ts';
import type { MemoryTable } from '#test/support/memory-table.ts';
import type { Boundary } from './boundary.ts';
import { Calls } from './calls.ts';
import type { Choices } from './choices.ts';
import type { Climate, Fault } from './climate.ts';
import { functionsOver, type Functions } from './functions.ts';
import { commitsIn, type Commit } from './history.ts';
import { Scheduler } from './scheduler.ts';
import type { Published } from './simulated-bus.ts';
import { SimulatedQueue } from './simulated-queue.ts';
import { SimulatedStream } from './simulated-stream.ts';
import { simulatedTable, type Item } from './simulated-table.ts';
import type { Planned } from './entry.ts';
import { start } from './workload.ts';

/** What one run is made of. */
export interface Setting {
  /** Of the first deployment, and of a second, if there is one. */
  readonly catalogues: readonly [Catalogue, Catalogue?];
  readonly workload: readonly Planned[];
  readonly climate: Climate;
  /** Those that may come. */
  readonly faults: readonly Fault[];
  readonly choices: Choices;
  readonly boundary: Boundary;
  /** Called with each thing that happens, where a trace is wanted. */
  readonly tell?: ((line: string) => void) | undefined;
}

/** The cloud, simulated, with the real functions in it. */
export class World {
  readonly setting: Setting;
  readonly choices: Choices;
  readonly scheduler: Scheduler;
  readonly calls: Calls;
  readonly table: MemoryTable;
  readonly queue: SimulatedQueue;
  readonly stream: SimulatedStream;
  readonly published: Published[] = [];
  readonly commits: Commit[] = [];
  /** Of the newest deployment; who was started before goes on with the older. */
  functions: Functions;
  #newer: (() => Functions) | undefined;
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
    const { choices, climate, faults, catalogues, boundary, tell = () => {} } = setting;
    this.setting = setting;
    this.choices = choices;
    this.unsent = [...setting.workload];
    this.scheduler = new Scheduler(choices);
    const { scheduler, published } = this;
    this.calls = new Calls({ choices, climate, faults, scheduler, tell });
    this.table = simulatedTable(this.calls, choices, (items) => this.#see(items));
    this.queue = new SimulatedQueue(() => this.clock);
    this.stream = new SimulatedStream(this.table.inserted);
    const { calls, table, queue } = this;
    const now = () => this.clock + (scheduler.current?.skew ?? 0);
    const sleep = () => calls.make({ label: () => 'waits', effect: () => {}, throttled: () => new Error('slow down') });
    const outside = { table, queue, published, calls, now, sleep };
    const [first, second] = catalogues;
    this.functions = functionsOver({ ...outside, catalogue: first }, boundary);
    this.#newer = second && (() => functionsOver({ ...outside, catalogue: second }, boundary));
  }

  get canDeploy(): boolean {
    return this.#newer !== undefined;
  }

  /** Deploys the second catalogue, if that was not done yet. */
  deploy(): void {
    if (this.#newer === undefined) return;
    this.tell('the second catalogue is deployed');
    this.functions = this.#newer();
    this.#newer = undefined;
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
