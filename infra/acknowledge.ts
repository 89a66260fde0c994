import { Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Says why rules of cdk-nag do not fit a construct and what is in it.
 *
 * @param reasons - by the rule's id with its pack, as `AwsSolutions::AwsSolutions-S1`.
 */
export const acknowledge = (construct: IConstruct, reasons: Readonly<Record<string, string>>): void => {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(construct).acknowledge({ id, reason });
};
