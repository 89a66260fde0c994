import { CfnOutput, type Stack } from 'aws-cdk-lib';

/** Names a value for those who deploy. */
export const addOutput = (
  stack: Stack,
  name: string,
  output: { readonly value: string; readonly description: string },
) => new CfnOutput(stack, name, output);
