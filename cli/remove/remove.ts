import { fileURLToPath } from 'node:url';
import { accountIn, type Account } from '#lib/tools/removal/account.ts';
import { inventoryOf } from '#lib/tools/removal/inventory.ts';
import { removeDeployment } from '#lib/tools/removal/remove-deployment.ts';
import { placeOfStage } from '#lib/tools/removal/stage-file.ts';
import { defineCommand } from '../command/command.ts';
import { required, switchOption, textOption, type OptionValues } from '../command/options.ts';
import type { Terminal } from '../output/terminal.ts';
import { inventoryText, isEmpty, resourceLine } from './remove-text.ts';

const stages = fileURLToPath(new URL('../../infra/stages', import.meta.url));

const options = {
  stage: required(
    textOption('NAME', 'The stage whose deployment is removed, or the path of its file: its name and region count.'),
  ),
  'dry-run': switchOption('Deletes nothing, and prints all that would be deleted; so it is without --confirm.'),
  confirm: textOption('NAME', 'Deletes, where it repeats the name of the stage or of its deployment.'),
};

type Values = OptionValues<typeof options>;

const requireOneAim = ({ 'dry-run': isDry, confirm }: Values): void => {
  if (isDry && confirm !== undefined)
    throw new Error('Cannot go on with both --dry-run and --confirm: give one of them');
};

const requireName = (confirm: string, names: readonly string[]): void => {
  if (names.includes(confirm)) return;
  throw new Error(
    `Cannot take --confirm as given for ${names.join(' or ')}: current value is ${JSON.stringify(confirm)}`,
  );
};

const list = async (account: Account, name: string, terminal: Terminal): Promise<void> => {
  const inventory = await inventoryOf(account, name);
  for (const line of inventoryText(inventory)) terminal.print(line);
  terminal.printError(
    isEmpty(inventory) ? `There is nothing of ${name}.` : `Nothing was deleted: --confirm ${name} deletes all of it.`,
  );
};

const remove = async (account: Account, name: string, terminal: Terminal): Promise<void> => {
  const left = await removeDeployment(account, name, {
    stackGone: (stack) => terminal.print(`Deleted the stack ${stack.name}`),
    resourceGone: (resource) => terminal.print(`Deleted ${resourceLine(resource)}`),
  });
  if (isEmpty(left)) return terminal.printError(`There is nothing left of ${name}.`);
  for (const line of inventoryText(left)) terminal.printError(line);
  throw new Error(`Cannot remove all of ${name}: what is above is still there`);
};

/** `patron remove`: deletes a deployment for good, or says what that would be. */
export const removeCommand = defineCommand({
  name: 'remove',
  summary: 'deletes a deployment for good, with everything known about anyone',
  explanation: `Deletes both stacks of a deployment and what they keep when they are deleted: bus, archive, table, dead letters,
unpublished changes, logs and key. Nothing of another deployment is touched. Without --confirm it only lists what there is,
from CloudFormation and from the services themselves; stacks that were deleted in the last 90 days count, so what an earlier
"cdk destroy" left is found. Rules of others on the bus must be deleted first, and are named.

It cannot be undone, but for the key, whose deletion can be cancelled for 7 days, and for the last state of the table, which
DynamoDB keeps for 35 days as a backup that only that key reads. It needs your own rights, not the operator's role.`,
  options,
  run: async (values, terminal) => {
    requireOneAim(values);
    const { stage, confirm } = values;
    const { name, region } = placeOfStage(stages, stage);
    if (confirm !== undefined) requireName(confirm, [...new Set([stage, name])]);
    await (confirm === undefined ? list : remove)(accountIn(region), name, terminal);
  },
});
