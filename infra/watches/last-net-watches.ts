import { Fn } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { CfnRule } from 'aws-cdk-lib/aws-events';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { destinationsIn } from '../destinations/destinations.ts';
import { minute as period, type Watch } from './watch.ts';
import type { Watched } from './watched.ts';

const section = 'last-nets';
const sum = { statistic: 'Sum', period };

/** The name of a rule of a bus that is not the default one, whose ARN ends with `rule/BUS/RULE`; a partner's bus has slashes in its name. */
export const ruleName = ({ attrArn }: CfnRule, bus = ''): string =>
  Fn.select(1 + bus.split('/').length, Fn.split('/', attrArn));

/** Alarm on events that a rule could neither deliver nor leave in its dead letters. */
const undelivered = (bus: string, [which, rule]: readonly [string, CfnRule]): Watch => ({
  section,
  which: `rule-${which}`,
  means: `Events of the rule for ${which} reached neither their queue nor its dead letters`,
  metric: new Metric({
    namespace: 'AWS/Events',
    metricName: 'InvocationsFailedToBeSentToDlq',
    dimensionsMap: { EventBusName: bus, RuleName: ruleName(rule, bus) },
    ...sum,
  }),
});

/** Alarm on what a function failed at and Lambda could not leave at its destination. */
const unleft = ([which, handler]: readonly [string, IFunction]): Watch => ({
  section,
  which: `destination-${which}`,
  means: `Lambda could not leave what the function ${which} failed at`,
  metric: handler.metric('DestinationDeliveryFailures', sum),
});

/** Alarms on the last nets: what falls through them is nowhere but in the archive or in the table. */
export const lastNets = ({
  bus,
  intake,
  quarantine,
  publication,
  sweep,
  destinations,
  sources,
}: Watched): readonly Watch[] => [
  ...Object.entries({ ...intake.rules, rest: quarantine.rule }).map((rule) => undelivered(bus.bus.eventBusName, rule)),
  ...destinationsIn(destinations).map(({ node, rule }) => undelivered(bus.bus.eventBusName, [node.id, rule])),
  ...(sources?.all ?? []).flatMap(({ node, rule, settings: { partnerBus } }) =>
    rule && partnerBus !== undefined ? [undelivered(partnerBus, [node.id, rule])] : [],
  ),
  ...Object.entries({ publish: publication.handler, sweep: sweep.handler }).map(unleft),
  {
    section,
    which: 'dropped-changes',
    means: 'Lambda dropped rows of the stream without leaving them in the bucket',
    metric: new Metric({
      namespace: 'AWS/Lambda',
      metricName: 'DroppedEventCount',
      dimensionsMap: { EventSourceMappingUUID: publication.source.eventSourceMappingId },
      ...sum,
    }),
  },
];
