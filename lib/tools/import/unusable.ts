/** Rows that no event can be made of, with what the report says of them. Never leaves the import. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
  /** The rule that was broken, in words, without the value: equal faults are counted together. */
  readonly reason: string;
  readonly seen: string;
  /** The row at fault, where it is one of several. */
  readonly row: number | undefined;

  constructor(reason: string, seen: string, row?: number) {
    super(`${reason}, current value is ${seen}`);
    this.reason = reason;
    this.seen = seen;
    this.row = row;
  }
}
