/**
 * What every benchmark is made of. A benchmark lives in a file of its own, `bench/NAME.ts`, which exports one `Benchmark`,
 * and has a line in `bench/benchmarks.ts`.
 *
 * It measures itself and its baseline in alternation within one run (`alternate` in `bench/rounds.ts`), since a machine's
 * speed changes from minute to minute and a ratio of two measurements side by side does not.
 */

/** What a figure ought to be; it is printed whether it is, and nothing fails where it is not. */
export interface Target {
  /** What the target is about: the ratio to the baseline, or our own figure in its unit. */
  readonly of: 'ratio' | 'ours';
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** One figure beside its baseline. */
export interface Figure {
  /** With the benchmark's own name first, `heart.json-parse.online-retail`; unique. */
  readonly name: string;
  /** What is measured and what the baseline does, in one line for people. */
  readonly about: string;
  /** What `ours` and `baseline` count: `events/s`, `ms`, `KB`, `write units`, `$ per million events`. */
  readonly unit: string;
  /** The median of the rounds. */
  readonly ours: number;
  /** The median of the rounds; absent where there is nothing to compare with. */
  readonly baseline?: number;
  /**
   * `ours / baseline`, the median of the rounds' own ratios: 2 is twice as fast where the unit is a speed, and twice as
   * dear where it is a time, a size or a price. Absent without a baseline.
   */
  readonly ratio?: number;
  readonly targets?: readonly Target[];
  /** Whatever else belongs to the figure, `{ "events": 8819, "rounds": 5 }`; goes into the JSON beside the rest. */
  readonly details?: Readonly<Record<string, number | string>>;
}

/** Where a benchmark tells what it finds, as it finds it. */
export interface Report {
  /** How many rounds to measure at least; 5 unless the command line says otherwise. */
  readonly rounds: number;
  /** A file of events to measure on instead of the real shops', where the command line asked for it. */
  readonly events?: string | undefined;
  /** One line for people; no part of the JSON. */
  readonly say: (line: string) => void;
  /** A figure: printed at once, and part of the JSON. */
  readonly figure: (figure: Figure) => void;
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
