import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import type { Account } from './account.ts';
import { inOrder, isThere } from './disposal.ts';
import { namedAfter } from './named.ts';
import { stacksNamed, type Resource, type Stack } from './stacks.ts';

/** Everything of a deployment that is in an account. */
export interface Inventory {
  /** In the order of deletion: the one of the table and the bus last, since the other uses it. */
  readonly stacks: readonly Stack[];
  /** What stands outside of stacks: kept by stacks that were deleted, or made by Lambda. In the order of deletion. */
  readonly loose: readonly Resource[];
  /** The rules of others that listen on the bus. It cannot be deleted before them. */
  readonly listeners: readonly string[];
}

const keyOf = ({ type, id }: Resource): string => `${type} ${id}`;

const unique = (resources: readonly Resource[]): readonly Resource[] => [
  ...new Map(resources.map(({ type, id }) => [keyOf({ type, id }), { type, id }])).values(),
];

/** The log that Lambda makes for a function which has none of its own. */
const logsOf = ({ resources }: Stack): readonly Resource[] =>
  resources
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .map(({ id }) => ({ type: 'AWS::Logs::LogGroup', id: `/aws/lambda/${id}` }));

/** What CloudFormation says may stand outside of stacks. */
const candidates = (stacks: readonly Stack[]): readonly Resource[] => [
  ...stacks.filter((stack) => !stack.isThere).flatMap(({ resources }) => resources.filter(({ isKept }) => isKept)),
  ...stacks.flatMap(logsOf),
];

const looseAmong = async (account: Account, stacks: readonly Stack[], name: string): Promise<readonly Resource[]> => {
  const owned = new Set(stacks.filter((stack) => stack.isThere).flatMap(({ resources }) => resources.map(keyOf)));
  const named = await namedAfter(account, name);
  const outside = unique([...candidates(stacks), ...named]).filter((resource) => !owned.has(keyOf(resource)));
  const found: Resource[] = [];
  for (const resource of outside) if (await isThere(account, resource)) found.push(resource);
  return inOrder(found);
};

/** A rule's id in a stack is `BUS|RULE`. */
const rulesOf = (stacks: readonly Stack[]): ReadonlySet<string> =>
  new Set(
    stacks
      .flatMap(({ resources }) => resources)
      .flatMap(({ type, id }) => (type === 'AWS::Events::Rule' ? [id.replace(/^.*\|/, '')] : [])),
  );

const listenersOn = async (account: Account, bus: string, stacks: readonly Stack[]): Promise<readonly string[]> => {
  if (!(await isThere(account, { type: 'AWS::Events::EventBus', id: bus }))) return [];
  const own = rulesOf(stacks);
  const listeners: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await account.buses.send(new ListRulesCommand({ EventBusName: bus, NextToken }));
    // An archive has a rule that EventBridge itself manages, and deletes with it.
    const others = (page.Rules ?? []).filter(({ Name = '', ManagedBy }) => !ManagedBy && !own.has(Name));
    listeners.push(...others.map(({ Name = '' }) => Name));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return listeners;
};

/**
 * Finds everything of a deployment: its stacks, what they kept when they were deleted in the last 90 days, and what bears
 * its name. It never looks at another deployment's.
 *
 * @param name - the name of the deployment.
 */
export const inventoryOf = async (account: Account, name: string): Promise<Inventory> => {
  const stacks = await stacksNamed(account, [name, `${name}-state`]);
  const there = stacks.filter((stack) => stack.isThere);
  return {
    stacks: there.toSorted((one, other) => one.name.length - other.name.length),
    loose: await looseAmong(account, stacks, name),
    listeners: await listenersOn(account, name, there),
  };
};
