import { ofWidth } from '#lib/tools/report/charts/percent-of-width.ts';
import { useShow } from '../../show/use-show.ts';

interface Props {
  /** From 0 to 1. */
  readonly share: number;
  /** The ends of the interval; null where it is not told. */
  readonly low: number | null;
  readonly high: number | null;
}

const height = 34;
const middle = 10;

/** A share on a scale from none to all, with the interval that it lies in. */
export const IntervalBar = ({ share, low, high }: Props) => {
  const show = useShow();
  return (
    <svg class="interval" width="100%" height={height} aria-hidden="true">
      <rect class="rail" width="100%" y={middle - 2} height={4} rx={2} />
      {low === null || high === null ? null : (
        <rect
          class="band"
          x={ofWidth(low)}
          width={ofWidth(Math.max(0.004, high - low))}
          y={middle - 7}
          height={14}
          rx={3}
        />
      )}
      <circle class="end" cx={ofWidth(share)} cy={middle} r={5} />
      <text x="0" y={height - 2}>
        {show.share(0)}
      </text>
      <text x="100%" y={height - 2} text-anchor="end">
        {show.share(1)}
      </text>
    </svg>
  );
};
