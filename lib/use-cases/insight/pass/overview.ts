import { historySpan } from '#lib/core/insight/metrics/history-span.ts';
import type { History } from '#lib/core/insight/metrics/metric-periods.ts';
import { writeKept } from '#lib/core/insight/accumulator.ts';
import type { Person } from '#lib/core/insight/person.ts';
import { questionFacts, type QuestionFacts } from '#lib/core/insight/question-facts.ts';
import { buyerOf } from '#lib/core/predictions/fit/buyer.ts';
import { numbersOfBuyer } from '#lib/core/predictions/fit/buyer-numbers.ts';
import type { OrdersState } from '#lib/core/profile/state.ts';
import type { StageWork } from './stage-work.ts';

interface Head {
  readonly history: ReturnType<typeof historySpan.empty>;
  readonly facts: ReturnType<typeof questionFacts.empty>;
  /** Why no model can be fitted to what was gathered. */
  readonly unfit?: string;
}

/** The buyers that a model is fitted to, or why it cannot be. */
export interface Gathered {
  /** The numbers of a buyer each. */
  readonly buyers: readonly (readonly number[])[];
  readonly unfit?: string | undefined;
}

/** The first look at everybody: what is needed before anything is sampled, and the buyers for a fit. */
export class Overview implements StageWork {
  #history = historySpan.empty();
  #facts = questionFacts.empty();
  #unfit: string | undefined;
  #buyers: (readonly number[])[] = [];

  async read(person: Person): Promise<() => void> {
    return () => {
      this.#history = historySpan.add(this.#history, person);
      this.#facts = questionFacts.add(this.#facts, person);
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
    const unfit = this.#unfit;
    yield writeKept({ history: this.#history, facts: this.#facts, ...(unfit !== undefined && { unfit }) });
    for (const numbers of this.#buyers) yield JSON.stringify(numbers);
  }

  merge(lines: Iterable<string>): void {
    for (const line of lines) {
      const kept = JSON.parse(line) as Head | readonly number[];
      if ('history' in kept) this.#mergeHead(kept);
      else this.#buyers.push(kept);
    }
  }

  #mergeHead({ history, facts, unfit }: Head): void {
    this.#history = historySpan.merge(this.#history, history);
    this.#facts = questionFacts.merge(this.#facts, facts);
    this.#unfit ??= unfit;
  }

  /** What everybody's history spans; undefined where there is nobody. */
  get history(): History | undefined {
    return historySpan.result(this.#history);
  }

  get facts(): QuestionFacts {
    return questionFacts.result(this.#facts);
  }

  /** Takes the buyers out. */
  takeBuyers(): Gathered {
    const buyers = this.#buyers;
    this.#buyers = [];
    return { buyers, unfit: this.#unfit };
  }
}
