import { wall } from '#functions/runtime/wall.ts';
import type { MemberList } from '#lib/ports/members/member-store.ts';
import { dynamoDbClient } from '../input/dynamodb-client.ts';
import { outputsOfTable } from '../input/outputs-of-table.ts';

/** The members of a deployment, and the bus that it announces on. */
export interface DeployedMembers {
  readonly members: MemberList;
  readonly busName: string;
}

/** A segment of a deployment. */
export interface DeployedSegment {
  /** The name of the table of profiles. */
  readonly table: string;
  readonly segment: string;
}

const refusal = ({ table, segment }: DeployedSegment, reason: string): Error =>
  new Error(`Cannot read the members of ${segment} beside ${table}: ${reason}`);

/** `all`, or keys separated by commas. */
const isKept = (membersOf: string, segment: string): boolean =>
  membersOf === 'all' || membersOf.split(',').includes(segment);

/**
 * Finds the list of members beside a table of profiles.
 *
 * @throws {Error} where no deployment of the table is found, or where it keeps no members of the segment.
 */
export const membersBeside = async (place: DeployedSegment): Promise<DeployedMembers> => {
  const outputs = await outputsOfTable(place.table);
  const busName = outputs.get('BusName');
  if (busName === undefined) throw refusal(place, 'CloudFormation knows no deployment that has this table');
  const tableName = outputs.get('MembersTableName');
  const kept = tableName === undefined ? 'none' : (outputs.get('MembersOf') ?? 'all');
  if (tableName === undefined || !isKept(kept, place.segment))
    throw refusal(place, `the deployment keeps those of: ${kept}; its setting "members" says of which it does`);
  const { dynamoDbMembers } = await import('#lib/ports/members/dynamodb/dynamodb-members.ts');
  return { members: dynamoDbMembers({ ...wall, client: await dynamoDbClient(), tableName }), busName };
};
