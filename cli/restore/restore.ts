import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { askErasures } from '#lib/ports/store/dynamodb/restore/ask-erasure.ts';
import type { Finding, RestoreCounts } from '#lib/ports/store/dynamodb/restore/restore-page.ts';
import { restoreTable } from '#lib/ports/store/dynamodb/restore/restore-table.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { wall } from '#functions/runtime/wall.ts';
import { requiredOption, type Command, type OptionValues } from '../command/command.ts';
import { personWords } from '../input/person-option.ts';
import { instantOption } from '../input/read-instant.ts';
import { counted } from '../replay/summary-text.ts';
import type { Terminal } from '../output/terminal.ts';

interface Named {
  readonly from: string;
  readonly table: string;
}

const namedBy = (values: OptionValues): Named => {
  const from = requiredOption(restoreCommand, values, 'from');
  const table = requiredOption(restoreCommand, values, 'table');
  if (from !== table) return { from, table };
  throw new Error(`Cannot restore ${table} from itself: --from is the table that was restored, under its own name`);
};

/** How requests for erasure are sent; undefined where no queue is named, or nothing is to be done. */
const askerFor = async (values: OptionValues) => {
  const queueUrl = values['queue'];
  if (queueUrl === undefined || values['dry-run'] !== undefined) return undefined;
  const { intakeQueueAt } = await import('#functions/runtime/sqs-intake-queue.ts');
  const queue = intakeQueueAt(queueUrl);
  return (persons: readonly PersonKey[]) => askErasures({ queue, sleep: wall.sleep }, persons, wall.now());
};

const meanings: Readonly<Record<Finding['verdict'], (named: Named) => string>> = {
  forgotten: ({ table }) => `was erased, which ${table} does not know`,
  reborn: ({ from, table }) => `is a customer’s in ${from}, and has a profile of its own in ${table}`,
  disputed: ({ from, table }) => `is another’s in ${table} than in ${from}: left out`,
};

const lineFor = (named: Named, { person, verdict }: Finding): string =>
  `${personWords(person)} ${meanings[verdict](named)}`;

const forgottenAmong = (findings: readonly Finding[]): readonly PersonKey[] =>
  findings.filter(({ verdict }) => verdict === 'forgotten').map(({ person }) => person);

const tableIn = (client: DynamoDBClient, tableName: string) => ({
  client,
  tableName,
  clock: wall.now,
  sleep: wall.sleep,
});

const summaryOf = (tally: RestoreCounts, { from, table }: Named, isDry: boolean): string => {
  const { rows, present, restored, people, withheld, expired } = tally;
  return [
    `${counted(rows, 'row')} in ${from}: ${counted(present, 'row')} in ${table} already,`,
    `${counted(restored, 'row')} ${isDry ? 'to be put back' : 'put back'} (${counted(people, 'profile')}),`,
    `${counted(withheld, 'row')} of erased people left out, ${counted(expired, 'row')} past their time left out.`,
  ].join(' ');
};

const aboutForgotten = (count: number, isAsked: boolean): string =>
  isAsked
    ? `${counted(count, 'erasure')} asked for again.`
    : `${counted(count, 'erasure')} to be asked for again; with --queue they are.`;

const restore = async (values: OptionValues, terminal: Terminal): Promise<void> => {
  const named = namedBy(values);
  const isDry = values['dry-run'] !== undefined;
  const announceSince = instantOption(values, 'tell-since') ?? Infinity;
  const ask = await askerFor(values);
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const client = new DynamoDBClient();
  const [from, into] = [tableIn(client, named.from), tableIn(client, named.table)];
  let forgotten = 0;
  const report = async (findings: readonly Finding[]): Promise<void> => {
    for (const finding of findings) terminal.print(lineFor(named, finding));
    const persons = forgottenAmong(findings);
    forgotten += persons.length;
    await ask?.(persons);
  };
  const progress = ({ rows, restored }: RestoreCounts) =>
    terminal.show?.(`${counted(rows, 'row')}, ${counted(restored, 'row')} put back`);
  const tally = await restoreTable({ from, into, dryRun: isDry, now: wall.now(), announceSince, report, progress });
  terminal.show?.('');
  terminal.print(summaryOf(tally, named, isDry));
  if (forgotten === 0) return;
  const said = aboutForgotten(forgotten, ask !== undefined);
  if (ask === undefined && !isDry) throw new Error(`Cannot leave it at that: ${said}`);
  terminal.print(said);
};

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Puts back into a table what it lost, from a copy of it as it was.',
  explanation: `What is missing in --table and stands in --from is put back; nothing is written over. Nothing comes back of people who
were erased by now: whoever has a tombstone in either table, and the visitors who are theirs. Rows past their time stay out.
Changes that come back are history and are not published again, unless they were decided since --tell-since.

Events may flow meanwhile, and it can be stopped and started again at any time. Profiles are put back as they were: have
them folded from the ledger afterwards, with patron rebuild --all. docs/runbook.md has the whole way.`,
  options: {
    from: { value: 'NAME', meaning: 'The copy: a table that AWS has restored to a point in time.', required: true },
    table: { value: 'NAME', meaning: 'The table of the deployment.', required: true },
    queue: {
      value: 'URL',
      meaning: 'The intake queue of the deployment: erasures that the table has lost are asked for again.',
    },
    'tell-since': {
      value: 'INSTANT',
      meaning: 'Publishes the changes that come back and were decided since then; by default none.',
    },
    'dry-run': { meaning: 'Writes nothing, and says what would be done.' },
  },
  run: restore,
};
