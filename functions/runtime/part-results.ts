/** What a state machine hands on of one part of a round; one that failed has no result. */
export type PartResult<Result> = Result | { readonly failed: true } | null;

/** The results of a round, without the parts that failed. */
export const partResults = <Result extends { readonly index: number }>(
  results: readonly PartResult<Result>[],
): readonly Result[] => results.filter((result): result is Result => result !== null && 'index' in result);
