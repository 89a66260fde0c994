/** A reason for the report, with what was seen. */
export interface Fault {
  readonly reason: string;
  readonly seen: string;
}

/** A record of a file. */
export interface NumberedRecord {
  /** As a spreadsheet counts: the header is row 1. */
  readonly number: number;
  readonly cells: readonly string[];
  /** Why no event can be made of the row, nor of those that belong to it. */
  readonly fault?: Fault | undefined;
}
