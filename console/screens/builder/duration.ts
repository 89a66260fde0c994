/** The units that a length is chosen in. */
export type DurationUnit = 'W' | 'D' | 'H' | 'M';

/** A length of one unit. */
export interface Length {
  readonly count: number;
  readonly unit: DurationUnit;
}

const days = /^P(\d+)([WD])$/;
const hours = /^PT(\d+)([HM])$/;

/** A length as ISO 8601 has it; undefined for one of several units, which is kept as it is written. */
export const lengthOf = (duration: unknown): Length | undefined => {
  if (typeof duration !== 'string') return undefined;
  const [, count, unit] = days.exec(duration) ?? hours.exec(duration) ?? [];
  return unit === undefined ? undefined : { count: Number(count), unit: unit as DurationUnit };
};

/** `P30D` */
export const durationOf = ({ count, unit }: Length): string => {
  const whole = Math.max(0, Math.round(count));
  return unit === 'W' || unit === 'D' ? `P${whole}${unit}` : `PT${whole}${unit}`;
};
