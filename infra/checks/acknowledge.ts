import { CfnElement, Stack, Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Records why rules of cdk-nag do not apply to a construct and its children.
 *
 * @param reasons - by the rule's id with its pack, such as `AwsSolutions::AwsSolutions-S1`.
 */
export const acknowledge = (construct: IConstruct, reasons: Readonly<Record<string, string>>): void => {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(construct).acknowledge({ id, reason });
};

/**
 * The logical id of a resource, by which the ids of cdk-nag's findings name it.
 *
 * @throws {TypeError} for a construct without a resource of its own.
 */
export const nameInTemplate = ({ node }: IConstruct): string => {
  const resource = node.defaultChild;
  if (CfnElement.isCfnElement(resource)) return Stack.of(resource).getLogicalId(resource);
  throw new TypeError(`Cannot name ${node.path} as a resource: current value has no resource of its own`);
};

const written = (value: string, name: string): string => (Token.isUnresolved(value) ? `<AWS::${name}>` : value);

/** The ARN of everything in the bucket that assets of this account and region are in, as cdk-nag writes it. */
export const assetsInFindings = (construct: IConstruct): string => {
  const { partition, region, account, synthesizer } = Stack.of(construct);
  const place = `${written(account, 'AccountId')}-${written(region, 'Region')}`;
  return `arn:${written(partition, 'Partition')}:s3:::cdk-${synthesizer.bootstrapQualifier}-assets-${place}/*`;
};

/** The ARN of a resource of this account and region as cdk-nag writes it, with names for the parts that are not known at synthesis. */
export const arnInFindings = (construct: IConstruct, service: string, resource: string): string => {
  const { partition, region, account } = Stack.of(construct);
  return `arn:${written(partition, 'Partition')}:${service}:${written(region, 'Region')}:${written(account, 'AccountId')}:${resource}`;
};
