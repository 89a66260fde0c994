import { ofWidth } from '#lib/tools/report/charts/percent-of-width.ts';

interface Props {
  /** The date at the left end. */
  readonly first: string;
  /** The days from there to the right end. */
  readonly days: number;
  readonly instants: readonly string[];
}

const dayMs = 86_400_000;
const height = 14;
const tallest = 6;

/** How many changes each day has, by its place. */
const countsByDay = ({ first, days, instants }: Props): readonly (readonly [day: number, changes: number])[] => {
  const start = Date.parse(first);
  const counts = new Map<number, number>();
  for (const instant of instants) {
    const day = Math.floor((Date.parse(instant) - start) / dayMs);
    if (day >= 0 && day <= days) counts.set(day, (counts.get(day) ?? 0) + 1);
  }
  return [...counts];
};

/** Where memberships changed, below the slider: the more of them on a day, the taller. The timeline says the same in words. */
export const ChangeTicks = (props: Props) => (
  <svg class="change-ticks" width="100%" height={height} aria-hidden="true">
    {countsByDay(props).map(([day, changes]) => (
      <rect
        key={day}
        x={ofWidth(day / props.days)}
        width={1.5}
        height={(height * Math.min(tallest, changes + 1)) / tallest}
      />
    ))}
  </svg>
);
