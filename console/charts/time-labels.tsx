import { ofWidth } from '#lib/tools/report/charts/percent-of-width.ts';
import { useShow } from '../show/use-show.ts';

interface Props {
  /** Oldest first, at equal distances over the width. */
  readonly instants: readonly string[];
  /** Where the texts stand. */
  readonly y: number;
}

const most = 5;

const anchorOf = (index: number, last: number): 'start' | 'middle' | 'end' => {
  if (index === 0) return 'start';
  return index === last ? 'end' : 'middle';
};

/** A few days below a course, the first and the last among them; on a phone those two alone. */
export const TimeLabels = ({ instants, y }: Props) => {
  const { shortDay } = useShow();
  const last = instants.length - 1;
  const count = Math.min(most, instants.length);
  const named = Array.from({ length: count }, (_, place) => Math.round((place / Math.max(1, count - 1)) * last));
  return (
    <>
      {named.map((index) => (
        <g key={index} class={index === 0 || index === last ? 'tick' : 'tick minor'}>
          <text x={ofWidth(index / Math.max(1, last))} y={y} text-anchor={anchorOf(index, last)}>
            {shortDay(instants[index] ?? '')}
          </text>
        </g>
      ))}
    </>
  );
};
