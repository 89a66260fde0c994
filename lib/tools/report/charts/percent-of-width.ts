/** A horizontal position or width in a chart: a part of its width from 0 to 1, however wide it is drawn. */
export const ofWidth = (part: number): string => `${Number((part * 100).toFixed(3))}%`;
