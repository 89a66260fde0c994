import { CfnResource } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';

/** What the local AWS emulator's CloudFormation does not know. The template's own tests keep these. */
const unknownTypes = new Set(['AWS::Events::Archive', 'AWS::CloudWatch::CompositeAlarm']);

/** Nor does it know alarms on more than one metric. */
const isUnknown = (resource: CfnResource): boolean =>
  unknownTypes.has(resource.cfnResourceType) || (resource instanceof CfnAlarm && resource.metrics !== undefined);

/** Takes out of a tree what a local AWS emulator cannot make, and gives back the name of each, type and path. */
export const leaveOutForEmulator = (root: IConstruct): readonly string[] =>
  root.node
    .findAll()
    .filter((construct) => construct instanceof CfnResource)
    .filter(isUnknown)
    .map((resource) => {
      resource.node.scope?.node.tryRemoveChild(resource.node.id);
      return `${resource.cfnResourceType} ${resource.node.path}`;
    });
