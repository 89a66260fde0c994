import type { Plan } from '#lib/use-cases/plan/plan.ts';

export type PlannedSegment = Plan['segments'][number];

export type Sample = PlannedSegment['samples']['entering'][number];
