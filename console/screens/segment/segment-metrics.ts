/** A figure on what members are like, which fewer than some people are not told of; null where there is nothing to divide by. */
export type Guarded<Figure> = Figure | { readonly below: number } | null;

/** People who went from one segment to another in a week; null is none of the others. */
interface MetricFlow {
  readonly from: string | null;
  readonly to: string | null;
  readonly people: number;
}

/** `GET /v1/console/insight/metrics?segment=KEY`: a segment week by week, the latest last. */
export interface SegmentMetrics {
  readonly segment: string;
  readonly currency: string;
  readonly flows: readonly { readonly from: string; readonly to: string; readonly flows: readonly MetricFlow[] }[];
  readonly periods: readonly {
    readonly from: string;
    /** Not included. */
    readonly to: string;
    readonly size: number;
    readonly adds: number;
    readonly drops: number;
    /** Of the members 90 days before, the share who still are. */
    readonly stayed: Guarded<number>;
    /** Of those who ordered the week before, the share who ordered again. */
    readonly retention: Guarded<number>;
    readonly satisfaction: Guarded<{ readonly mean: number | null; readonly people: number }>;
    /** In minor units, after refunds. */
    readonly revenue: Guarded<number>;
    /** Shares of the people in either segment who are in both; only of the latest. */
    readonly overlap?: readonly { readonly with: string; readonly jaccard: number | null }[];
  }[];
}
