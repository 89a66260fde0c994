import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Settings } from '../settings/settings.ts';
import { FeedTable } from './feed-table.ts';
import { MemberTable } from './member-table.ts';

/** The tables that are made of what is published: of who is in a segment, and of the changes of a day. Each is there where it is asked for. */
export const listTables = (scope: Construct, { members, console }: Settings, key: IKey) => ({
  memberTable: members === 'none' ? undefined : new MemberTable(scope, 'Members', { key }),
  feedTable: console ? new FeedTable(scope, 'Feed', { key }) : undefined,
});
