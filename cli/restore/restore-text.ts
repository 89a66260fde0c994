import type { Finding, RestoreCounts } from '#lib/ports/store/dynamodb/restore/restore-page.ts';
import { personWords } from '../input/person-options.ts';
import { counted } from '../output/numbers.ts';

/** The names of the two tables of a restore. */
export interface TableNames {
  readonly from: string;
  readonly table: string;
}

const verdictWords: Readonly<Record<Finding['verdict'], (names: TableNames) => string>> = {
  forgotten: ({ table }) => `was erased, which ${table} does not know`,
  reborn: ({ from, table }) => `is a customer’s in ${from}, and has a profile of its own in ${table}`,
  disputed: ({ from, table }) => `is another’s in ${table} than in ${from}: left out`,
};

/** A person whom the restore cannot set right by itself, in one line. */
export const findingLine = ({ person, verdict }: Finding, names: TableNames): string =>
  `${personWords(person)} ${verdictWords[verdict](names)}`;

/** The rows of a restore, or of a dry run, by outcome, in one line. */
export const rowsLine = (rows: RestoreCounts, { from, table }: TableNames, isDry: boolean): string =>
  [
    `${counted(rows.rows, 'row')} in ${from}: ${counted(rows.present, 'row')} in ${table} already,`,
    `${counted(rows.restored, 'row')} ${isDry ? 'to be put back' : 'put back'} (${counted(rows.people, 'profile')}),`,
    `${counted(rows.withheld, 'row')} of erased people left out, ${counted(rows.expired, 'row')} past their time left out.`,
  ].join(' ');

/** The erasures that the table has lost, in one line. */
export const erasuresLine = (count: number, isAsked: boolean): string =>
  isAsked
    ? `${counted(count, 'erasure')} asked for again.`
    : `${counted(count, 'erasure')} to be asked for again; with --queue they are.`;
