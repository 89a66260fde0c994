import type { RoundInput, RoundOutput } from '#functions/backfill-round.ts';
import type { PassOutcome, SliceResult, Target } from '#lib/use-cases/backfill/pass.ts';
import type { Slice } from '#lib/use-cases/backfill/tick-part.ts';
import type { Functions } from './functions.ts';

type PartResult = SliceResult | { readonly failed: true };

/** How often the state machine has a part tried before it goes on without. */
const triesOfAPart = 3;

/** Something that the state machine has a function do. */
export interface PassStep {
  readonly role: string;
  readonly work: (functions: Functions) => Promise<void>;
  readonly onCrash: () => void;
}

interface Attempted {
  readonly slice: Slice;
  tries: number;
}

/** The state machine of a pass over everybody: calls the functions in turn, and calls again what failed. */
export class SimulatedPass {
  readonly target: Target;
  readonly #now: () => number;
  #input: RoundInput | undefined;
  #output: RoundOutput | undefined;
  #pending: Attempted[] = [];
  #results: PartResult[] = [];
  #underWay = 0;
  #waitsUntil = -Infinity;

  constructor(target: Target, now: () => number) {
    this.target = target;
    this.#now = now;
    this.#input = { begin: target };
  }

  /** Undefined while it goes on. */
  get outcome(): PassOutcome | undefined {
    const outcome = this.#output?.outcome;
    return outcome === 'under-way' ? undefined : outcome;
  }

  /** How long nothing happens but waiting. */
  get waitMs(): number {
    return Math.max(0, this.#waitsUntil - this.#now());
  }

  get canGoOn(): boolean {
    if (this.outcome !== undefined || this.waitMs > 0) return false;
    return this.#pending.length > 0 || (this.#underWay === 0 && this.#input !== undefined);
  }

  /** The next call: a part of the round, or the judgement once all of them have an end. */
  next(): PassStep {
    this.#underWay += 1;
    const part = this.#pending.shift();
    return part ? this.#partStep(part) : this.#roundStep();
  }

  #partStep(part: Attempted): PassStep {
    const onCrash = () => {
      part.tries += 1;
      if (part.tries < triesOfAPart) this.#again(part);
      else this.#ended({ failed: true });
    };
    return {
      role: 'backfill part',
      work: async ({ backfillPart }) => this.#ended(await backfillPart(part.slice)),
      onCrash,
    };
  }

  #again(part: Attempted): void {
    this.#underWay -= 1;
    this.#pending.push(part);
  }

  #ended(result: PartResult): void {
    this.#underWay -= 1;
    this.#results.push(result);
    if (this.#underWay > 0 || this.#pending.length > 0 || this.#output === undefined) return;
    this.#input = { pass: this.#output.pass, results: this.#results };
  }

  #roundStep(): PassStep {
    const input = this.#input;
    if (input === undefined) throw new TypeError('Cannot judge a round: current value is none');
    return {
      role: 'backfill round',
      work: async ({ backfillRound }) => this.#judged(await backfillRound(input)),
      onCrash: () => {
        this.#underWay -= 1;
      },
    };
  }

  #judged(output: RoundOutput): void {
    this.#underWay -= 1;
    // What goes from state to state is JSON.
    this.#output = JSON.parse(JSON.stringify(output)) as RoundOutput;
    this.#input = undefined;
    this.#results = [];
    this.#pending = this.#output.slices.map((slice) => ({ slice, tries: 0 }));
    this.#waitsUntil = this.#now() + 1000 * this.#output.waitSeconds;
  }
}
