/** How often is measured. */
interface Rounds {
  readonly rounds: number;
  /** Whether a first round is measured that does not count; it is by default. Fresh processes need none. */
  readonly warmUp?: boolean;
}

/**
 * Measures several things in alternation: in each round each of them once, in turns the one and the other first.
 *
 * @param measures - each does its work once and gives what it took.
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
 * The processor time of this process so far in milliseconds, that of its garbage collection included: unlike the time on
 * the wall it leaves out what other programs of the machine do meanwhile.
 */
export const processorMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** How many of something a second of processor time, repeated until it took long enough to be told from noise. */
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
