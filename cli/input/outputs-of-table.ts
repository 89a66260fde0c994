/** The outputs of the deployment that has a table, by name. The SDK is loaded only here, since most commands need none. */
export const outputsOfTable = async (table: string): Promise<ReadonlyMap<string, string>> => {
  const { CloudFormationClient } = await import('@aws-sdk/client-cloudformation');
  const { deploymentOutputs } = await import('#lib/tools/deployment/deployment-outputs.ts');
  return deploymentOutputs(new CloudFormationClient(), table);
};
