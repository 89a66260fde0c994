import { Duration } from 'aws-cdk-lib';
import { segmentDimension } from '#functions/metrics/segment-metrics.ts';
import { executions } from '../watches/pass-watches.ts';
import type { Watched } from '../watches/watched.ts';
import { type Answer, searchFor } from './column.ts';

const period = Duration.hours(1);

const by = ({ settings: { name } }: Watched, metricName: string) =>
  searchFor(`{Patron,name,service,${segmentDimension}} name="${name}" MetricName="${metricName}"`, '', period);

export const moving = (watched: Watched): Omit<Answer, 'width'> => ({
  question: 'Who enters and leaves?',
  good: `Of the ${watched.settings.measured.length} segments that are counted one by one; \`measured\` chooses others.`,
  numbers: [watched.counting('Published', 'publish', { period }), watched.counting('Changes', 'update', { period })],
  pictures: [
    { title: 'Entered, by segment, each hour', left: [by(watched, 'Entered')], stacked: true },
    { title: 'Left, by segment, each hour', left: [by(watched, 'Exited')], stacked: true },
    { title: 'Due by time alone, each hour', left: [watched.counting('Due', 'sweep', { period })] },
    ...passesFor(watched),
  ],
});

const passesOf = (title: string, pass: Watched['insight' | 'members']): Answer['pictures'] =>
  pass === undefined
    ? []
    : [
        {
          title,
          left: (['Started', 'Succeeded', 'Failed'] as const).map((outcome) =>
            executions(pass.machine, outcome, Duration.days(1)),
          ),
        },
      ];

const passesFor = ({ insight, members }: Watched): Answer['pictures'] => [
  ...passesOf('Passes for insight, each day', insight),
  ...passesOf('Passes that fill lists of members, each day', members),
];
