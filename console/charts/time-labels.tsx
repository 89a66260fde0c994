import { ofWidth } from '#lib/tools/report/charts/percent-of-width.ts';

interface Props {
  /** Oldest first, at equal distances over the width. */
  readonly instants: readonly string[];
  /** One of them in a few letters. */
  readonly short: (instant: string) => string;
  /** Where the texts stand. */
  readonly y: number;
}

const most = 5;

const anchorOf = (index: number, last: number): 'start' | 'middle' | 'end' => {
  if (index === 0) return 'start';
  return index === last ? 'end' : 'middle';
};

/** A few days below a course, the first and the last among them; on a phone those two alone. */
export const TimeLabels = ({ instants, short, y }: Props) => {
  const last = instants.length - 1;
  const count = Math.min(most, instants.length);
  const named = Array.from({ length: count }, (_, place) => Math.round((place / Math.max(1, count - 1)) * last));
  return (
    <>
      {named.map((index) => (
        <g key={index} class={index === 0 || index === last ? 'tick' : 'tick minor'}>
          <text x={ofWidth(index / Math.max(1, last))} y={y} text-anchor={anchorOf(index, last)}>
            {short(instants[index] ?? '')}
          </text>
        </g>
      ))}
    </>
  );
};
