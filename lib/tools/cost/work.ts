/** What one event brings with it on average, its share of the ticks included. */
export interface Work {
  /** Read units of the table. */
  readonly reads: number;
  /** Write units of the table. */
  readonly writes: number;
  /** Write units of the index of who is due. */
  readonly indexWrites: number;
  /** Entries and exits. */
  readonly changes: number;
  /** Instants at which anything changed: a row of changes for each, at most. */
  readonly instants: number;
  /** Looks at a person whom time alone may have changed. */
  readonly ticks: number;
  /** Of the event as EventBridge carries it. */
  readonly eventBytes: number;
  /** Of the event's row in the table. */
  readonly eventRowBytes: number;
  /** Of a row of changes in the table. */
  readonly changeRowBytes: number;
  /** Of a person's item in the table. */
  readonly profileBytes: number;
}

/** Work at a rate. */
export interface Load {
  /** Above 0. */
  readonly eventsPerSecond: number;
  /** How many people are kept. */
  readonly customers: number;
  readonly work: Work;
}

/** A month of 30 days. */
export const monthSeconds = 30 * 24 * 60 * 60;
