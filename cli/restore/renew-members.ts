import { failureLine } from '../command/failure-line.ts';
import { outputsOfTable } from '../input/outputs-of-table.ts';

/** What follows a restore or a repair, in a line each. */
export interface FollowUp {
  /** What is done, or would be. */
  readonly said?: string;
  /** What is left for the operator to do, with the reason. */
  readonly left?: string;
}

const byHand = 'docs/runbook.md says under "Members" how to start the pass that makes them anew';

/** What a pass is asked for: all lists anew, or what is missing in them. */
const inputs = { anew: '{}', missing: '{"forget":[]}' } as const;

type Renewal = keyof typeof inputs;

const start = async (stateMachineArn: string, input: string): Promise<string> => {
  const { SFNClient, StartExecutionCommand } = await import('@aws-sdk/client-sfn');
  const { executionArn } = await new SFNClient().send(new StartExecutionCommand({ stateMachineArn, input }));
  return executionArn ?? stateMachineArn;
};

const renewBy = async (machine: string, renewal: Renewal): Promise<FollowUp> => {
  const input = inputs[renewal];
  try {
    return { said: `The lists of members are being made anew by ${await start(machine, input)}.` };
  } catch (error) {
    const command = `aws stepfunctions start-execution --state-machine-arn ${machine} --input '${input}'`;
    return {
      left: `the lists of members are still to be made anew (${failureLine(error)}); whoever may do so runs ${command}`,
    };
  }
};

/** How lists are renewed. */
export interface Renewing {
  /** Whether nothing is to be started; false by default. */
  readonly isDry?: boolean;
  /** `missing` throws no row away; `anew` by default. */
  readonly renewal?: Renewal;
}

const renewIn = async (
  outputs: ReadonlyMap<string, string>,
  { isDry = false, renewal = 'anew' }: Renewing,
): Promise<FollowUp> => {
  if (!outputs.has('MembersTableName')) return {};
  if (isDry) return { said: 'The lists of members would be made anew.' };
  const machine = outputs.get('MembersPassArn');
  if (machine !== undefined) return renewBy(machine, renewal);
  return { left: `the lists of members are still to be made anew (the deployment names no pass for it); ${byHand}` };
};

/**
 * Has the lists of members beside a table made anew; nothing follows where its deployment keeps none: whoever is put back counts changes from where
 * they were, and would not get past the rows of changes that are lost. Rows that are put meanwhile stand.
 */
export const renewMembers = async (table: string, renewing: Renewing): Promise<FollowUp> => {
  try {
    const outputs = await outputsOfTable(table);
    if (outputs.size > 0) return await renewIn(outputs, renewing);
    return {
      said: `CloudFormation knows no deployment of ${table}: lists of members, if there are any, are as they were.`,
    };
  } catch (error) {
    const unknown = `whether there are lists of members beside ${table} is not known (${failureLine(error)})`;
    return { left: `${unknown}; if there are, ${byHand}` };
  }
};
