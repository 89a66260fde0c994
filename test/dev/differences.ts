import { asDecided } from '#test/tools/local-shop/replayed-changes.ts';

/**
 * The changes that stand in one of two lists and not in the other, but for when they were decided. Over people their order is another: a
 * replay lets time run for a person when their next event comes, and `patron dev` for everyone at once.
 */
export const differences = (one: readonly string[], other: readonly string[]): readonly string[] => {
  const counts = new Map<string, number>();
  for (const line of one.map(asDecided)) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of other.map(asDecided)) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts].filter(([, count]) => count !== 0).map(([line, count]) => `${count} ${line}`);
};
