import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { CatalogueBackfill, type CatalogueBackfillProps } from '../backfill/catalogue-backfill.ts';
import { InsightPass } from '../insight/insight-pass.ts';
import { MembersPass } from '../members/members-pass.ts';
import type { workersWith } from '../workers.ts';

export interface PassesProps extends Omit<CatalogueBackfillProps, 'after'> {
  readonly memberTable: ITable | undefined;
}

/** The passes over everybody; undefined where the deployment does without. */
export const passesWith = (
  scope: Construct,
  { updates, publication }: ReturnType<typeof workersWith>,
  { memberTable, ...props }: PassesProps,
) => ({
  backfill: new CatalogueBackfill(scope, 'CatalogueBackfill', { ...props, after: updates }),
  insight: props.settings.insight === 'off' ? undefined : new InsightPass(scope, 'Insight', { ...props, memberTable }),
  members: memberTable && new MembersPass(scope, 'MembersPass', { ...props, memberTable, after: publication }),
});
