import { insightPublished } from './insight-published.ts';
import { modelFitted } from './model-fitted.ts';

/** What Patron announces of a pass for insight, by its `detail-type`. It names no person. */
export const insightEvents = {
  InsightPublished: insightPublished,
  ModelFitted: modelFitted,
} as const;

/** The `detail-type` of an announcement of insight. */
export type InsightEventType = keyof typeof insightEvents;
