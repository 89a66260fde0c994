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
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Burn, Jump, AlarmText, Watch } from './watch.ts';

export interface AlarmBoardProps {
  /** The name of the deployment, with which the name of each alarm begins. */
  readonly name: string;
  readonly key: IKey;
  /** The topic to ring on; undefined for one of the deployment's own. */
  readonly alarms: { readonly topic?: string | undefined };
  /** The runbook's URL, or its path in the project. */
  readonly runbook: string;
  readonly watches: readonly Watch[];
  readonly burns: readonly Burn[];
  readonly jumps: readonly Jump[];
}

/** The width of the band in standard deviations: a segment that jumps leaves it, a good day does not. */
const bandDeviations = 5;

/** The alarms: each rings when something needs a person, and names the section of the runbook that says what to do. */
export class AlarmBoard extends Construct {
  /** The topic to subscribe to. */
  readonly topic: ITopic;
  /** The names of all alarms that ring. */
  readonly names: readonly string[];
  readonly #runbook: string;
  readonly #name: string;

  constructor(scope: Construct, id: string, { name, runbook, watches, burns, jumps, ...props }: AlarmBoardProps) {
    super(scope, id);
    this.#name = name;
    this.#runbook = runbook;
    const { topic } = props.alarms;
    this.topic = topic === undefined ? this.addTopic(props.key) : Topic.fromTopicArn(this, 'Topic', topic);
    for (const watch of watches) this.add(watch);
    for (const burn of burns) this.notify(this.burn(burn));
    for (const jump of jumps) this.notify(this.jump(jump));
    this.names = [...watches, ...burns, ...jumps].map((text) => this.nameOf(text));
  }

  /** Adds an alarm to those that the board began with. */
  add(watch: Watch): void {
    const alarm = this.watch(watch);
    this.notify(alarm);
    if (watch.silence === 'from-first') alarm.addInsufficientDataAction(new SnsAction(this.topic));
  }

  private addTopic(masterKey: IKey): Topic {
    const displayName = `${this.#name}: alarms of Patron`;
    const topic = new Topic(this, 'Topic', { displayName, masterKey, enforceSSL: true });
    // A topic with its own policy no longer has the default one, which lets the account's alarms in.
    topic.addToResourcePolicy(alarmsInto(topic));
    return topic;
  }

  private notify(alarm: AlarmBase): void {
    alarm.addAlarmAction(new SnsAction(this.topic));
  }

  private nameOf(text: AlarmText): string {
    return `${this.#name}-${idOf(text)}`;
  }

  private described(text: AlarmText) {
    return {
      alarmName: this.nameOf(text),
      alarmDescription: `${text.means}. See ${this.#runbook}#${text.section}`,
    };
  }

  private watch(watch: Watch): Alarm {
    const { metric, above = 0, periods = 1, silence = 'never' } = watch;
    return new Alarm(this, idOf(watch), {
      ...this.described(watch),
      metric,
      threshold: above,
      evaluationPeriods: periods,
      comparisonOperator:
        silence === 'never'
          ? ComparisonOperator.GREATER_THAN_THRESHOLD
          : ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: treatments[silence],
    });
  }

  /** An alarm has one period, so each window is an alarm of its own that does not ring. */
  private burn(burn: Burn): CompositeAlarm {
    const windows = burn.windows.map(
      ({ name, metric }) =>
        new Alarm(this, `${idOf(burn)}-${name}`, {
          alarmName: `${this.nameOf(burn)}-${name}`,
          alarmDescription: `One window of ${this.nameOf(burn)}; it does not ring by itself`,
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

/** An alarm whose data are missing is where it was at first, so it rings on its way back there. */
const treatments = {
  never: TreatMissingData.NOT_BREACHING,
  'from-first': TreatMissingData.MISSING,
  always: TreatMissingData.BREACHING,
} as const;

const idOf = ({ section, which }: AlarmText): string => (which === undefined ? section : `${section}-${which}`);

const alarmsInto = (topic: Topic): PolicyStatement =>
  new PolicyStatement({
    sid: 'AlarmsOfThisAccount',
    principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
  });
