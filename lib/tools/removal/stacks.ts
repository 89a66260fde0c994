import {
  DeleteStackCommand,
  paginateDescribeStackEvents,
  paginateListStackResources,
  paginateListStacks,
  UpdateTerminationProtectionCommand,
  waitUntilStackDeleteComplete,
  type StackSummary,
} from '@aws-sdk/client-cloudformation';
import type { Account } from './account.ts';

/** A resource of the account. */
export interface Resource {
  /** Of CloudFormation, such as `AWS::SQS::Queue`. */
  readonly type: string;
  /** By which its service knows it: a name, a URL or an id. */
  readonly id: string;
}

/** A stack that is there, or that was deleted in the last 90 days. */
export interface Stack {
  readonly name: string;
  /** Its ARN, which tells it from a later one of the same name. */
  readonly id: string;
  readonly isThere: boolean;
  /** Those that it has, or had. */
  readonly resources: readonly (Resource & { readonly isKept: boolean })[];
}

/** The resources that a stack had, by its events: those alone stay whole when it is deleted. */
const formerResourcesOf = async ({ stacks: client }: Account, StackName: string): Promise<Stack['resources']> => {
  const found = new Map<string, Stack['resources'][number]>();
  for await (const { StackEvents: page = [] } of paginateDescribeStackEvents({ client }, { StackName })) {
    const made = page.filter(({ PhysicalResourceId: id = '' }) => id !== '' && id !== StackName);
    for (const { ResourceType: type = '', PhysicalResourceId: id = '', ResourceStatus: status } of made) {
      const key = `${type} ${id}`;
      found.set(key, { type, id, isKept: status === 'DELETE_SKIPPED' || found.get(key)?.isKept === true });
    }
  }
  return [...found.values()];
};

const resourcesOf = async ({ stacks: client }: Account, StackName: string): Promise<Stack['resources']> => {
  const found: Stack['resources'][number][] = [];
  for await (const { StackResourceSummaries: page = [] } of paginateListStackResources({ client }, { StackName })) {
    const made = page.map(({ ResourceType: type = '', PhysicalResourceId: id = '', ResourceStatus: status }) => ({
      type,
      id,
      isKept: status === 'DELETE_SKIPPED',
    }));
    // What a deployment failed at has no id.
    found.push(...made.filter(({ id }) => id !== ''));
  }
  return found;
};

const read = async (account: Account, { StackName: name = '', StackId: id = '', StackStatus }: StackSummary) => {
  const isThere = StackStatus !== 'DELETE_COMPLETE';
  const resources = await (isThere ? resourcesOf : formerResourcesOf)(account, id);
  return { name, id, isThere, resources };
};

/** The stacks of these names, those of before included. */
export const stacksNamed = async (account: Account, names: readonly string[]): Promise<readonly Stack[]> => {
  const found: Stack[] = [];
  for await (const { StackSummaries: page = [] } of paginateListStacks({ client: account.stacks }, {})) {
    const named = page.filter(({ StackName = '' }) => names.includes(StackName));
    found.push(...(await Promise.all(named.map((summary) => read(account, summary)))));
  }
  return found;
};

/** The longest that the deletion of a stack may take. */
const longestDeletionSeconds = 3_600;

/**
 * Deletes a stack, protected or not, and waits until it is gone.
 *
 * @throws {Error} when CloudFormation cannot delete it, with its reason.
 */
export const deleteStack = async ({ stacks: client }: Account, { name, id }: Stack): Promise<void> => {
  await client.send(new UpdateTerminationProtectionCommand({ StackName: id, EnableTerminationProtection: false }));
  await client.send(new DeleteStackCommand({ StackName: id }));
  try {
    await waitUntilStackDeleteComplete({ client, maxWaitTime: longestDeletionSeconds, minDelay: 2 }, { StackName: id });
  } catch (cause) {
    throw new Error(`Cannot delete the stack ${name}: see its events in CloudFormation`, { cause });
  }
};
