/** The work that one event causes on average, its share of the ticks included. */
export interface WorkPerEvent {
  /** Read units of the table. */
  readonly reads: number;
  /** Write units of the table. */
  readonly writes: number;
  /** Write units of the index of due persons. */
  readonly indexWrites: number;
  /** Membership changes. */
  readonly changes: number;
  /** Instants at which membership changed: at most one row of changes for each. */
  readonly instants: number;
  /** Reviews of a person whose membership may have changed with time. */
  readonly ticks: number;
  /** Size of the event as EventBridge carries it. */
  readonly eventBytes: number;
  /** Size of the event's row in the table. */
  readonly eventRowBytes: number;
  /** Size of a row of changes in the table. */
  readonly changeRowBytes: number;
  /** Size of a person's item in the table. */
  readonly profileBytes: number;
}

/** Work per event at a rate of events. */
export interface Load {
  /** Above 0. */
  readonly eventsPerSecond: number;
  /** Number of people with a profile. */
  readonly customers: number;
  readonly work: WorkPerEvent;
  /** Where events wait for the updates, as the deployment is set; `fifo` by default. */
  readonly intake?: BilledIntake | undefined;
}

/** Where events may wait: in the queue, or in the stream. */
export const billedIntakes = ['fifo', 'stream'] as const;

export type BilledIntake = (typeof billedIntakes)[number];

/** Seconds in a month of 30 days. */
export const monthSeconds = 30 * 24 * 60 * 60;
