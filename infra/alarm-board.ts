import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Watch } from './watch.ts';

export interface AlarmBoardProps {
  readonly key: IKey;
  readonly watches: readonly Watch[];
}

/** Rings whenever something waits for a person, and names the section of the runbook that tells what to do. */
export class AlarmBoard extends Construct {
  /** Whoever must know subscribes to it. */
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { key, watches }: AlarmBoardProps) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', { displayName: 'Patron alarms', masterKey: key, enforceSSL: true });
    for (const watch of watches) this.add(watch);
  }

  private add({ section, which, means, metric, above = 0, periods = 1, silence = false }: Watch): void {
    const alarm = new Alarm(this, which === undefined ? section : `${section}-${which}`, {
      alarmDescription: `${means}. See docs/runbook.md#${section}`,
      metric,
      threshold: above,
      evaluationPeriods: periods,
      comparisonOperator: silence
        ? ComparisonOperator.LESS_THAN_OR_EQUAL_TO_THRESHOLD
        : ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: silence ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
  }
}
