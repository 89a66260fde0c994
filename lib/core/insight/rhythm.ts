/** How often a deployment passes over everybody for insight. */
export const insightRhythms = ['weekly', 'off'] as const;

export type InsightRhythm = (typeof insightRhythms)[number];
