import { historySpan } from '#lib/core/insight/metrics/history-span.ts';
import type { History } from '#lib/core/insight/metrics/metric-periods.ts';
import { leaverCounts, type LeaverCounts } from '#lib/core/insight/leaving/leaver-counts.ts';
import { writeKept } from '#lib/core/insight/accumulator.ts';
import type { Person } from '#lib/core/insight/person.ts';
import { questionFacts, type QuestionFacts } from '#lib/core/insight/question-facts.ts';
import { buyerOf } from '#lib/core/predictions/fit/buyer.ts';
import { numbersOfBuyer } from '#lib/core/predictions/fit/buyer-numbers.ts';
import type { OrdersState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { StageWork } from './stage-work.ts';

type Leaving = ReturnType<typeof leaverCounts>;
type LeaversKept = ReturnType<Leaving['empty']>;

interface Head {
  readonly history: ReturnType<typeof historySpan.empty>;
  readonly facts: ReturnType<typeof questionFacts.empty>;
  /** Absent where they were not counted, as by an earlier version that a deployment replaced under way. */
  readonly leavers?: LeaversKept;
  /** Why no model can be fitted to what was gathered. */
  readonly unfit?: string;
}

/** What an overview goes by. */
interface OverviewTerms {
  readonly catalogue: Catalogue;
  /** When the run began, as of which leavers are counted; they are not where it is absent. */
  readonly startedAt?: Instant | undefined;
}

/** The buyers that a model is fitted to, or why it cannot be. */
export interface Gathered {
  /** The numbers of a buyer each. */
  readonly buyers: readonly (readonly number[])[];
  readonly unfit?: string | undefined;
}

/** The first look at everybody: what is needed before anything is sampled, who will leave, and the buyers for a fit. */
export class Overview implements StageWork {
  #history = historySpan.empty();
  #facts = questionFacts.empty();
  readonly #leaving: Leaving | undefined;
  /** Undefined where not everybody was counted. */
  #leavers: LeaversKept | undefined;
  #unfit: string | undefined;
  #buyers: (readonly number[])[] = [];

  constructor({ catalogue, startedAt }: OverviewTerms) {
    this.#leaving = startedAt === undefined ? undefined : leaverCounts({ catalogue, asOf: startedAt });
    this.#leavers = this.#leaving?.empty();
  }

  async read(person: Person): Promise<() => void> {
    return () => {
      this.#history = historySpan.add(this.#history, person);
      this.#facts = questionFacts.add(this.#facts, person);
      this.#leavers &&= this.#leaving?.add(this.#leavers, person);
      this.#gather(person.state.profile.orders);
    };
  }

  #gather(orders: OrdersState | undefined): void {
    try {
      const buyer = buyerOf(orders);
      if (buyer) this.#buyers.push(numbersOfBuyer(buyer));
    } catch (error) {
      // The one thing that is wrong with orders: nobody has folded them again since days are kept. All else can be told.
      if (!(error instanceof TypeError)) throw error;
      this.#unfit = error.message;
    }
  }

  *lines(): Iterable<string> {
    const [unfit, leavers] = [this.#unfit, this.#leavers];
    yield writeKept({
      history: this.#history,
      facts: this.#facts,
      ...(leavers && { leavers }),
      ...(unfit !== undefined && { unfit }),
    });
    for (const numbers of this.#buyers) yield JSON.stringify(numbers);
  }

  merge(lines: Iterable<string>): void {
    for (const line of lines) {
      const kept = JSON.parse(line) as Head | readonly number[];
      if ('history' in kept) this.#mergeHead(kept);
      else this.#buyers.push(kept);
    }
  }

  #mergeHead({ history, facts, leavers, unfit }: Head): void {
    this.#history = historySpan.merge(this.#history, history);
    this.#facts = questionFacts.merge(this.#facts, facts);
    this.#leavers &&= leavers && this.#leaving?.merge(this.#leavers, leavers);
    this.#unfit ??= unfit;
  }

  /** What everybody's history spans; undefined where there is nobody. */
  get history(): History | undefined {
    return historySpan.result(this.#history);
  }

  get facts(): QuestionFacts {
    return questionFacts.result(this.#facts);
  }

  /** Who will leave each segment; undefined where not everybody was counted. */
  get leavers(): LeaverCounts | undefined {
    return this.#leavers && this.#leaving?.result(this.#leavers);
  }

  /** Takes the buyers out. */
  takeBuyers(): Gathered {
    const buyers = this.#buyers;
    this.#buyers = [];
    return { buyers, unfit: this.#unfit };
  }
}
