import { area, line } from 'd3-shape';
import { linearScale } from '#lib/tools/report/charts/linear-scale.ts';
import { ofWidth } from '#lib/tools/report/charts/percent-of-width.ts';
import { Gridlines, ValueAxis, valueScale } from '#lib/tools/report/charts/value-axis.ts';
import { useShow } from '../show/use-show.ts';
import { ChartFrame } from './chart-frame.tsx';
import { TimeLabels } from './time-labels.tsx';
import { useReadOut } from './use-read-out.ts';
import { ValueTable } from './value-table.tsx';

/** One value of a course. */
interface Point {
  /** ISO. */
  readonly at: string;
  /** Null where it is not known. */
  readonly value: number | null;
}

/** An instant in words, alone and below a course, where there is little room. */
export interface TimeNames {
  readonly long: (instant: string) => string;
  readonly short: (instant: string) => string;
}

interface Props {
  /** What is shown: it names the chart and its table. */
  readonly label: string;
  /** Oldest first, at equal distances. */
  readonly points: readonly Point[];
  /** A value in words, such as `1,234 members`. */
  readonly words: (value: number) => string;
  /** What is said where the value is not known. */
  readonly unknown: string;
  /** How a point's instant is named; by its day unless told. */
  readonly named?: TimeNames;
  /** In pixels, without the labels; 220 by default. */
  readonly height?: number;
}

const labelsHeight = 26;

interface CourseProps {
  readonly points: readonly Point[];
  readonly height: number;
  readonly y: (value: number) => number;
}

/** The course is drawn over 100 units and stretched to the width there is. */
const Course = ({ points, height, y }: CourseProps) => {
  const x = linearScale([0, Math.max(1, points.length - 1)], [0, 100]);
  const place = (_: Point, index: number): number => x(index);
  const isKnown = ({ value }: Point): boolean => value !== null;
  const below = area<Point>(place, height, ({ value }) => y(value ?? 0)).defined(isKnown);
  const course = line<Point>(place, ({ value }) => y(value ?? 0)).defined(isKnown);
  return (
    <svg class="stretched" width="100%" height={height} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none">
      <path class="below" d={below([...points]) ?? ''} />
      <path class="course" d={course([...points]) ?? ''} />
    </svg>
  );
};

/** The value that is read: a line through the chart, and a dot where the value is known. */
const Cursor = ({ points, height, y, index }: CourseProps & { readonly index: number | undefined }) => {
  if (index === undefined) return null;
  const x = ofWidth(index / Math.max(1, points.length - 1));
  const value = points[index]?.value ?? null;
  return (
    <>
      <line class="cursor" x1={x} x2={x} y1={0} y2={height} />
      {value === null ? null : <circle class="end" cx={x} cy={y(value)} r={4} />}
    </>
  );
};

/** A course over time from 0 on, read by pointer and keys. */
export const TimeSeries = ({ label, points, words, unknown, named, height = 220 }: Props) => {
  const show = useShow();
  const { long, short } = named ?? { long: show.day, short: show.shortDay };
  const readOut = useReadOut(points.length, 'points');
  const y = valueScale(
    points.map(({ value }) => value ?? 0),
    height,
  );
  const rows = points.map(({ at, value }) => ({ name: long(at), value: value === null ? unknown : words(value) }));
  return (
    <ChartFrame
      label={label}
      readings={rows.map(({ name, value }) => `${name}: ${value}`)}
      readOut={readOut}
      axis={<ValueAxis y={y} height={height} tick={show.short} />}
      table={<ValueTable caption={label} rows={rows} />}
    >
      <svg class="drawing" width="100%" height={height + labelsHeight} aria-hidden="true">
        <Gridlines y={y} />
        <Course points={points} height={height} y={y} />
        <TimeLabels instants={points.map(({ at }) => at)} short={short} y={height + labelsHeight - 8} />
        <Cursor points={points} height={height} y={y} index={readOut.index} />
      </svg>
    </ChartFrame>
  );
};
