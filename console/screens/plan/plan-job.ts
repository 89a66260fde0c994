import type { Plan } from '#lib/use-cases/plan/plan.ts';

/** A plan that is being made: `POST /v1/console/plan` begins one, `GET /v1/console/plan/{id}` tells how far it is. */
export interface Job {
  readonly id: string;
  readonly state: 'running' | 'done' | 'failed';
  /** People looked at so far. */
  readonly done: number;
  /** People to look at. */
  readonly of: number;
  readonly plan: Plan | null;
  /** Why it failed. */
  readonly message?: string;
}

export type PlannedSegment = Plan['segments'][number];

export type Sample = PlannedSegment['samples']['entering'][number];
