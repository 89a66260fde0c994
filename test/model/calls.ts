import type { Choices } from './choices.ts';
import { callFaults, type CallFault, type Climate, type Fault } from './climate.ts';
import type { CallKind, Scheduler, Worker } from './scheduler.ts';

/** What a call to a service can come to. */
export interface Call<Answer> {
  readonly label: () => string;
  readonly effect: () => Answer;
  /** What the service throws when it is asked too much. */
  readonly throttled: () => Error;
  /** Takes only some of a batch, and says so. */
  readonly partly?: (choices: Choices) => Answer;
  /** What the service throws when a transaction is in the way. */
  readonly conflict?: () => Error;
  readonly kind?: CallKind;
  /** Whether the SDK makes it again when the answer is lost; `effect` comes twice then. */
  readonly repeats?: boolean;
}

type Befall = <Answer>(call: Call<Answer>, worker: Worker) => Answer | Promise<Answer>;

const timeout = (): Error => Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });

const attempted = (effect: () => unknown): void => {
  try {
    effect();
  } catch {
    // The answer, a refusal, is lost too.
  }
};

/** What calls are made in. */
export interface Surroundings {
  readonly choices: Choices;
  readonly climate: Climate;
  /** Those that may come at all; which others the climate knows changes nothing for them. */
  readonly faults: readonly Fault[];
  readonly scheduler: Scheduler;
  readonly tell: (line: string) => void;
}

/** Every call of a worker to a service: waits for its turn, and may then go wrong. */
export class Calls {
  readonly #choices: Choices;
  readonly #climate: Climate;
  readonly #faults: ReadonlySet<Fault>;
  readonly #scheduler: Scheduler;
  readonly #tell: (line: string) => void;

  constructor(world: Surroundings) {
    this.#choices = world.choices;
    this.#climate = world.climate;
    this.#faults = new Set(world.faults);
    this.#scheduler = world.scheduler;
    this.#tell = world.tell;
  }

  /** Whether a fault of the world comes now. */
  comes(fault: Fault): boolean {
    const isDrawn = !this.#scheduler.calm && this.#climate[fault] > 0 && this.#choices.happens(this.#climate[fault]);
    return isDrawn && this.#faults.has(fault);
  }

  async make<Answer>(call: Call<Answer>): Promise<Answer> {
    const worker = this.#scheduler.current;
    if (worker === undefined) return call.effect();
    await this.#scheduler.turn(worker, call.kind);
    const fault = this.#scheduler.calm ? undefined : this.#fault();
    this.#tell(`${worker.name}: ${call.label()}${fault === undefined ? '' : ` (${fault})`}`);
    return fault === undefined ? call.effect() : this.#befalls[fault](call, worker);
  }

  #fault(): CallFault | undefined {
    let left = 999 - this.#choices.below(1000);
    for (const fault of callFaults) {
      if (left < this.#climate[fault]) return this.#faults.has(fault) ? fault : undefined;
      left -= this.#climate[fault];
    }
    return undefined;
  }

  readonly #befalls: Readonly<Record<CallFault, Befall>> = {
    throttled: ({ throttled }) => {
      throw throttled();
    },
    lost: ({ effect }) => {
      attempted(effect);
      throw timeout();
    },
    crash: ({ partly }, worker) => {
      // A batch may have come half way.
      attempted(() => partly?.(this.#choices));
      return this.#scheduler.crash(worker);
    },
    'crash after': ({ effect }, worker) => {
      attempted(effect);
      return this.#scheduler.crash(worker);
    },
    partial: ({ partly, effect }) => (partly === undefined ? effect() : partly(this.#choices)),
    conflict: ({ conflict, effect }) => {
      if (conflict === undefined) return effect();
      throw conflict();
    },
    repeated: ({ repeats, effect }) => {
      if (repeats) attempted(effect);
      return effect();
    },
  };
}
