/**
 * The parts of every benchmark. A benchmark lives in a file of its own, `bench/NAME.ts`, which exports one `Benchmark`, and
 * has a line in `bench/benchmarks.ts`.
 *
 * It measures itself and its baseline in alternation within one run (`alternate` in `bench/harness/rounds.ts`), since a
 * machine's speed changes from minute to minute, and the ratio of two measurements side by side does not.
 */

/** A bound that a figure should keep. The output says whether it does; a missed target fails nothing. */
export interface Target {
  /** The value that the target bounds: the ratio to the baseline, or our own figure in its unit. */
  readonly of: 'ratio' | 'ours';
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One figure beside its baseline. */
export interface Figure {
  /** Unique, with the benchmark's own name first, such as `heart.json-parse.online-retail`. */
  readonly name: string;
  /** One line for people: what is measured, and what the baseline does. */
  readonly about: string;
  /** The unit of `ours` and `baseline`: `events/s`, `ms`, `KB`, `write units`, `$ per million events`. */
  readonly unit: string;
  /** The median of the rounds. */
  readonly ours: number;
  /** The median of the rounds; absent where there is nothing to compare with. */
  readonly baseline?: number;
  /**
   * `ours / baseline`, the median of the rounds' own ratios: 2 is twice as fast where the unit is a speed, and twice as
   * much where it is a time, a size or a price. Absent without a baseline.
   */
  readonly ratio?: number;
  readonly targets?: readonly Target[];
  /** Further values, such as `{ "events": 8819, "rounds": 5 }`; they go into the JSON beside the rest. */
  readonly details?: Readonly<Record<string, number | string>>;
}

/** The place where a benchmark reports its findings as they come. */
export interface Report {
  /** How many rounds to measure at least; 5 unless the command line says otherwise. */
  readonly rounds: number;
  /** A file of events to measure on instead of the real shops', where the command line asked for it. */
  readonly events?: string | undefined;
  /** Prints one line for people; it is not part of the JSON. */
  readonly say: (line: string) => void;
  /** Reports a figure: printed at once, and part of the JSON. */
  readonly figure: (figure: Figure) => void;
  /** The figures of this run so far, those of the benchmarks before included. */
  readonly found: readonly Figure[];
}

/** One benchmark. */
export interface Benchmark {
  /** As on the command line. */
  readonly name: string;
  /** In one line. */
  readonly about: string;
  /**
   * Measures.
   *
   * @throws {Error} with one clear sentence where it cannot: data or a program that it needs is not there. The run then
   * goes on with the other benchmarks and ends with status 1.
   */
  readonly run: (report: Report) => Promise<void>;
}
