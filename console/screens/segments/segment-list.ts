/** A segment in the list. Figures are null where nobody has counted. */
export interface ListedSegment {
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly meaning: string;
  readonly members: number | null;
  /** Of all people. */
  readonly share: number | null;
  readonly entered24h: number | null;
  readonly exited24h: number | null;
  /** The size by week, the last one at `asOf`; null also while it is being counted. */
  readonly year: {
    readonly from: string;
    readonly step: string;
    readonly members: readonly (number | null)[];
  } | null;
  readonly quiet: boolean;
  /** The consent without which nobody is in it. */
  readonly requires: string | null;
}

/** `GET /v1/console/segments` */
export interface SegmentList {
  readonly asOf: string;
  readonly people: number | null;
  /** Whether the lines of the year are still being counted. */
  readonly counting: boolean;
  readonly countedSince: string | null;
  readonly items: readonly ListedSegment[];
}
