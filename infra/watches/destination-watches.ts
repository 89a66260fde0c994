import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { ToolDestination } from '../destinations/tool-destination.ts';
import type { WebhookDestination } from '../destinations/webhook-destination.ts';
import { ruleName } from './last-net-watches.ts';
import { lateWatch } from './late-watch.ts';
import { waiting } from './left-over-watches.ts';
import type { Watch } from './watch.ts';
import type { Watched } from './watched.ts';

const section = 'destination';

/** What EventBridge counts of the rule of a tool, in five minutes. */
export const countedFor = ({ bus }: Watched, { rule }: ToolDestination, metricName: string): Metric =>
  new Metric({
    namespace: 'AWS/Events',
    metricName,
    dimensionsMap: { EventBusName: bus.bus.eventBusName, RuleName: ruleName(rule) },
    statistic: 'Sum',
    period: Duration.minutes(5),
  });

const deadLetters = ({ node, settings, deadLetters: queue }: ToolDestination | WebhookDestination): Watch => ({
  section,
  which: `${node.id}-dead-letters`,
  means: `Changes for ${settings.tool} were not taken however often they were sent`,
  metric: waiting(queue),
});

const toolWatches = (watched: Watched, tool: ToolDestination): readonly Watch[] => [
  {
    section,
    which: `${tool.node.id}-left`,
    means: `${tool.settings.tool} has refused changes, or not taken them for a day; they wait to be sent again`,
    metric: waiting(tool.left),
  },
  {
    section,
    which: `${tool.node.id}-retries`,
    means: `Changes for ${tool.settings.tool} have had to be sent again for an hour`,
    metric: countedFor(watched, tool, 'RetryInvocationAttempts'),
    periods: 12,
  },
];

const lateWebhook = ({ node, queue }: WebhookDestination): Watch =>
  lateWatch(
    { section, which: `${node.id}-late` },
    queue,
    (minutes) => `A webhook is more than ${minutes} minutes behind`,
  );

/** Alarms on each destination; none where the deployment has none. */
export const destinations = (watched: Watched): readonly Watch[] => {
  const { tools = [], webhooks = [] } = watched.destinations ?? {};
  return [
    ...tools.flatMap((tool) => [...toolWatches(watched, tool), deadLetters(tool)]),
    ...webhooks.flatMap((webhook) => [lateWebhook(webhook), deadLetters(webhook)]),
  ];
};
