/** How often to measure. */
interface Rounds {
  readonly rounds: number;
  /** Whether to measure a first round that does not count; true by default. Fresh processes need none. */
  readonly warmUp?: boolean;
}

/**
 * Measures several things in alternation: each of them once in each round, in an order that is reversed from round to round.
 *
 * @param measures - each does its work once and gives what that took.
 * @returns for each round what was measured, in the order of the measures.
 */
export const alternate = async <Result>(
  measures: readonly (() => Result | Promise<Result>)[],
  { rounds, warmUp = true }: Rounds,
): Promise<readonly (readonly Result[])[]> => {
  const taken: (readonly Result[])[] = [];
  for (let round = warmUp ? -1 : 0; round < rounds; round += 1) {
    const results = await measureRound(measures, round % 2 !== 0);
    if (round >= 0) taken.push(results);
  }
  return taken;
};

const measureRound = async <Result>(
  measures: readonly (() => Result | Promise<Result>)[],
  isReversed: boolean,
): Promise<readonly Result[]> => {
  const results: Result[] = [];
  const order = [...measures.entries()];
  for (const [index, measure] of isReversed ? order.reverse() : order) results[index] = await measure();
  return results;
};

/**
 * The processor time of this process so far in milliseconds, that of its garbage collection included: unlike wall-clock
 * time, it leaves out what other programs on the machine do in the meantime.
 */
export const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** How many units of work a second of processor time does; the work is repeated until it rises above the noise. */
export const perSecond = async (count: number, work: () => void | Promise<void>, leastMs = 150): Promise<number> => {
  const began = processorMs();
  let passes = 0;
  let elapsed = 0;
  while (elapsed < leastMs) {
    const done = work();
    if (done) await done;
    passes += 1;
    elapsed = processorMs() - began;
  }
  return (passes * count * 1_000) / elapsed;
};
