import { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** What the local AWS emulator's CloudFormation does not know. The template's own tests keep these. */
const unknownTypes = new Set(['AWS::Events::Archive', 'AWS::Events::EventBusPolicy']);

/** Takes out of a tree what a local AWS emulator cannot make, and gives back the name of each, type and path. */
export const leaveOutForEmulator = (root: IConstruct): readonly string[] =>
  root.node
    .findAll()
    .filter((construct) => construct instanceof CfnResource)
    .filter(({ cfnResourceType }) => unknownTypes.has(cfnResourceType))
    .map((resource) => {
      resource.node.scope?.node.tryRemoveChild(resource.node.id);
      return `${resource.cfnResourceType} ${resource.node.path}`;
    });
