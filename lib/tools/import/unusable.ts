/** Thrown for rows of which no event can be made, with the reason for the report. Never leaves the import. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
  /** The broken rule in words, without the value, so that equal faults are counted together. */
  readonly reason: string;
  readonly seen: string;
  /** Number of the row at fault, where it is one of several. */
  readonly row: number | undefined;

  constructor(reason: string, seen: string, row?: number) {
    super(`${reason}, current value is ${seen}`);
    this.reason = reason;
    this.seen = seen;
    this.row = row;
  }
}
