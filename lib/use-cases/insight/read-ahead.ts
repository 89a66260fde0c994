/** People are read from a table as many at once: each takes a few calls, one after the other, of some milliseconds. */
const mostAtOnce = 32;

const ignore = (): void => {};

/**
 * Reads something about each input, in their order, and as many at once as may be while the results are taken.
 *
 * @throws what `read` throws, when its turn comes.
 */
export async function* readAhead<Input, Result>(
  inputs: Iterable<Input> | AsyncIterable<Input>,
  read: (input: Input) => Promise<Result>,
): AsyncIterable<Result> {
  const reading: Promise<Result>[] = [];
  for await (const input of inputs) {
    const result = read(input);
    // One that fails while others before it are awaited is thrown when its turn comes.
    result.catch(ignore);
    reading.push(result);
    if (reading.length === mostAtOnce) yield reading.shift() as Promise<Result>;
  }
  yield* reading;
}
