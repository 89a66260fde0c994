import { Aws } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmBase,
  AlarmRule,
  AlarmState,
  AnomalyDetectionAlarm,
  ComparisonOperator,
  CompositeAlarm,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Burn, Jump, Ringing, Watch } from './watch.ts';

export interface AlarmBoardProps {
  readonly key: IKey;
  /** Where the runbook is: a URL, or its path in the project. */
  readonly runbook: string;
  readonly watches: readonly Watch[];
  readonly burns: readonly Burn[];
  readonly jumps: readonly Jump[];
}

/** As wide as CloudWatch's band is useful: a segment that jumps leaves it, a good day does not. */
const bandDeviations = 5;

/** Rings whenever something waits for a person, and names the section of the runbook that tells what to do. */
export class AlarmBoard extends Construct {
  /** Whoever must know subscribes to it. */
  readonly topic: Topic;
  /** The names of all alarms that ring. */
  readonly names: readonly string[];
  readonly #runbook: string;

  constructor(scope: Construct, id: string, { key, runbook, watches, burns, jumps }: AlarmBoardProps) {
    super(scope, id);
    this.#runbook = runbook;
    this.topic = new Topic(this, 'Topic', { displayName: 'Patron alarms', masterKey: key, enforceSSL: true });
    // A topic with a policy of its own has lost the one that let the account's alarms in.
    this.topic.addToResourcePolicy(alarmsInto(this.topic));
    for (const watch of watches) this.ring(this.watch(watch));
    for (const burn of burns) this.ring(this.burn(burn));
    for (const jump of jumps) this.ring(this.jump(jump));
    this.names = [...watches, ...burns, ...jumps].map(nameOf);
  }

  private ring(alarm: AlarmBase): void {
    alarm.addAlarmAction(new SnsAction(this.topic));
  }

  private described(ringing: Ringing) {
    return {
      alarmName: nameOf(ringing),
      alarmDescription: `${ringing.means}. See ${this.#runbook}#${ringing.section}`,
    };
  }

  private watch(watch: Watch): Alarm {
    const { metric, above = 0, periods = 1, silence = false } = watch;
    return new Alarm(this, idOf(watch), {
      ...this.described(watch),
      metric,
      threshold: above,
      evaluationPeriods: periods,
      comparisonOperator: silence
        ? ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD
        : ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: silence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
  }

  /** One alarm takes one period, so that each window has its own, which does not ring. */
  private burn(burn: Burn): CompositeAlarm {
    const windows = burn.windows.map(
      ({ name, metric }) =>
        new Alarm(this, `${idOf(burn)}-${name}`, {
          alarmName: `${nameOf(burn)}-${name}`,
          alarmDescription: `One window of ${nameOf(burn)}; it does not ring by itself`,
          metric,
          threshold: burn.above,
          evaluationPeriods: 1,
          comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
          treatMissingData: TreatMissingData.NOT_BREACHING,
        }),
    );
    const { alarmName: compositeAlarmName, alarmDescription } = this.described(burn);
    const alarmRule = AlarmRule.allOf(...windows.map((window) => AlarmRule.fromAlarm(window, AlarmState.ALARM)));
    return new CompositeAlarm(this, idOf(burn), { compositeAlarmName, alarmDescription, alarmRule });
  }

  private jump(jump: Jump): AnomalyDetectionAlarm {
    return new AnomalyDetectionAlarm(this, idOf(jump), {
      ...this.described(jump),
      metric: jump.metric,
      stdDevs: bandDeviations,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}

const idOf = ({ section, which }: Ringing): string => (which === undefined ? section : `${section}-${which}`);

const nameOf = (ringing: Ringing): string => `patron-${idOf(ringing)}`;

const alarmsInto = (topic: Topic): PolicyStatement =>
  new PolicyStatement({
    sid: 'AlarmsOfThisAccount',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
  });
