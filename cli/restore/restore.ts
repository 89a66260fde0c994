import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { askErasures } from '#lib/ports/store/dynamodb/restore/ask-erasure.ts';
import type { Finding, RestoreCounts } from '#lib/ports/store/dynamodb/restore/restore-page.ts';
import { restoreTable } from '#lib/ports/store/dynamodb/restore/restore-table.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { wall } from '#functions/runtime/wall.ts';
import { dynamoDbClient } from '../input/dynamodb-client.ts';
import { defineCommand } from '../command/command.ts';
import { instantOption, required, switchOption, textOption, type OptionValues } from '../command/options.ts';
import { openQueue, queueOption } from '../input/queue-option.ts';
import { counted } from '../output/numbers.ts';
import type { Terminal } from '../output/terminal.ts';
import { renewMembers, type FollowUp } from './renew-members.ts';
import { erasuresLine, findingLine, rowsLine, type TableNames } from './restore-text.ts';

const options = {
  from: required(textOption('NAME', 'The copy: a table that AWS has restored to a point in time.')),
  table: required(textOption('NAME', 'The table of the deployment.')),
  ...queueOption('The intake queue of the deployment: erasures that the table has lost are asked for again.'),
  'tell-since': instantOption('Publishes the changes that come back and were decided since then; by default none.'),
  'dry-run': switchOption('Writes nothing, and says what would be done.'),
};

type Values = OptionValues<typeof options>;

const namesIn = ({ from, table }: Values): TableNames => {
  if (from !== table) return { from, table };
  throw new Error(`Cannot restore ${table} from itself: --from is the table that was restored, under its own name`);
};

/** Sends requests for erasure; undefined where no queue is named, or in a dry run. */
const askerFor = async ({ queue: url, 'dry-run': isDry }: Values) => {
  if (url === undefined || isDry) return undefined;
  const queue = await openQueue(url);
  return (persons: readonly PersonKey[]) => askErasures({ ...wall, queue }, persons, wall.now());
};

type Asker = Awaited<ReturnType<typeof askerFor>>;

const forgottenAmong = (findings: readonly Finding[]): readonly PersonKey[] =>
  findings.filter(({ verdict }) => verdict === 'forgotten').map(({ person }) => person);

const tableIn = (client: DynamoDBClient, tableName: string) => ({
  ...wall,
  client,
  tableName,
});

/** Puts rows back, and resolves to the number of erasures that the table has lost. */
const putBack = async (values: Values, ask: Asker, terminal: Terminal): Promise<number> => {
  const { 'dry-run': isDry, 'tell-since': announceSince = Infinity } = values;
  const names = namesIn(values);
  const client = await dynamoDbClient();
  const [from, into] = [tableIn(client, names.from), tableIn(client, names.table)];
  let forgotten = 0;
  const report = async (findings: readonly Finding[]): Promise<void> => {
    for (const finding of findings) terminal.print(findingLine(finding, names));
    const persons = forgottenAmong(findings);
    forgotten += persons.length;
    await ask?.(persons);
  };
  const progress = ({ rows, restored }: RestoreCounts) =>
    terminal.show?.(`${counted(rows, 'row')}, ${counted(restored, 'row')} put back`);
  const outcome = await restoreTable({ from, into, dryRun: isDry, now: wall.now(), announceSince, report, progress });
  terminal.show?.('');
  terminal.print(rowsLine(outcome, names, isDry));
  return forgotten;
};

const erasuresOf = (forgotten: number, ask: Asker, isDry: boolean): FollowUp => {
  if (forgotten === 0) return {};
  const line = erasuresLine(forgotten, ask !== undefined);
  return ask === undefined && !isDry ? { left: line } : { said: line };
};

const restore = async (values: Values, terminal: Terminal): Promise<void> => {
  const { table } = namesIn(values);
  const { 'dry-run': isDry } = values;
  const ask = await askerFor(values);
  const forgotten = await putBack(values, ask, terminal);
  const followUps = [await renewMembers(table, { isDry }), erasuresOf(forgotten, ask, isDry)];
  for (const { said } of followUps) if (said !== undefined) terminal.print(said);
  const left = followUps.flatMap((followUp) => followUp.left ?? []);
  if (left.length > 0) throw new Error(`Cannot leave it at that: ${left.join(' And ')}`);
};

export const restoreCommand = defineCommand({
  name: 'restore',
  summary: 'Puts back into a table what it lost, from a copy of it as it was.',
  explanation: `Rows of --from that are missing in --table are put back; no row is overwritten. Nothing comes back of people who have
been erased by now: those with a tombstone in either table, and the visitors linked to them. Expired rows stay out.
Changes that come back are history and are not published again, unless they were decided since --tell-since.

Events may keep flowing, and the command can be stopped and started again at any time. Profiles are put back as they
were: fold them from the ledger afterwards, with patron rebuild --all. Where the deployment keeps lists of members, the pass
that makes them anew is started at the end. docs/runbook.md has the whole procedure.`,
  options,
  run: restore,
});
