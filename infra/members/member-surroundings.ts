import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { Settings } from '../settings/settings.ts';

/** What a function is told that keeps members: where, and of which segments; of all where none are named. */
export const memberSurroundings = (
  { tableName }: ITable,
  members: Settings['members'],
): Readonly<Record<string, string>> => ({
  MEMBERS_TABLE_NAME: tableName,
  ...(typeof members !== 'string' && { MEMBER_SEGMENTS: members.join(',') }),
});
