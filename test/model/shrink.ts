import { planOf, tryOut, type Plan, type Subject } from './trial.ts';

/** How many runs a search for a shorter trace may take. */
const mostTrials = 600;

const ruleOf = (complaint: string): string => complaint.slice(0, complaint.indexOf(':'));

const without = <Item>(list: readonly Item[], from: number, count: number): readonly Item[] => [
  ...list.slice(0, from),
  ...list.slice(from + count),
];

const calmed = (choices: readonly number[], from: number, count: number): readonly number[] =>
  choices.map((choice, index) => (index >= from && index < from + count ? 0 : choice));

/** Half of a length, half of that, and so on down to 1. */
const sizesFor = (length: number): readonly number[] => {
  const sizes: number[] = [];
  for (let size = Math.ceil(length / 2); size >= 1; size = Math.floor(size / 2)) sizes.push(size);
  return sizes;
};

/** Looks for a smaller plan that still breaks one of the same rules. */
class Search {
  readonly #subject: Subject;
  readonly #rules: ReadonlySet<string>;
  #trials = 0;
  plan: Plan;

  constructor(subject: Subject, plan: Plan, complaints: readonly string[]) {
    this.#subject = subject;
    this.plan = plan;
    this.#rules = new Set(complaints.map(ruleOf));
  }

  get isOver(): boolean {
    return this.#trials >= mostTrials;
  }

  /** Takes a smaller plan if it still fails. */
  async #accepts(smaller: Plan): Promise<boolean> {
    if (this.isOver) return false;
    this.#trials += 1;
    const { complaints } = await tryOut(this.#subject, smaller);
    if (!complaints.some((complaint) => this.#rules.has(ruleOf(complaint)))) return false;
    this.plan = smaller;
    return true;
  }

  /** Tries to do without chunks of a list, from large ones to single items. */
  async #reduce(read: () => readonly unknown[], smaller: (from: number, count: number) => Plan): Promise<void> {
    for (const size of sizesFor(read().length)) {
      let from = 0;
      while (from < read().length) from += (await this.#accepts(smaller(from, size))) ? 0 : size;
    }
  }

  async pass(): Promise<void> {
    await this.#reduce(
      () => this.plan.workload,
      (from, count) => ({ ...this.plan, workload: without(this.plan.workload, from, count) }),
    );
    await this.#reduce(
      () => this.plan.faults,
      (from, count) => ({ ...this.plan, faults: without(this.plan.faults, from, count) }),
    );
    await this.#reduce(
      () => this.#choices,
      (from, count) => ({ ...this.plan, choices: without(this.#choices, from, count) }),
    );
    await this.#calm();
  }

  get #choices(): readonly number[] {
    return this.plan.choices ?? [];
  }

  /** Tries to calm chunks of choices. */
  async #calm(): Promise<void> {
    for (const size of sizesFor(this.#choices.length)) {
      for (let from = 0; from < this.#choices.length; from += size) await this.#calmFrom(from, size);
    }
  }

  async #calmFrom(from: number, count: number): Promise<void> {
    if (this.#choices.slice(from, from + count).every((choice) => choice === 0)) return;
    await this.#accepts({ ...this.plan, choices: calmed(this.#choices, from, count) });
  }
}

/**
 * Drops entries, faults and choices from a failing run while it still breaks a rule that it broke, until nothing more can
 * be dropped or too many runs were tried.
 */
export const shrink = async (subject: Subject): Promise<Plan> => {
  const { complaints, choices } = await tryOut(subject);
  const search = new Search(subject, { ...planOf(subject), choices }, complaints);
  for (let before: Plan | undefined; before !== search.plan && !search.isOver;) {
    before = search.plan;
    await search.pass();
  }
  return search.plan;
};
