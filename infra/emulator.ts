import { CfnResource } from 'aws-cdk-lib';
import { CfnAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IConstruct } from 'constructs';

/** The types that the local AWS emulator's CloudFormation does not know, or cannot run. Tests of the template cover these. */
const unknownTypes = new Set([
  'AWS::Events::Archive',
  'AWS::CloudWatch::CompositeAlarm',
  'Custom::S3AutoDeleteObjects',
  'Custom::CDKBucketDeployment',
]);

/** It does not know alarms on more than one metric either. */
const isUnknown = (resource: CfnResource): boolean =>
  unknownTypes.has(resource.cfnResourceType) || (resource instanceof CfnAlarm && resource.metrics !== undefined);

/** Removes from a tree what a local AWS emulator cannot make, and returns the type and path of each. */
export const leaveOutForEmulator = (root: IConstruct): readonly string[] =>
  root.node
    .findAll()
    .filter((construct) => construct instanceof CfnResource)
    .filter(isUnknown)
    .map((resource) => {
      resource.node.scope?.node.tryRemoveChild(resource.node.id);
      return `${resource.cfnResourceType} ${resource.node.path}`;
    });
