import { Duration } from 'aws-cdk-lib';
import { segmentDimension } from '#functions/metrics/segment-metrics.ts';
import { counting } from '../watches/watch.ts';
import type { Watched } from '../watches/watched.ts';
import { type Answer, searchFor } from './column.ts';

const period = Duration.hours(1);

const by = (metricName: string) =>
  searchFor(`{Patron,service,${segmentDimension}} MetricName="${metricName}"`, '', period);

export const moving = ({ settings: { measured } }: Watched): Omit<Answer, 'width'> => ({
  question: 'Who enters and leaves?',
  good: `Of the ${measured.length} segments that are counted one by one; \`measured\` chooses others.`,
  numbers: [counting('Published', 'publish', { period }), counting('Changes', 'update', { period })],
  pictures: [
    { title: 'Entered, by segment, each hour', left: [by('Entered')], stacked: true },
    { title: 'Left, by segment, each hour', left: [by('Exited')], stacked: true },
    { title: 'Due by time alone, each hour', left: [counting('Due', 'sweep', { period })] },
  ],
});
