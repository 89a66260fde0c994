import { CfnOutput, type Stack } from 'aws-cdk-lib';

/** Adds a value that the deployment prints. */
export const addOutput = (
  stack: Stack,
  name: string,
  output: { readonly value: string; readonly description: string },
) => new CfnOutput(stack, name, output);
