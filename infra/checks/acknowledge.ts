import { CfnElement, Stack, Token, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Says why rules of cdk-nag do not fit a construct and what is in it.
 *
 * @param reasons - by the rule's id with its pack, as `AwsSolutions::AwsSolutions-S1`.
 */
export const acknowledge = (construct: IConstruct, reasons: Readonly<Record<string, string>>): void => {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(construct).acknowledge({ id, reason });
};

/**
 * What a resource is called in the ids of cdk-nag's findings on what it is named in.
 *
 * @throws {TypeError} for a construct that is no resource of a template.
 */
export const nameInTemplate = ({ node }: IConstruct): string => {
  const resource = node.defaultChild;
  if (CfnElement.isCfnElement(resource)) return Stack.of(resource).getLogicalId(resource);
  throw new TypeError(`Cannot name ${node.path} as a resource: current value has no resource of its own`);
};

const written = (value: string, name: string): string => (Token.isUnresolved(value) ? `<AWS::${name}>` : value);

/** A resource of this account and region as the ids of cdk-nag's findings write its ARN: with names for what the deployment does not fix. */
export const arnInFindings = (construct: IConstruct, service: string, resource: string): string => {
  const { region, account } = Stack.of(construct);
  return `arn:<AWS::Partition>:${service}:${written(region, 'Region')}:${written(account, 'AccountId')}:${resource}`;
};
