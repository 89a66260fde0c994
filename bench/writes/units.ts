/** The units that DynamoDB bills. */
export interface Units {
  readonly reads: number;
  /** Only those of the table. */
  readonly writes: number;
  /** Those of the index of who is due. */
  readonly indexWrites: number;
}

export const noUnits: Units = { reads: 0, writes: 0, indexWrites: 0 };

export const plus = (one: Units, other: Units): Units => ({
  reads: one.reads + other.reads,
  writes: one.writes + other.writes,
  indexWrites: one.indexWrites + other.indexWrites,
});

export const times = ({ reads, writes, indexWrites }: Units, factor: number): Units => ({
  reads: reads * factor,
  writes: writes * factor,
  indexWrites: indexWrites * factor,
});

export const minus = (one: Units, other: Units): Units => plus(one, times(other, -1));
