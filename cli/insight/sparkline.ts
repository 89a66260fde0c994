const blocks = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;

/** Numbers from 0 on as a row of bars, the largest one full; a number above 0 is never as low as 0. */
export const sparkline = (values: readonly number[]): string => {
  const most = Math.max(...values);
  const last = blocks.length - 1;
  return values.map((value) => blocks[value === 0 ? 0 : Math.max(1, Math.round((value / most) * last))]).join('');
};
