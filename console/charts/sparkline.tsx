import { Sparkline as Drawing } from '#lib/tools/report/charts/sparkline.ts';
import { useReadOut } from './use-read-out.ts';

interface Props {
  /** Oldest first; null where nothing is known, which is at the beginning. */
  readonly values: readonly (number | null)[];
  /** What the whole line says, for those who do not see it. */
  readonly label: string;
  /** One value in words, by its place in `values`: shown below the line while it is pointed at. */
  readonly wordsOf: (index: number) => string;
}

/** A course in a cell of a table, whose values are read by the pointer. */
export const Sparkline = ({ values, label, wordsOf }: Props) => {
  const first = values.findIndex((value) => value !== null);
  const known = first < 0 ? [] : values.slice(first).map((value) => value ?? 0);
  const { index, handlers } = useReadOut(known.length, 'points');
  if (known.length < 2) return null;
  const { onPointerMove, onPointerLeave } = handlers;
  return (
    <div class="spark" onPointerMove={onPointerMove} onPointerLeave={onPointerLeave}>
      <Drawing values={known} title={label} />
      <span class="spark-reading" aria-hidden="true">
        {index === undefined ? null : wordsOf(index + first)}
      </span>
    </div>
  );
};
